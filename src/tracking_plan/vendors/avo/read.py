"""Reads Avo's export in JSON Schema (`/export/v1` of its API, and the payload of its webhooks).

The first category of an event is its category. Ids, tags, sources, destinations, triggers and name mappings are kept
under `x-avo`, as are metrics.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...shelf import listed, quote
from ...trouble import Trouble
from .. import _json
from .._imported import NOT_CHECKED, OWN_KEYS, Draft, Imported, ImportedPlan, Note, Words, imported
from .._jsonschema import SchemaReader

SUFFIXES = (".json",)
EXTRA = "x-avo"
USUAL = ("properties", "nameMapping")
"""What the rules of every event require."""
_CLOSED = "additionalProperties"


def recognizes(value: object) -> bool:
    """Whether it is an export: its events have rules."""
    events = value.get("events") if isinstance(value, Mapping) else None
    return isinstance(events, list) and any(
        isinstance(one, Mapping) and "name" in one and isinstance(one.get("rules"), Mapping) for one in events
    )


def read(texts: Mapping[str, str]) -> Imported:
    """The plan in each of these files (name -> text).

    Raises:
        Trouble: no file holds an export, or one that should cannot be read.
    """
    notes: list[Note] = []
    plans: list[ImportedPlan] = []
    for file, text in texts.items():
        before = len(plans), len(notes)
        for value in _json.values(file, text, notes, lambda text: '"events"' in text and '"rules"' in text):
            if recognizes(value):
                plans.append(_Reading(file, notes).plan(value))
        if (len(plans), len(notes)) == before:
            notes.append(Note(file, "", "holds no export of Avo: not read"))
    if not plans:
        told = "; ".join(str(note) for note in notes[:3])
        raise Trouble(f'no export of Avo here: expected JSON with "events" that have "rules" ({told})')
    return imported(plans, notes)


class _Reading:
    def __init__(self, file: str, notes: list[Note]) -> None:
        self.file, self.notes = file, notes
        self.draft = Draft("Avo tracking plan")
        self.schemas = SchemaReader("avo", self.tell)
        self.names: dict[str, str] = {}

    def tell(self, where: str, what: str) -> None:
        self.notes.append(Note(self.file, where, what))

    def plan(self, value: Mapping[str, Any]) -> ImportedPlan:
        left = {word: held for word, held in value.items() if word not in ("name", "events") and held not in ("", None)}
        if isinstance(value.get("name"), str) and value["name"]:
            self.draft.title = value["name"]
        for category in left.get("categories") or ():
            if isinstance(category, Mapping) and isinstance(category.get("name"), str):
                self.names[_json.text(category.get("id"))] = category["name"]
        for event in value["events"]:
            self.event(event, left)
        if left:
            self.draft.head[EXTRA] = left
        return self.draft.finish()

    def event(self, event: Any, left_of_plan: Words) -> None:
        rules = event.get("rules", {}) if isinstance(event, Mapping) else None
        name = _json.text(event.get("name")) if isinstance(event, Mapping) else ""
        if not isinstance(rules, Mapping) or not name or name.startswith("x-") or name in self.draft.events:
            left_of_plan.setdefault("events", []).append(event)
            why = OWN_KEYS if name.startswith("x-") else "it has no name or rules of its own"
            self.tell(name, f"is kept under {EXTRA} in plan.yaml: {why}")
            return
        left: Words = {
            word: held
            for word, held in event.items()
            if word not in ("name", "rules", "description") and held not in ("", None, [])
        }
        made: Words = {}
        if isinstance(event.get("description"), str) and event["description"].strip():
            made["description"] = event["description"]
        categories = left.get("categories")
        if isinstance(categories, list) and categories and categories[0] in self.names:
            made["category"] = self.names[categories[0]]
            left["categories"] = categories[1:]
            if not categories[1:]:
                del left["categories"]
        if asked := [word for word in ("triggers", "sources") if word in left]:
            self.tell(name, f"{listed(map(quote, asked))} of it is kept under {EXTRA}")
        self.contents(rules, name, made, left)
        self.draft.events[name] = {**made, EXTRA: left} if left else made

    def contents(self, rules: Mapping[str, Any], name: str, made: Words, left: Words) -> None:
        call = {word: held for word, held in rules.items() if word not in ("$schema", "type")}
        parts = dict(call.pop("properties", None) or {})
        inner = dict(parts.pop("properties", None) or {})
        if found := self.schemas.properties(inner, name):
            made["properties"] = found
        said = inner.get(_CLOSED, True)
        if said in (True, False, {}):
            inner.pop(_CLOSED, None)
        if said is not False:
            made["additional_properties"] = True
        if inner.get("type") == "object":
            del inner["type"]
        if sorted(call.get("required") or ()) == sorted(USUAL):
            del call["required"]
        if parts:
            call["properties"] = parts
        left.update({word: held for word, held in (("schema", inner), ("call", call)) if held})
        if lost := [word for word in inner if word not in ("description", "id", "title", "nameMapping")]:
            self.tell(name, f"{listed(map(quote, lost))} is kept under {EXTRA}: {NOT_CHECKED}")
