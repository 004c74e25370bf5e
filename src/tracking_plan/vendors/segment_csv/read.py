"""Reads Segment's tracking plans as CSV: a line for each event, then one for each of its properties.

Names of nested properties are joined by dots, and `.$` stands for the items of an array. Labels that the plan format has
a word for become that word; other columns and labels are kept under `x-segment-csv`, as are older versions of an event.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...model.event import STATUSES
from ...shelf import quote
from ...trouble import Trouble
from .. import _csv
from .._csv import Row
from .._imported import OWN_KEYS, Draft, Imported, Note, Words, imported

SUFFIXES = (".csv",)
EXTRA = "x-segment-csv"
COLUMNS = (
    "Version", "Event Type", "Event Name", "Property Name", "Source", "Description", "Labels", "Property Status",
    "Property Data Type", "Allowed Property Values", "Enum Values",
)  # fmt: skip
TYPES = ("string", "integer", "number", "boolean", "array", "object")
KINDS = {"track": "", "page": "page", "screen": "screen"}
TRAITS = {"identify": "user", "group": "group"}
WORDS = ("owner", "category", "status")


def recognizes(value: object) -> bool:
    """Whether it is a text whose first line names the columns of Segment's CSV."""
    return isinstance(value, str) and _is_ours(_csv.columns(value[:5000], COLUMNS))


def _is_ours(columns: list[str]) -> bool:
    return all(name in columns for name in ("Event Name", "Property Name", "Property Data Type"))


def read(texts: Mapping[str, str]) -> Imported:
    """One plan of all the lines in these files (name -> text).

    Raises:
        Trouble: no file is of the format, or one cannot be read.
    """
    notes: list[Note] = []
    reading = _Reading(notes)
    found = False
    for file, text in texts.items():
        if _is_ours(_csv.columns(text[:5000], COLUMNS)):
            found = True
            reading.file(file, _csv.rows(file, text, notes, COLUMNS))
        else:
            notes.append(Note(file, "", "holds no tracking plan of Segment as CSV: not read"))
    if not found:
        told = "; ".join(str(note) for note in notes[:3])
        raise Trouble(
            f'no tracking plan of Segment as CSV here: expected the columns "Event Name", "Property Name" and so on ({told})'
        )
    return imported([reading.draft.finish()], notes)


