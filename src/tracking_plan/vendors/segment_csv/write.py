"""Writes Segment's tracking plans as CSV: a line for each event, then one for each of its properties, nested ones too.

Segment's columns are a name, a description, required or optional, a data type, a pattern and an enum. Everything else a
property says is told as lost, as is whether an event takes other properties; exported as JSON (`segment`) it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.event import Event
from ...model.plan import Plan
from ...model.property import Property
from ...model.schema import must_be_there
from .. import _csv
from .._exported import Exported, Keeps, Told, extra_of, in_order, kept_name, label, tell_losses, words
from .read import COLUMNS, EXTRA, KINDS, TRAITS, WORDS

KEEPS = Keeps(
    words("owners"),
    words("description owner category status type"),
    words("type description required nullable enum pattern items properties"),
    traits=True,
)
Cells = dict[str, str]


def write(plan: Plan) -> Exported:
    """One file, `tracking-plan.csv`."""
    tell = Told("Segment's CSV")
    tell_losses(plan, KEEPS, EXTRA, tell)
    taken: set[tuple[object, str]] = set()
    rows = [row for event in in_order(plan) for row in _event(event, taken, tell)]
    for kind, whose in TRAITS.items():
        for found in plan.traits.get(whose, {}).values():
            rows += [{"Event Type": kind, **row} for row in _property(found, found.name, tell)]
    return Exported({"tracking-plan.csv": _csv.write(COLUMNS, rows)}, tell.notes())


def _event(event: Event, taken: set[tuple[object, str]], tell: Told) -> Iterator[Cells]:
    own = extra_of(event, EXTRA)
    kind = next(theirs for theirs, ours in KINDS.items() if (ours or "track") == event.kind)
    name, kept = event.name, own.get("name")
    if kept == "" and name.split(" (")[0] == kind and (kind, "") not in taken:
        taken.add((kind, ""))
        name = ""
    else:
        name = kept_name(name, kept, kind, taken)
    said = {word: getattr(event, word) for word in WORDS if event.says(word)}
    labels = [f"{word}:{value}" for word, value in said.items()]
    if any("," in label for label in labels):
        tell(event.name, "a label cannot hold a comma: not kept")
    labels = [label for label in labels if "," not in label]
    labels += [label for label in own.get("labels", ()) if label.partition(":")[0] not in said]
    head = {"Event Type": kind, "Event Name": name}
    yield {
        "Version": str(own.get("Version", "1")), "Source": str(own.get("Source", "")), **head,
        "Description": event.description or "", "Labels": ", ".join(labels),
    }  # fmt: skip
    for found in event.properties.values():
        for row in _property(found, found.name, tell):
            yield {**head, **row}


def _property(found: Property, name: str, tell: Told, required: bool | None = None) -> Iterator[Cells]:
    must = must_be_there(found) if required is None else required
    row = {
        "Property Name": name,
        "Description": found.description or "",
        "Property Status": "required" if must else "optional",
    }
    types = [*dict.fromkeys(found.types)]
    kept = extra_of(found, EXTRA).get("type")
    if types == ["string"] and found.format == "date-time" and not found.nullable:
        row["Property Data Type"] = "Date time"
    elif types:
        row["Property Data Type"] = ", ".join([*types, *(["null"] if found.nullable else ())])
    else:
        row["Property Data Type"] = kept if isinstance(kept, str) else "any"
    if "." in found.name or found.name == "$":
        tell(label(found), "has a dot in its name, which Segment's CSV takes for a property in another")
    if found.pattern is not None:
        row["Allowed Property Values"] = found.pattern
    values = [
        str(value).lower() if isinstance(value, bool) else str(value) for value in found.enum or () if value is not None
    ]
    if any("," in value or value != value.strip() or not value for value in values):
        tell(label(found), "values of its enum with a comma or a space at the end have no place in the list: not kept")
    else:
        row["Enum Values"] = ", ".join(values)
    yield row
    if found.items is not None:
        yield from _property(found.items, f"{name}.$", tell, True)
    for inner in (found.properties or {}).values():
        yield from _property(inner, f"{name}.{inner.name}", tell)
