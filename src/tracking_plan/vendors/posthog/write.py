"""Writes PostHog's definitions: `event_definitions.json`, `property_definitions.json` and `schema_property_groups.json`.

A property group for each event says what it carries, and names that event. PostHog's types are texts, numbers, booleans
and points in time: others, constraints, enums, and that null is accepted are told as lost, as is that traits are required.
"""

from __future__ import annotations

from typing import Any

from ...model.event import Event
from ...model.plan import Plan
from ...model.property import Property
from ...model.schema import must_be_there
from .. import _json
from .._exported import Exported, Keeps, Told, extra_of, extra_of_plan, label, over, tell_losses, words
from .read import EXTRA, TYPES, WHOSE

KEEPS = Keeps(
    words("name"),
    words("description category additional_properties"),
    words("type description required format"),
    traits=True,
    dictionary=True,
)
_THEIRS = {"string": "String", "number": "Numeric", "integer": "Numeric", "boolean": "Boolean"}


def write(plan: Plan) -> Exported:
    """The three files."""
    tell = Told("PostHog")
    tell_losses(plan, KEEPS, EXTRA, tell)
    own = extra_of_plan(plan, EXTRA)
    events = [_event(event, tell) for event in plan.events.values()]
    groups = [
        _group(event, tell) for event in plan.events.values() if event.properties or not event.additional_properties
    ]
    files = {
        "event_definitions.json": _json.write({"results": events}),
        "property_definitions.json": _json.write({"results": [*_definitions(plan, tell), *own.get("definitions", ())]}),
        "schema_property_groups.json": _json.write({"results": groups}),
    }
    return Exported(files, tell.notes())


def _event(event: Event, tell: Told) -> dict[str, Any]:
    if event.kind != "track":
        tell(event.name, f"is a {event.kind} call: here it is an event like any other")
    if event.properties and event.additional_properties:
        tell(event.name, "takes other properties too, which a property group does not say: not kept")
    own = extra_of(event, EXTRA)
    tags = [*([event.category] if event.category else ()), *own.pop("tags", ())]
    made: dict[str, Any] = {"name": event.name, "description": event.description or own.pop("description", "")}
    return over({**made, "tags": tags}, {"verified": False, "hidden": False, **own})


def _group(event: Event, tell: Told) -> dict[str, Any]:
    properties = []
    for found in event.properties.values():
        made = {"name": found.name, "is_required": must_be_there(found), **_described(found, tell)}
        properties.append(over(made, extra_of(found, EXTRA)))
    return {
        "name": event.name,
        "description": f"What {event.name} carries",
        "events": [event.name],
        "properties": properties,
    }


def _described(found: Property, tell: Told) -> dict[str, Any]:
    types = [*dict.fromkeys(_THEIRS.get(kind, kind) for kind in found.types)]
    kept = extra_of(found, EXTRA).get("property_type")
    kind = types[0] if len(types) == 1 and types[0] in TYPES else None
    if kind == "String" and found.format == "date-time":
        kind = "DateTime"
    elif found.format is not None:
        tell(label(found), f"its format {found.format} has no type in PostHog: not kept")
    if kind == "Numeric" and kept == "Duration":
        kind = "Duration"
    if types and kind is None:
        tell(label(found), f"is {' or '.join(found.types)}, of which PostHog has no type: not kept")
    if "integer" in found.types and kind == "Numeric":
        tell(label(found), "is a number in PostHog, which has no whole ones")
    return {"property_type": kind if kind or types or kept in TYPES else kept, "description": found.description or ""}


def _definitions(plan: Plan, tell: Told) -> list[dict[str, Any]]:
    """A definition for each name: PostHog keeps one of an event's property, whichever events carry it."""
    made: dict[str, dict[str, Any]] = {}
    for event in plan.events.values():
        for found in event.properties.values():
            first = made.setdefault(found.name, _definition(found, "event", tell))
            if first["property_type"] != _described(found, Told(""))["property_type"]:
                tell(found.name, "is of several types in several events, where PostHog's definition has one: the first")
    for found in plan.properties.values():
        made.setdefault(found.name, _definition(found, "event", tell))
    theirs = {ours: theirs for theirs, ours in WHOSE.items()}
    for whose, traits in plan.traits.items():
        for found in traits.values():
            made[f"{whose}\0{found.name}"] = _definition(found, theirs[whose], tell)
            if must_be_there(found):
                tell(label(found), "is required, which PostHog does not say of traits: not kept")
    return [*made.values()]


def _definition(found: Property, of: str, tell: Told) -> dict[str, Any]:
    about = _described(found, tell)
    made = {"name": found.name, "type": of, **about, "is_numerical": about["property_type"] in ("Numeric", "Duration")}
    return over({**made, "tags": extra_of(found, EXTRA).get("tags", [])}, extra_of(found, EXTRA))
