"""An event answers a question that the plan does not have.

Why: an event is kept because somebody needs its answer; a misspelled question keeps it for nobody.

Bad:

    questions:
      first_week: {question: Do new teams reach value in their first week?}
    events:
      Signed Up:
        answers: [first_wek]   # <- here

Good:

    questions:
      first_week: {question: Do new teams reach value in their first week?}
    events:
      Signed Up:
        answers: [first_week]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..shelf import quote
from ._references import guess

severity = Severity.ERROR


def check_event(event: Event, plan: Plan) -> Iterator[Finding]:
    for place, name in enumerate(event.answers):
        if name not in plan.questions:
            near = guess("question", name, plan.questions, plan)
            message = f"no question is named {quote(name)}{near}"
            hint = "the plan's questions stand under `questions`"
            yield Finding(event.at("answers", place), message, hint, fix=near.fix(event, "answers", place))
