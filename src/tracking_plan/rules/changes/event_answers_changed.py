"""An event answers another question, or one less.

Why: an event that answers nothing is a candidate to go; a question that loses its event stays open.

Code: The function stays as it is.
Data: What is read stays as it is.
Wire: Records of it are judged as before.

Before:

    questions: {invest: {question: Do templates help}, churn: {question: Who leaves}}
    events:
      Project Created:
        answers: [invest]   # <- here

After:

    questions: {invest: {question: Do templates help}, churn: {question: Who leaves}}
    events:
      Project Created:
        answers:
          - invest
          - churn   # <- here

Before (one less):

    questions: {invest: {question: Do templates help}}
    events:
      Project Created:
        answers: [invest]   # <- here

After (one less):

    questions: {invest: {question: Do templates help}}
    events:
      Project Created: {description: A project exists}   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ...shelf import quote
from ._said import called

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("event.answers[]",)
mirror = ("event-answers-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.added:
        yield Said(f"{called(found)} answers {quote(found.after)}")
    else:
        yield Said(f"{called(found)} no longer answers {quote(found.before)}")
