"""A question came, went, or is asked otherwise.

Why: what nobody asks any more, nobody need send; what is asked anew may need more than is sent.

Code: The functions stay as they are.
Data: What is read stays as it is.
Wire: Records are judged as before.

Before:

    questions:
      invest:
        question: Do templates help
        every: month   # <- here

After:

    questions:
      invest:
        question: Do templates help
        every: week   # <- here

Before (it needs one thing more):

    questions:
      invest:
        needs: [Project Created]   # <- here
    events: {Project Created: {}, Signup Completed: {}}

After (it needs one thing more):

    questions:
      invest:
        needs:
          - Project Created
          - Signup Completed   # <- here
    events: {Project Created: {}, Signup Completed: {}}

Before (one less):

    questions:
      invest: {question: Do templates help}   # <- here

After (one less):

    questions: {}
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ._said import node_changed

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("question", "question.*")
mirror = ("question-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    yield Said(node_changed(found, "question"))
