"""An event answers no question.

Why: an event that informs no decision costs money and attention all the same; "track everything" is how plans rot.

Note: silent until the plan has questions. An event counts as answering when it names a question under `answers`, or
when a question names it, or one of its properties, under `needs`.

Bad:

    questions:
      templates: {question: Do templates help?, needs: [Project Created.template_used]}
    events:
      Project Created:
        description: A project exists.
      Logo Hovered:   # <- here
        description: The pointer rests on the logo.

Good:

    questions:
      templates: {question: Do templates help?, needs: [Project Created.template_used]}
    events:
      Project Created:
        description: A project exists.
      Template Previewed:
        answers: [templates]
"""

from __future__ import annotations

from collections.abc import Iterable

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..shelf import quote

severity = Severity.WARNING


def check_event(event: Event, plan: Plan) -> Iterable[Finding]:
    if event.answers or not plan.facts("asks questions", _asks) or event.status in ("deprecated", "retired"):
        return ()
    if event.name in plan.facts("needed events", _needed):
        return ()
    hint = "name the question under `answers`, or leave the event out"
    return (Finding(event.at(), f"event {quote(event.name)} answers no question", hint),)


def _asks(plan: Plan) -> bool:
    """Whether the plan asks questions itself: those of a plan that it builds on are for that one's events."""
    return any(map(plan.owns, plan.questions.values()))


def _needed(plan: Plan) -> frozenset[str]:
    pointed = (plan.point(need).event for question in plan.questions.values() for need in question.needs)
    return frozenset(event.name for event in pointed if event is not None)