class _Reading:
    def __init__(self, notes: list[Note]) -> None:
        self.notes, self.now, self.line = notes, "", 0
        self.draft = Draft("Segment tracking plan")
        self.events: dict[tuple[str, str], Words] = {}

    def tell(self, where: str, what: str) -> None:
        self.notes.append(Note(self.now, where, what, self.line))

    def file(self, file: str, rows: list[Row]) -> None:
        self.now = file
        kind, name = "track", ""
        for row in rows:
            self.line = row.line
            kind = row("Event Type").lower() or kind
            name = row("Event Name") or name
            if kind in TRAITS:
                holder = self.draft.traits.setdefault(TRAITS[kind], {})
                where = f"traits.{TRAITS[kind]}"
            elif kind in KINDS:
                event = self.event(kind, name, row)
                if event is None:
                    continue
                holder, where = event.setdefault("properties", {}), name
            else:
                self.tell(name, f"rules of type {quote(kind)} are not known here: not kept")
                continue
            if row("Property Name"):
                self.property(row, holder, where)
        for words in self.draft.events.values():
            if not words.get("properties"):
                words.pop("properties", None)
            if EXTRA in words:
                words[EXTRA] = words.pop(EXTRA)
        for whose in [whose for whose, found in self.draft.traits.items() if not found]:
            del self.draft.traits[whose]

    def event(self, kind: str, name: str, row: Row) -> Words | None:
        """The event of a line, which is made where it is the first of it."""
        made = self.events.get((kind, name))
        if made is not None:
            if not row("Property Name"):
                self.tell(name, "is defined twice: the lines of both are taken together")
            return made
        shown = name or kind
        free = self.draft.free_name(shown, kind)
        if free.startswith("x-") or not shown:
            self.tell(free, f"{OWN_KEYS if free else 'a line without an event'}: not kept")
            return None
        left: Words = {}
        if free != name:
            left["name"] = name
            self.tell(
                free,
                f"is called {quote(name)} as another event is: two cannot have one name here"
                if name
                else f"is the rule for every {kind} call, which has no name of its own",
            )
        made = self.events[kind, name] = self.draft.events[free] = {}
        if not row("Property Name") and row("Description"):
            made["description"] = row("Description")
        self.labels(row("Labels"), made, left)
        if KINDS[kind]:
            made["type"] = KINDS[kind]
        left |= {
            column: row(column)
            for column in ("Version", "Source")
            if row(column) and (column, row(column)) != ("Version", "1")
        }
        if left:
            made[EXTRA] = left
        return made

    def labels(self, text: str, made: Words, left: Words) -> None:
        rest = []
        for label in _csv.listed(text):
            word, _, value = (part.strip() for part in label.partition(":"))
            if word == "owner" and value and not value.startswith("x-"):
                made["owner"] = self.draft.owner(value)
            elif (word == "category" and value) or (word == "status" and value in STATUSES):
                made[word] = value
            else:
                rest.append(label)
        if rest:
            left["labels"] = rest

    def property(self, row: Row, holder: dict[str, Words], where: str) -> None:
        steps = row("Property Name").split(".")
        for step in steps[:-1]:
            holder = self.inside(holder, step)
        name = steps[-1]
        if name.startswith("x-"):
            self.tell(f"{where}.{name}", f"{OWN_KEYS}: not kept")
            return
        made = self.value(row, f"{where}.{row('Property Name')}")
        if name == "$":
            made.pop("required", None)
            holder["$"] = {**made, **holder.get("$", {})}
        else:
            holder[name] = {**made, **holder.get(name, {})} if name in holder else made

    def inside(self, holder: dict[str, Any], step: str) -> dict[str, Any]:
        """The properties in the property (or the items) that a step of a name leads to."""
        found = holder.setdefault(step, {})
        return _Inside(found)

    def value(self, row: Row, where: str) -> Words:
        made: Words = {}
        left: Words = {}
        kinds = [kind.strip() for kind in row("Property Data Type").split(",") if kind.strip()]
        known = [kind.lower() for kind in kinds if kind.lower() in TYPES]
        if [kind.lower() for kind in kinds] in (["date time"], ["datetime"]):
            made |= {"type": "string", "format": "date-time"}
        elif len(known) == len([kind for kind in kinds if kind.lower() != "null"]) and known:
            made["type"] = known[0] if len(known) == 1 else known
            if len(known) < len(kinds):
                made["nullable"] = True
        elif kinds and kinds != ["any"]:
            left["type"] = row("Property Data Type")
            self.tell(
                where,
                f"its type {quote(left['type'])} is none of Segment's, kept under {EXTRA}: any value is accepted here",
            )
        if row("Description"):
            made["description"] = row("Description")
        if row("Property Status").lower() != "required":
            made["required"] = False
        if row("Allowed Property Values"):
            made["pattern"] = row("Allowed Property Values")
        if values := _csv.listed(row("Enum Values")):
            made["enum"] = (
                values
                if made.get("type") not in ("integer", "number")
                else [n if (n := _csv.number(v)) is not None else v for v in values]
            )
        return {**made, EXTRA: left} if left else made


class _Inside(dict[str, Any]):
    """What stands in a property: by a name its nested properties, by `$` its items. It writes through to the property."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def __contains__(self, name: object) -> bool:
        return ("items" in self.words) if name == "$" else name in self.words.get("properties", {})

    def __setitem__(self, name: str, value: Any) -> None:
        if name == "$":
            self.words["items"] = value
        else:
            self.words.setdefault("properties", {})[name] = value

    def get(self, name: str, otherwise: Any = None) -> Any:
        return (
            self.words.get("items", otherwise) if name == "$" else self.words.get("properties", {}).get(name, otherwise)
        )

    def setdefault(self, name: str, otherwise: Any = None) -> Any:
        if name not in self:
            self[name] = otherwise
        return self.get(name)
