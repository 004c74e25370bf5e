"""Writes Amplitude's tracking plan as CSV: `events.csv`, and `user-properties.csv` for the traits of users.

A row of the event, then one for each property. Amplitude gives a property one of the types string, number, boolean, enum
and any: null, nested properties, formats and several types are told as lost, and the values of an enum are texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...model.event import Event
from ...model.plan import Plan
from ...model.property import Property
from ...model.schema import must_be_there
from .. import _csv
from .._exported import Exported, Keeps, Told, extra_of, label, over, tell_losses, words
from ._columns import EVENT, EVENTS, PROPERTY, TRAITS
from .read import COUNTS, EXTRA, FACETS

KEEPS = Keeps(
    words("owners"),
    words("description category owner"),
    words(
        "type description required enum minimum maximum minLength maxLength pattern items minItems maxItems uniqueItems"
    ),
    traits=True,
)
_PLAIN = {"string": "string", "number": "number", "integer": "number", "boolean": "boolean"}
_FIELDS = {
    "minLength": "min_length", "maxLength": "max_length", "minimum": "minimum", "maximum": "maximum",
    "minItems": "min_items", "maxItems": "max_items",
}  # fmt: skip
_ITEMS = ("minItems", "maxItems")
_OF = {"string": ("minLength", "maxLength"), "number": ("minimum", "maximum"), "integer": ("minimum", "maximum")}

Cells = dict[str, str]


def write(plan: Plan) -> Exported:
    """The file of events, and that of user properties where the plan has traits of users."""
    tell = Told("Amplitude")
    tell_losses(plan, KEEPS, EXTRA, tell)
    rows = [row for event in plan.events.values() for row in _event(event, tell)]
    files = {"events.csv": _csv.write(_header((*EVENT, *PROPERTY), rows), rows)}
    users = [
        _property(name, found, TRAITS, "User Property", tell) for name, found in plan.traits.get("user", {}).items()
    ]
    if users:
        header = ("Action", "Property Type", TRAITS, *PROPERTY)
        files["user-properties.csv"] = _csv.write(_header(header, users), users)
    if plan.traits.get("group"):
        tell("traits.group", "group properties have no file of their own in Amplitude: not kept")
    return Exported(files, tell.notes())


def _header(usual: tuple[str, ...], rows: list[Cells]) -> list[str]:
    return [*dict.fromkeys((*usual, *(column for row in rows for column in row)))]


def _event(event: Event, tell: Told) -> list[Cells]:
    if event.kind != "track":
        tell(event.name, f"is a {event.kind} call: here it is an event like any other")
    made = {EVENTS: "Event", "Object Name": event.name}
    said = (
        ("Object Description", event.description),
        ("Event Category", event.category),
        ("Object Owner", event.owner),
    )
    made |= {column: value for column, value in said if value}
    rows = [over(made, _texts(extra_of(event, EXTRA)))]
    rows += [
        _property(name, found, "Event Property Name", "Event Property", tell)
        for name, found in event.properties.items()
    ]
    return rows


def _texts(own: Mapping[str, Any]) -> Cells:
    return {column: value if isinstance(value, str) else str(value) for column, value in own.items()}


def _property(name: str, found: Property, column: str, kind: str, tell: Told) -> Cells:
    own = _texts(extra_of(found, EXTRA))
    made = {column: name, "Property Type": kind, "Property Required": "TRUE" if must_be_there(found) else "FALSE"}
    if found.description:
        made["Property Description"] = found.description
    inner, types = found, {*found.types}
    if types == {"array"}:
        made["Property Is Array"] = "TRUE"
        _limits(found, ("minItems", "maxItems"), made)
        if found.unique_items:
            made["Array Unique Items"] = "TRUE"
        if found.items is not None:
            inner, types = found.items, {*found.items.types}
    if found.nullable or inner.nullable:
        tell(label(found), "may be null too, which Amplitude does not say: not kept")
    _value(inner, types if inner is not found or "array" not in types else set(), made, own, tell)
    return over(made, own)


def _value(found: Property, types: set[str], made: Cells, own: Cells, tell: Told) -> None:
    """The type and the limits of a value, or of those in an array."""
    where, kept = label(found), own.pop("Property Value Type", "")
    values = [_text(value) for value in found.enum or () if value is not None]
    if any("," in value or value != value.strip() or not value for value in values):
        tell(where, "values of its enum with a comma or a space at the end have no place in Amplitude's list: not kept")
        values = []
    if values:
        if types - {"string"}:
            tell(where, "the values of its enum are texts in Amplitude")
        constant = kept == "const" and len(values) == 1
        made["Property Value Type"] = "const" if constant else "enum"
        made["Const Value" if constant else "Enum Values"] = values[0] if constant else ", ".join(values)
        return
    (kind,) = types if len(types) == 1 else ("",)
    taken = _OF.get(kind, ())
    made["Property Value Type"] = _PLAIN.get(kind, "any" if types or kept in ("", "enum", "const") else kept)
    if kind == "integer":
        made["Number Is Integer"] = "TRUE"
    _limits(found, taken, made)
    if found.pattern is not None and kind == "string":
        made["Property Regex"] = found.pattern
    if types and kind not in _PLAIN:
        tell(where, f"is {' or '.join(sorted(types))}, of which Amplitude has no type: any value is accepted there")
    if lost := [
        word for word, field in _FIELDS.items() if getattr(found, field) is not None and word not in (*taken, *_ITEMS)
    ]:
        tell(where, f"{' and '.join(lost)} has no column for its type in Amplitude: not kept")


def _limits(found: Property, said: tuple[str, ...], made: Cells) -> None:
    columns = dict((*FACETS, *COUNTS))
    for word in said:
        value = getattr(found, _FIELDS[word])
        if value is not None:
            made[columns[word]] = _text(value)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
