"""An owner owns nothing.

Why: a team that is listed but answers for nothing is a leftover of a reorganization, or the owner that an event lacks.

Bad:

    owners:
      growth: {email: growth@acme.test}
      billing: {email: billing@acme.test}   # <- here
    events:
      Signed Up:
        owner: growth

Good:

    owners:
      growth: {email: growth@acme.test}
      billing: {email: billing@acme.test}
    events:
      Signed Up: {owner: growth}
      Payment Completed: {owner: billing}

Note: an owner may own events or objectives, or be the one for whom a question is asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..shelf import quote
from ._references import meant

severity = Severity.WARNING


def check_plan(plan: Plan) -> Iterator[Finding]:
    if not plan.owners or not plan.events:
        return
    used = {event.owner for event in plan.events.values()}
    used.update(objective.owner for objective in plan.objectives.values())
    used.update(question.asked_by for question in plan.questions.values())
    found = meant(used, plan.owners)
    for name, owner in plan.owners.items():
        if name not in found:
            message = f"owner {quote(name)} owns nothing"
            yield Finding(owner.at(), message, "name it as the `owner` of what it answers for, or remove it")
