"""Reads Amplitude's tracking plan as CSV: the file of events and their properties, and the one of user properties.

A property row belongs to the event above it. An array is of the values that its row describes; `const` is an enum of one
value. Whatever else a row says (display name, tags, activity, visibility, volumes) is kept under `x-amplitude` by the
name of its column. Property groups become groups here.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...shelf import quote
from ...trouble import Trouble
from .. import _csv, _json
from .._csv import Row
from .._imported import OWN_KEYS, Draft, Imported, Note, Words, imported
from ._columns import COLUMNS, EVENTS, TRAITS

SUFFIXES = (".csv", ".json")
EXTRA = "x-amplitude"

FACETS = (
    ("minLength", "String Property Value Min Length"), ("maxLength", "String Property Value Max Length"),
    ("minimum", "Number Property Value Min"), ("maximum", "Number Property Value Max"),
)  # fmt: skip
COUNTS = (("minItems", "Array Min Items"), ("maxItems", "Array Max Items"))
_POINTER = ("SourceId", "WorkspaceId")


def recognizes(value: object) -> bool:
    """Whether it is a text whose first line names the columns of Amplitude's CSV, or the `ampli.json` of a project."""
    if isinstance(value, Mapping):
        return all(word in value for word in _POINTER)
    return isinstance(value, str) and _is_ours(_csv.columns(value[:5000], COLUMNS))


def _is_ours(columns: list[str]) -> bool:
    return "Property Value Type" in columns and (EVENTS in columns or TRAITS in columns)


def read(texts: Mapping[str, str]) -> Imported:
    """One plan of all the rows in these files (name -> text).

    Raises:
        Trouble: no file is a tracking plan's CSV, or one cannot be read.
    """
    notes: list[Note] = []
    reading = _Reading(notes)
    found = False
    for file, text in texts.items():
        if _is_ours(_csv.columns(text[:5000], COLUMNS)):
            found = True
            reading.file(file, _csv.rows(file, text, notes, COLUMNS))
        elif text.lstrip()[:1] == "{" and any(map(recognizes, _json.values(file, text, notes, lambda text: False))):
            what = "is Ampli's pointer to a plan, which itself stands in Amplitude: download it there as CSV"
            notes.append(Note(file, "", what))
        else:
            notes.append(Note(file, "", "holds no tracking plan of Amplitude: not read"))
    if not found:
        told = "; ".join(str(note) for note in notes[:3])
        raise Trouble(
            f'no tracking plan of Amplitude here: expected CSV with the columns "{EVENTS}" and so on ({told})'
        )
    return imported([reading.draft.finish()], notes)


