"""Reads Iteratively's own format, the CSV that it imports: events, templates, and a line for each property.

A template becomes a property group. Lines without an event belong to the one above. The values of an enum have no
column: it is a text here.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...shelf import quote
from ...trouble import Trouble
from .. import _csv
from .._csv import Row
from .._imported import OWN_KEYS, Draft, Imported, ImportedPlan, Note, Words, imported

SUFFIXES = (".csv",)
EXTRA = "x-iteratively"
COLUMNS = (
    "Is Template", "Event", "Event Description", "Event Source", "Template Name", "Property Name", "Property Description",
    "Property Type", "Property Required",
)  # fmt: skip
_TYPES = ("string", "number", "boolean", "array", "object")


def recognizes(value: object) -> bool:
    """Whether it is a text whose first line names the format's columns."""
    return isinstance(value, str) and _is_ours(_csv.columns(value[:5000], COLUMNS))


def _is_ours(columns: list[str]) -> bool:
    return (
        "Event" in columns and "Property Name" in columns and ("Template Name" in columns or "Event Source" in columns)
    )


def read(texts: Mapping[str, str]) -> Imported:
    """One plan of all the lines in these files (name -> text).

    Raises:
        Trouble: no file is of the format, or one cannot be read.
    """
    notes: list[Note] = []
    reading = _Reading(notes)
    for file, text in texts.items():
        if _is_ours(_csv.columns(text[:5000], COLUMNS)):
            before = len(reading.draft.events)
            reading.file(file, _csv.rows(file, text, notes, COLUMNS))
            if len(reading.draft.events) == before:
                notes.append(Note(file, "", "names no event"))
        else:
            notes.append(Note(file, "", "is not of Iteratively's format: not read"))
    if not reading.draft.events:
        told = "; ".join(str(note) for note in notes[:3])
        raise Trouble(
            f'no plan of Iteratively here: expected CSV with the columns "Event", "Property Name" and so on ({told})'
        )
    return imported([reading.finish()], notes)


class _Reading:
    def __init__(self, notes: list[Note]) -> None:
        self.notes, self.now, self.line = notes, "", 0
        self.draft = Draft("Iteratively tracking plan")
        self.sources: dict[str, Words] = {}

    def tell(self, where: str, what: str) -> None:
        self.notes.append(Note(self.now, where, what, self.line))

    def file(self, file: str, rows: list[Row]) -> None:
        self.now = file
        name = ""
        template = False
        for row in rows:
            self.line = row.line
            if row("Event"):
                name, template = row("Event"), _csv.is_true(row("Is Template"))
            if not name or name.startswith("x-"):
                self.tell(name, f"{OWN_KEYS if name else 'a line before any event'}: not kept")
                continue
            holder = self.draft.groups if template else self.draft.events
            self.about(row, holder.setdefault(name, {}), name, template)

    def about(self, row: Row, words: Words, name: str, template: bool) -> None:
        if row("Event Description"):
            words.setdefault("description", row("Event Description"))
        if row("Event Source") and not template:
            sources = [source for source in _csv.listed(row("Event Source")) if not source.startswith("x-")]
            words["sources"] = [*dict.fromkeys((*words.get("sources", ()), *sources))]
            self.sources.update((source, {}) for source in sources)
        if row("Template Name"):
            words["include"] = [*dict.fromkeys((*words.get("include", ()), row("Template Name")))]
        of = row("Property Name")
        if of.startswith("x-"):
            self.tell(f"{name}.{of}", f"{OWN_KEYS}: not kept")
        elif of and of in words.get("properties", {}):
            self.tell(f"{name}.{of}", "is named twice: the first is kept")
        elif of:
            words.setdefault("properties", {})[of] = self.property(row, f"{name}.{of}")

    def property(self, row: Row, where: str) -> Words:
        made: Words = {}
        kind = row("Property Type").strip().lower()
        if kind in _TYPES:
            made["type"] = kind
        elif kind == "enum":
            made["type"] = "string"
            made[EXTRA] = {"type": "enum"}
        elif kind and kind != "any":
            made[EXTRA] = {"type": kind}
            self.tell(
                where,
                f"its type {quote(kind)} is none of Iteratively's, kept under {EXTRA}: any value is accepted here",
            )
        if row("Property Description"):
            made["description"] = row("Property Description")
        if not _csv.is_true(row("Property Required")):
            made["required"] = False
        return made

    def finish(self) -> ImportedPlan:
        for name, words in self.draft.events.items():
            missing = [group for group in words.get("include", ()) if group not in self.draft.groups]
            for group in missing:
                self.tell(name, f"includes the template {quote(group)}, which no line here defines: not kept")
            words["include"] = [group for group in words.get("include", ()) if group not in missing]
            if not words["include"]:
                del words["include"]
        if self.sources:
            self.draft.head["sources"] = self.sources
        return self.draft.finish()
