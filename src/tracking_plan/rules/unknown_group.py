"""An event or group includes a property group that the plan does not have.

Why: the properties that were meant to come with the group are not planned, and are then rejected in the log.

Bad:

    property_groups:
      session:
        session_id: {type: string}
      client:
        include: [sesion]   # <- here
        platform: {type: string}
    events:
      Signed Up:
        include: [session, device]   # <- here

Fixed:

    property_groups:
      session:
        session_id: {type: string}
      client:
        include: [session]
        platform: {type: string}
    events:
      Signed Up:
        include: [session, device]   # <- here

Good:

    property_groups:
      session:
        session_id: {type: string}
      client:
        include: [session]
        platform: {type: string}
    events:
      Signed Up:
        include: [client]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.event import Event, Group
from ..model.plan import Plan
from ..shelf import quote
from ._references import guess

severity = Severity.ERROR


def check_event(event: Event, plan: Plan) -> Iterator[Finding]:
    for place, name in enumerate(event.include):
        if name not in plan.groups:
            yield _unknown(event, place, name, plan)


def check_group(group: Group, plan: Plan) -> Iterator[Finding]:
    for place, name in enumerate(group.include):
        if name not in plan.groups:
            yield _unknown(group, place, name, plan)


def _unknown(node: Event | Group, place: int, name: str, plan: Plan) -> Finding:
    near = guess("group", name, plan.groups, plan)
    message = f"no property group is named {quote(name)}{near}"
    hint = "the plan's groups stand under `property_groups`"
    return Finding(node.at("include", place), message, hint, fix=near.fix(node, "include", place))
