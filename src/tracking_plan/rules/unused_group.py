"""A property group is included by no event and no other group.

Why: what is not included is not sent, though whoever reads the plan believes that it is.

Bad:

    property_groups:
      session:
        session_id: {type: string}
      device:   # <- here
        device_type: {type: string}
    events:
      Signed Up:
        include: [session]

Good:

    property_groups:
      session:
        session_id: {type: string}
      client:
        include: [session]
        device_type: {type: string}
    events:
      Signed Up:
        include: [client]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..shelf import quote
from ._references import meant

severity = Severity.WARNING


def check_plan(plan: Plan) -> Iterator[Finding]:
    if not plan.groups or not plan.events:
        return
    used = {name for event in plan.events.values() for name in event.include}
    used.update(name for group in plan.groups.values() for name in group.include if name != group.name)
    found = meant(used, plan.groups)
    for name, group in plan.groups.items():
        if name not in found:
            message = f"property group {quote(name)} is included nowhere"
            yield Finding(group.at(), message, "include it where its properties are sent, or remove it")