class _Reading:
    def __init__(self, notes: list[Note]) -> None:
        self.notes, self.file_name, self.line = notes, "", 0
        self.draft = Draft("Amplitude tracking plan")

    def tell(self, where: str, what: str) -> None:
        self.notes.append(Note(self.file_name, where, what, self.line))

    def file(self, file: str, rows: list[Row]) -> None:
        self.file_name = file
        holder: dict[str, Words] | None = None
        inside: Words = {}
        for row in rows:
            self.line = row.line
            if row(TRAITS):
                self.property(row, TRAITS, self.draft.traits.setdefault("user", {}), "traits.user", {})
                continue
            if row(EVENTS):
                inside = self.group(row) if row(EVENTS) == "Property Group" else self.event(row)
                holder = inside.setdefault("properties", {})
            if row("Event Property Name"):
                if holder is None:
                    self.tell(row("Event Property Name"), "is a property of no event: not kept")
                else:
                    self.property(row, "Event Property Name", holder, "", inside)
        for words in (*self.draft.events.values(), *self.draft.groups.values()):
            if words.get("properties") == {}:
                del words["properties"]
        for words in self.draft.events.values():
            if EXTRA in words:
                words[EXTRA] = words.pop(EXTRA)

    def event(self, row: Row) -> Words:
        name, left = row("Object Name"), dict(row.cells)
        for column in (EVENTS, "Object Name"):
            left.pop(column, None)
        if name in self.draft.events and row("Event Property Name"):
            return self.draft.events[name]  # it is named again beside each of its properties
        if not name or name.startswith("x-") or name in self.draft.events:
            why = OWN_KEYS if name.startswith("x-") else "it has no name of its own"
            self.tell(name, f"{why}: not kept")
            return {}
        made: Words = {}
        for word, column in (("description", "Object Description"), ("category", "Event Category")):
            if left.get(column):
                made[word] = left.pop(column)
        owner = left.get("Object Owner", "")
        if owner and not owner.startswith("x-"):
            made["owner"] = self.draft.owner(left.pop("Object Owner"))
        groups = [group for group in _csv.listed(left.get("Property Group Names", "")) if group in self.draft.groups]
        if groups:
            made["include"] = groups
            del left["Property Group Names"]
        left = {
            column: held
            for column, held in left.items()
            if not column.startswith("Property ") and column not in _OF_PROPERTIES
        }
        if left:
            made[EXTRA] = left
        self.draft.events[name] = made
        return made

    def group(self, row: Row) -> Words:
        name = row("Object Name")
        made: Words = {"description": row("Object Description")} if row("Object Description") else {}
        if name and not name.startswith("x-"):
            self.draft.groups[name] = made
        return made

    def property(self, row: Row, column: str, holder: dict[str, Words], where: str, inside: Words) -> None:
        name, left = (
            row(column),
            {c: held for c, held in row.cells.items() if c.startswith("Property ") or c in _OF_PROPERTIES},
        )
        left.pop(column, None)
        groups = [group for group in _csv.listed(left.get("Property Group Names", "")) if group in self.draft.groups]
        if groups and inside not in self.draft.groups.values() and column != TRAITS:
            inside["include"] = [*dict.fromkeys((*inside.get("include", ()), *groups))]
            return
        if name.startswith("x-") or name in holder:
            self.tell(
                name, f"{OWN_KEYS if name.startswith('x-') else 'is named twice, of which the first is kept'}: not kept"
            )
            return
        left.pop("Property Group Names", None)
        if left.get("Property Type") in ("Event Property", "User Property"):
            del left["Property Type"]
        made: Words = self.value(left, where or name)
        if not _csv.is_true(left.pop("Property Required", "")):
            made["required"] = False
        if left:
            made[EXTRA] = left
        holder[name] = made

    def value(self, left: dict[str, str], where: str) -> Words:
        """What the values must be: of an array's row, those in it."""
        made: Words = {"description": left.pop("Property Description")} if left.get("Property Description") else {}
        inner: Words = {}
        kind = left.get("Property Value Type", "any")
        integer = _csv.is_true(left.pop("Number Is Integer", ""))
        if kind in ("string", "number", "boolean", "object"):
            inner["type"] = "integer" if integer and kind == "number" else left.pop("Property Value Type")
            left.pop("Property Value Type", None)
        elif kind in ("enum", "const"):
            column = "Enum Values" if kind == "enum" else "Const Value"
            values = _csv.listed(left.get(column, "")) if kind == "enum" else [left.get(column, "")]
            if any(values):
                inner |= {"type": "string", "enum": values}
                del left[column]
                if kind == "enum":
                    del left["Property Value Type"]
        elif kind == "any":
            left.pop("Property Value Type", None)
        else:
            self.tell(
                where, f"its type {quote(kind)} is none of Amplitude's, kept under {EXTRA}: any value is accepted here"
            )
        if left.get("Property Regex"):
            inner["pattern"] = left.pop("Property Regex")
        for word, column in FACETS:
            if (found := _csv.number(left.get(column, ""))) is not None:
                inner[word] = found
                del left[column]
        if not _csv.is_true(left.pop("Property Is Array", "")):
            return {**made, **inner}
        made["type"] = "array"
        for word, column in COUNTS:
            if (found := _csv.number(left.get(column, ""))) is not None:
                made[word] = found
                del left[column]
        if _csv.is_true(left.pop("Array Unique Items", "")):
            made["uniqueItems"] = True
        if inner:
            made["items"] = inner
        return made


_OF_PROPERTIES = frozenset(
    (
        "Event Property Name", "Number Is Integer", "Enum Values", "Const Value", "Array Unique Items",
        *(column for _, column in (*FACETS, *COUNTS)),
    )
)  # fmt: skip
