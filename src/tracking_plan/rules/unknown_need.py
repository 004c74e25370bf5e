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

from ..finding import Finding, Severity
from ..model.people import Question
from ..model.plan import Plan
from ..shelf import quote
from ._references import event_suggestion, suggestion

severity = Severity.ERROR


def check_question(question: Question, plan: Plan) -> Iterator[Finding]:
    for place, need in enumerate(question.needs):
        pointed = plan.point(need)
        name = pointed.missing
        if name is None:
            continue
        if pointed.event is None:
            message = f"no event is named {quote(name)}{event_suggestion(name, plan)}"
        elif not pointed.known and pointed.event.properties:
            message = f"{quote(need.removesuffix('.' + name))} has no properties, so no {quote(name)}"
        else:
            event = pointed.event.name
            near = suggestion(f"property of {event}", name, pointed.known, plan)
            message = f"event {quote(event)} has no property {quote(name)}{near}"
        yield Finding(question.at("needs", place), message, "plan what the question needs, or mend the name")
