"""Writes Optimizely's events: `events.json`, each as its API takes it (`POST /v2/projects/PROJECT_ID/custom_events`, one a call).

The key of an event is its name, as the SDKs send it. Optimizely sorts events into categories of its own (`purchase`,
`sign_up`, …): the plan says it as `x-optimizely: {category: purchase}`, else it is `other` there. So are its event properties:
their form is not published where we could read it, and they are written only as `x-optimizely` has them.
"""

from __future__ import annotations

from typing import Any

from ...model.event import Event
from ...model.plan import Plan
from ...shelf import quote
from .. import _json
from .._exported import Exported, Keeps, Told, extra_of, tell_losses, words

EXTRA = "x-optimizely"
KEEPS = Keeps(event=words("description"), carried=False)


def write(plan: Plan) -> Exported:
    """One file: a list of events."""
    tell = Told("Optimizely")
    tell_losses(plan, KEEPS, EXTRA, tell)
    if any(event.properties for event in plan.events.values()):
        tell("", "what events carry is sent as tags, of which Optimizely holds no list: not kept")
    events = [_event(event, tell) for event in plan.events.values()]
    return Exported({"events.json": _json.write(events)}, tell.notes())


def _event(event: Event, tell: Told) -> dict[str, Any]:
    own = extra_of(event, EXTRA)
    if "key" in own:
        tell(event.name, f"{quote('key')} under {EXTRA} follows from the event's name: not kept")
    made: dict[str, Any] = {"key": event.name}
    if event.description:
        made["description"] = event.description
    made["archived"] = event.status == "retired"
    revenue = event.properties.get("revenue")
    if revenue is not None and {*revenue.types} != {"integer"}:
        tell(f"{event.name}.revenue", "is no whole number in the plan: Optimizely reads it as whole cents")
    return {**made, **{word: held for word, held in own.items() if word != "key"}}
