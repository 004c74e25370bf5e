"""Writes Iteratively's own format: CSV with a line for each property of an event.

Properties of groups are written out at each event. Iteratively knows the types string, number, boolean, array, object and
enum, and nothing more of a value: constraints, items and the values of an enum are told as lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.event import Event
from ...model.plan import Plan
from ...model.property import Property
from ...model.schema import must_be_there
from .. import _csv, _json
from .._exported import Exported, Keeps, Told, extra_of, label, tell_losses, words
from .read import COLUMNS, EXTRA

KEEPS = Keeps(words("sources"), words("description sources"), words("type description required"))
_TYPES = {"integer": "number"}

Cells = dict[str, str]


def write(plan: Plan) -> Exported:
    """One file, `tracking-plan.csv`."""
    tell = Told("Iteratively")
    tell_losses(plan, KEEPS, EXTRA, tell)
    rows = [row for event in plan.events.values() for row in _event(event, tell)]
    return Exported({"tracking-plan.csv": _csv.write(COLUMNS, rows)}, tell.notes())


def _event(event: Event, tell: Told) -> Iterator[Cells]:
    if event.kind != "track":
        tell(event.name, f"is a {event.kind} call: here it is an event like any other")
    head = {"Is Template": "FALSE", "Event": event.name, "Event Description": event.description or ""}
    head["Event Source"] = ", ".join(event.sources)
    for found in event.properties.values():
        yield {**head, **_property(found, tell)}
        head = {"Is Template": "FALSE", "Event": event.name}
    if not event.properties:
        yield head


def _property(found: Property, tell: Told) -> Cells:
    types = [*dict.fromkeys(_TYPES.get(kind, kind) for kind in found.types)]
    kept = _json.text(extra_of(found, EXTRA).get("type"))
    kind = types[0] if len(types) == 1 else kept if not types and kept != "enum" else ""
    if types == ["string"] and (found.enum is not None or kept == "enum"):
        kind = "enum"
    if len(types) > 1:
        tell(label(found), "has several types, where Iteratively takes one: none is kept")
    if "integer" in found.types:
        tell(label(found), "is a number in Iteratively, which has no whole ones")
    return {
        "Property Name": found.name,
        "Property Description": found.description or "",
        "Property Type": kind,
        "Property Required": "TRUE" if must_be_there(found) else "FALSE",
    }
