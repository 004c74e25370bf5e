"""A question needs events that are not live.

Why: until they are, nobody can answer it, and the decision it informs is made without it.

Bad:

    questions:
      signup_leaks:
        question: Where do visitors give up?
        needs:
          - Signup Started
          - Signup Completed   # <- here
    events:
      Signup Started: {status: live}
      Signup Completed: {status: approved}

Good:

    questions:
      signup_leaks:
        question: Where do visitors give up?
        needs: [Signup Started, Signup Completed]
    events:
      Signup Started: {status: live}
      Signup Completed: {status: live}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.people import Question
from ..model.plan import Plan
from ..shelf import listed, quote

severity = Severity.WARNING


def check_question(question: Question, plan: Plan) -> Iterator[Finding]:
    """One finding, at the first such event, with the places of the others."""
    waiting: dict[str, tuple[int, Event]] = {}
    for place, need in enumerate(question.needs):
        event = plan.point(need).event
        if event is not None and event.status != "live":
            waiting.setdefault(event.name, (place, event))
    if waiting:
        said = listed(f"{quote(event.name)} ({event.status})" for _, event in waiting.values())
        verb = "is" if len(waiting) == 1 else "are"
        message = f"question {quote(question.name)} needs {said}, which {verb} not live"
        first, *others = [question.at("needs", place) for place, _ in waiting.values()]
        related = tuple((at, "not live either") for at in others)
        yield Finding(first, message, "bring them live, or ask when they are", related=related)
