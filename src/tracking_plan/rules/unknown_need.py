"""A question needs an event or property that the plan does not have.

Why: a question whose data is not planned is never answered, however much is tracked beside it. A need is written
`Event Name`, `Event Name.property` or `Event Name.property.nested`.

Bad:

    questions:
      invest_in_templates:
        needs:
          - Project Creatd   # <- here
          - Project Created.template   # <- here
    events:
      Project Created:
        properties:
          template_used: {type: boolean}

Fixed:

    questions:
      invest_in_templates:
        needs:
          - Project Created
          - Project Created.template   # <- here
    events:
      Project Created:
        properties:
          template_used: {type: boolean}

Good:

    questions:
      invest_in_templates:
        needs:
          - Project Created
          - Project Created.template_used
    events:
      Project Created:
        properties:
          template_used: {type: boolean}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Fix, Severity
from ..model import mending
from ..model.people import Question
from ..model.plan import Plan
from ..shelf import quote
from ._references import Guess, event_guess, guess

severity = Severity.ERROR


def check_question(question: Question, plan: Plan) -> Iterator[Finding]:
    for place, need in enumerate(question.needs):
        pointed = plan.point(need)
        name = pointed.missing
        if name is None:
            continue
        near = Guess()
        if pointed.event is None:
            near = event_guess(name, plan)
            message = f"no event is named {quote(name)}{near}"
        elif not pointed.known and pointed.event.properties:
            message = f"{quote(need.removesuffix('.' + name))} has no properties, so no {quote(name)}"
        else:
            event = pointed.event.name
            near = guess(f"property of {event}", name, pointed.known, plan)
            message = f"event {quote(event)} has no property {quote(name)}{near}"
        hint = "plan what the question needs, or mend the name"
        yield Finding(question.at("needs", place), message, hint, fix=_fix(question, place, need, near, plan))


def _fix(question: Question, place: int, need: str, near: Guess, plan: Plan) -> Fix | None:
    """Mend the one step of the need that leads nowhere, where all of it then leads somewhere."""
    event, _, name, _ = plan.point(need)
    if near.surely is None or name is None:
        return None
    if event is None:
        ways = [near.surely + need[len(name) :]]
    else:
        steps = need[len(event.name) + 1 :].split(".")
        wrong = [at for at, step in enumerate(steps) if step == name]
        ways = [".".join((event.name, *steps[:at], near.surely, *steps[at + 1 :])) for at in wrong]
    mended = next((way for way in ways if plan.point(way).missing is None), None)
    return mending.value(question.raw, ("needs", place), mended) if mended is not None else None
