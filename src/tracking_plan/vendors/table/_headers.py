"""The headers that people give the columns of a tracking plan, and what each says: of the event, or of the property."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ._grid import folded
from ._marks import read_header

_SAID = {
    "event": "Event | Event Name | Name of event | Event title | Track event | Event label | Events",
    "property": "Property | Property Name | Event property | Event property name | Parameter | Parameter name | Attribute"
    " | Attribute name | Prop | Property key | Field | Field name | Param | Name of property | User property | Trait",
    "properties": "Properties | Event properties | Parameters | Attributes | Params | Props | Property names | Fields",
    "event_description": "Event description | Event definition | Description of event | What the event means",
    "property_description": "Property description | Property definition | Description of property | Parameter description"
    " | Attribute description",
    "description": "Description | Definition | What it means | Meaning | Desc | Details | Explanation",
    "type": "Type | Data type | Property type | Value type | Property data type | Property value type | Datatype"
    " | Parameter type | Variable type | Format type",
    "required": "Required | Mandatory | Is required | Property required | Required? | Requirement | Must have"
    " | Required / optional | Required or optional",
    "optional": "Optional | Is optional",
    "enum": "Allowed values | Possible values | Enum | Enum values | Options | Accepted values | Valid values"
    " | Permitted values | List of values | Possible options | Expected values | Property values",
    "values": "Values | Value | Property value",
    "example": "Example | Examples | Sample | Sample value | Sample values | Example value | Example values | E.g.",
    "owner": "Owner | Team | Owned by | Responsible | Event owner | DRI | Owning team | Responsible team | Squad",
    "trigger": "Trigger | When | When triggered | When to fire | When it fires | Fires when | Trigger condition"
    " | Event trigger | When fired | Fired when | When to send | When is it sent | When to trigger | Triggered when | Trigger description",
    "sources": "Platform | Platforms | Source | Sources | Channel | App | Apps | Sent from",
    "where": "Where",
    "status": "Status | Dev status | Implementation status | State | Event status",
    "category": "Category | Event category | Area | Feature | Section | Module | Product area | Flow | Funnel step | Domain",
    "pii": "PII | Personal data | Is PII | Contains PII | Sensitive",
    "pattern": "Pattern | Regex | Regular expression",
    "format": "Format",
    "minimum": "Minimum | Min | Min value",
    "maximum": "Maximum | Max | Max value",
    "phase": "Phase",
    "was": "Was | Former names | Old name | Previous name",
    "groups": "Groups | Property groups | Include",
}
MEANS = {folded(title): key for key, titles in _SAID.items() for title in titles.split(" | ")}
SAID = {
    "event": "the event",
    "property": "a property",
    "properties": "the event's properties",
    "event_description": "what the event means",
    "property_description": "what the property means",
    "description": "what it means",
    "type": "the property's type",
    "required": "whether the property is required",
    "optional": "whether the property is optional",
    "enum": "the values that it takes",
    "values": "its values",
    "example": "an example",
    "owner": "the event's owner",
    "trigger": "what triggers the event",
    "sources": "where the event is sent from",
    "status": "the event's status",
    "category": "the event's category",
    "pii": "whether it is personal",
}
_AMBIGUOUS = ("name", "key")
"""The event in a table without one, the property in one that has its type."""


class Header(NamedTuple):
    """The row with the headers: its number, what its columns mean, and those that mean nothing here by their titles."""

    number: int
    columns: dict[int, str]
    others: dict[int, str]
    ours: bool
    """Whether `plan export table` wrote it, so that an empty cell says nothing rather than no."""

    def has(self, *keys: str) -> bool:
        return any(key in self.columns.values() for key in keys)


LOOKED_AT = 30
"""Rows among which the header is looked for: people put a title and a legend above it."""


def header(rows: Sequence[tuple[int, list[str]]]) -> Header | None:
    """The first row in which most is understood, with a column of events or of properties; None where there is none."""
    best: Header | None = None
    for number, cells in rows[:LOOKED_AT]:
        found = _header(number, cells)
        useful = found.has("event", "property", "properties") and len(found.columns) >= 2
        if useful and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best and _of_the_event(best, rows)


def _of_the_event(top: Header, rows: Sequence[tuple[int, list[str]]]) -> Header:
    """The header, where a description stands behind the event and before the property, and tells of the event."""
    at = {key: place for place, key in top.columns.items()}
    if "event_description" in at or not {"event", "description", "property"} <= {*at}:
        return top
    if not at["event"] < at["description"] < at["property"]:
        return top
    columns, others = {**top.columns, at["description"]: "event_description"}, dict(top.others)
    for place, title in top.others.items():
        if MEANS.get(folded(title)) == "description":  # the second one, which is the property's
            columns[place] = "property_description"
            del others[place]
            return top._replace(columns=columns, others=others)
    event = ""
    said: dict[str, str] = {}
    for number, cells in rows:
        if number > top.number and len(cells) > at["description"]:
            event, text = cells[at["event"]].strip() or event, cells[at["description"]].strip()
            if text and said.setdefault(event, text) != text:
                return top  # of one event it says this and that: it tells of properties
    return top._replace(columns=columns)


_GENERAL = re.compile(
    r"propert|param|attribut|dictionar|tracking|sheet|schema|trait|common|global|shared|default", re.I
)
_NOUNS = frozenset(
    "account all base company companies context data definition entity entities enum event example field general group identify"
    " item list object organization people person plan product super table template type user value web ios android app".split()
)
"""Words of which a sheet's name may consist that names no event."""
_NAMED = re.compile(r"event(?:\s*name)?\s*(?::\s*(.*))?\Z", re.I | re.S)


def of_one_event(title: str, rows: Sequence[tuple[int, list[str]]], top: Header) -> str:
    """The event whose properties a sheet lists that has no column of events: named above the header, or by the sheet.

    The sheet names it where a column says what is required, as that is asked within an event alone; empty where none is.
    """
    if top.ours or not top.has("property") or top.has("event", "properties", "where"):
        return ""
    for number, cells in rows:
        said = [cell.strip() for cell in cells if cell.strip()]
        found = _NAMED.match(said[0]) if said and number < top.number else None
        if found is not None and len(said) < 3 and (name := (found[1] or "").strip() or (said[1:] or [""])[0]):
            return name
    words = [word.removesuffix("s") for word in re.findall(r"[^\W_]+", title.casefold())]
    general = _GENERAL.search(title) or all(word in _NOUNS or f"{word}s" in _NOUNS or word.isdigit() for word in words)
    return title if top.has("required", "optional") and not general else ""


def _header(number: int, cells: Sequence[str]) -> Header:
    columns: dict[int, str] = {}
    others: dict[int, str] = {}
    for place, cell in enumerate(cells):
        key = MEANS.get(folded(cell.partition("(")[0]) or folded(cell))
        if key is not None and key not in columns.values():
            columns[place] = key
        elif cell.strip() and read_header(cell) is None:
            others[place] = " ".join(cell.split())
    for place, title in [*others.items()]:
        if (
            folded(title) in _AMBIGUOUS
            and "owner" not in columns.values()
            and not {"event", "property"} & {*columns.values()}
        ):
            columns[place] = "property" if "type" in columns.values() else "event"
            del others[place]
    if "event" not in columns.values() and "properties" in columns.values() and "type" in columns.values():
        place = next(place for place, key in columns.items() if key == "properties")
        columns[place] = "property"  # a column of properties, each in a row of its own
    return Header(number, columns, others, any(read_header(cell) is not None for cell in cells))
