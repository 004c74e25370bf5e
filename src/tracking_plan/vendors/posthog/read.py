"""Reads PostHog's event definitions, property definitions and property groups, as its API gives them.

Only property groups say which properties an event carries; where an event has none, it takes any. Properties of persons
and groups become traits, those of events that no group names the dictionary. The first tag of an event is its category.
Owners, verification and dates are kept under `x-posthog`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...shelf import quote
from ...trouble import Trouble
from .. import _json
from .._imported import OWN_KEYS, Draft, Imported, ImportedPlan, Note, Words, imported

SUFFIXES = (".json",)
EXTRA = "x-posthog"
TYPES = {"String": "string", "Numeric": "number", "Boolean": "boolean", "DateTime": "string", "Duration": "number"}
WHOSE = {"person": "user", "group": "group"}
_EVENT = frozenset(("verified", "last_seen_at", "post_to_slack", "hidden", "enforcement_mode"))
_PROPERTY = frozenset(("property_type", "is_numerical"))


def _kind(item: Any) -> str:
    """`event`, `property` or `group`: which definition it is; nothing for anything else."""
    if not isinstance(item, Mapping) or not isinstance(item.get("name"), str):
        return ""
    inside = item.get("properties")
    if isinstance(inside, list) and all(isinstance(one, Mapping) and "property_type" in one for one in inside):
        return "group"
    if not _PROPERTY.isdisjoint(item):
        return "property"
    return "event" if not _EVENT.isdisjoint(item) else ""


def _items(value: Any) -> Iterator[Mapping[str, Any]]:
    held = value.get("results") if isinstance(value, Mapping) else value
    for item in held if isinstance(held, list) else [value]:
        if _kind(item):
            yield item


def recognizes(value: object) -> bool:
    """Whether it holds definitions of PostHog."""
    return any(True for _ in _items(value))


def read(texts: Mapping[str, str]) -> Imported:
    """One plan of all definitions in these files (name -> text).

    Raises:
        Trouble: no file holds a definition, or one that should cannot be read.
    """
    notes: list[Note] = []
    reading = _Reading(notes)
    for file, text in texts.items():
        before = len(notes), reading.count
        for value in _json.values(
            file, text, notes, lambda text: '"property_type"' in text or '"last_seen_at"' in text
        ):
            for item in _items(value):
                reading.take(file, item)
            if isinstance(value, Mapping) and value.get("next"):
                notes.append(Note(file, "", "is one page of the API's answer: give the others too"))
        if (len(notes), reading.count) == before:
            notes.append(Note(file, "", "holds no definitions of PostHog: not read"))
    if not reading.count:
        told = "; ".join(str(note) for note in notes[:3])
        raise Trouble(f'no definitions of PostHog here: expected JSON with "results" ({told})')
    return imported([reading.plan()], notes)


class _Reading:
    def __init__(self, notes: list[Note]) -> None:
        self.notes, self.now, self.count = notes, "", 0
        self.draft = Draft("PostHog definitions")
        self.described: set[tuple[str, str]] = set()
        """Events and properties of which a group says what they mean, be it nothing."""
        self.found: dict[str, list[tuple[str, Mapping[str, Any]]]] = {"event": [], "property": [], "group": []}

    def tell(self, where: str, what: str) -> None:
        self.notes.append(Note(self.now, where, what))

    def take(self, file: str, item: Mapping[str, Any]) -> None:
        self.count += 1
        self.found[_kind(item)].append((file, item))

    def plan(self) -> ImportedPlan:
        for file, item in self.found["event"]:
            self.now = file
            self.event(item)
        for file, item in self.found["group"]:
            self.now = file
            self.group(item)
        used = {name for words in self.draft.events.values() for name in words.get("properties", {})}
        for file, item in self.found["property"]:
            self.now = file
            self.property(item, used)
        free = [
            name
            for name, words in self.draft.events.items()
            if "properties" not in words and words.get(EXTRA, {}).get("properties") != []
        ]
        for name in free:
            self.draft.events[name] = {"additional_properties": True, **self.draft.events[name]}
        if free:
            self.tell(
                "", f"no property group says what {len(free):,} of the events carry: they take any properties here"
            )
        for words in self.draft.events.values():
            words[EXTRA] = words.pop(EXTRA, {})
            words[EXTRA].pop("properties", None)
            if not words[EXTRA]:
                del words[EXTRA]
        return self.draft.finish()

    def event(self, item: Mapping[str, Any]) -> None:
        name = item["name"]
        if name.startswith("x-") or name in self.draft.events:
            self.tell(
                name,
                f"{OWN_KEYS if name.startswith('x-') else 'is defined twice, of which the first is kept'}: not kept",
            )
            return
        left: Words = {
            word: held for word, held in item.items() if word != "name" and held not in (None, "", [], False)
        }
        made: Words = {}
        if isinstance(left.get("description"), str) and left["description"].strip():
            made["description"] = left.pop("description")
        tags = left.get("tags")
        if isinstance(tags, list) and tags and isinstance(tags[0], str):
            made["category"] = tags[0]
            left["tags"] = tags[1:]
            if not tags[1:]:
                del left["tags"]
        self.draft.events[name] = {**made, EXTRA: left}

    def group(self, item: Mapping[str, Any]) -> None:
        """The properties of a group stand in the events that have it: an event of its name, or those that it lists."""
        listed = item.get("events")
        names: list[Any] = (
            [one.get("name") if isinstance(one, Mapping) else one for one in listed]
            if isinstance(listed, list)
            else [item["name"]]
        )
        missing = [name for name in names if name not in self.draft.events]
        if missing or not names:
            self.draft.groups[item["name"]] = {
                "description": _json.text(item.get("description")) or item["name"],
                "properties": {one["name"]: self.typed(one) for one in item["properties"]},
            }
            self.tell(item["name"], "is a property group that no event here has: it is a group of the plan")
            return
        for name in names:
            words = self.draft.events[name]
            words[EXTRA].setdefault("properties", [])
            for one in item["properties"]:
                if one["name"].startswith("x-"):
                    self.tell(f"{name}.{one['name']}", f"{OWN_KEYS}: not kept")
                    continue
                words.setdefault("properties", {}).setdefault(one["name"], self.typed(one))
                if one.get("description") is not None:
                    self.described.add((name, one["name"]))

    def typed(self, item: Mapping[str, Any]) -> Words:
        """A property as a group of the schema has it."""
        left: Words = {
            w: held
            for w, held in item.items()
            if w not in ("name", "is_required", "order") and held not in (None, "", [], False)
        }
        made = self.words(left, item["name"])
        if item.get("is_required") is not True:
            made["required"] = False
        return {**made, EXTRA: left} if left else made

    def words(self, left: Words, where: str) -> Words:
        made: Words = {}
        kind = left.get("property_type")
        if kind in TYPES:
            made["type"] = TYPES[kind]
            if kind == "DateTime":
                made["format"] = "date-time"
            if kind != "Duration":
                del left["property_type"]
        elif kind:
            self.tell(where, f"its type {quote(kind)} has no word here, kept under {EXTRA}: any value is accepted")
        left.pop("is_numerical", None)
        if isinstance(left.get("description"), str) and left["description"].strip():
            made["description"] = left.pop("description")
        return made

    def property(self, item: Mapping[str, Any], used: set[str]) -> None:
        """A definition, which says what a property means wherever it is sent."""
        name, of = item["name"], _json.text(item.get("type")) or "event"
        left: Words = {
            w: held for w, held in item.items() if w not in ("name", "type") and held not in (None, "", [], False)
        }
        if name.startswith("x-"):
            self.tell(name, f"{OWN_KEYS}: not kept")
        elif of == "event" and name in used:
            for event, words in self.draft.events.items():
                said = words.get("properties", {}).get(name)
                if said is not None and item.get("description") and (event, name) not in self.described:
                    said["description"] = item["description"]
        elif of == "event":
            made = self.words(left, name)
            self.draft.catalog[name] = {**made, EXTRA: left} if left else made
        elif of in WHOSE:
            made = self.words(left, f"traits.{WHOSE[of]}.{name}")
            made["required"] = False
            self.draft.traits.setdefault(WHOSE[of], {})[name] = {**made, EXTRA: left} if left else made
        else:
            self.draft.head.setdefault(EXTRA, {}).setdefault("definitions", []).append(item)
            self.tell(
                name, f"a property of type {quote(of)} is kept under {EXTRA} in plan.yaml: a plan has no place for it"
            )
