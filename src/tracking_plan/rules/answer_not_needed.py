"""An event says that it answers a question which does not need it.

Why: the question's `needs` is the list that a report is built from; an event missing there is missing in the answer.

Bad:

    questions:
      signup_leaks: {question: Where do visitors give up?, needs: [Signup Started]}
    events:
      Signup Started: {answers: [signup_leaks]}
      Signup Failed:
        answers: [signup_leaks]   # <- here

Good:

    questions:
      signup_leaks: {question: Where do visitors give up?, needs: [Signup Started, Signup Failed.error_code]}
    events:
      Signup Started: {answers: [signup_leaks]}
      Signup Failed:
        answers: [signup_leaks]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..shelf import quote

severity = Severity.WARNING


def check_event(event: Event, plan: Plan) -> Iterator[Finding]:
    if not event.answers:
        return
    needs: dict[str, frozenset[str]] = plan.facts("events needed by question", _needs)
    for place, name in enumerate(event.answers):
        # A question without `needs` is incomplete, which another rule says.
        if needs.get(name) and event.name not in needs[name]:
            message = f"event {quote(event.name)} answers {quote(name)}, whose `needs` does not name it"
            yield Finding(event.at("answers", place), message, "add it there, or take the answer out")


def _needs(plan: Plan) -> dict[str, frozenset[str]]:
    return {
        name: frozenset(event.name for need in question.needs if (event := plan.point(need).event) is not None)
        for name, question in plan.questions.items()
        if plan.owns(question)  # one of another plan knows nothing of the events here
    }
