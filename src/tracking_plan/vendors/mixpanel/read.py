"""Reads Mixpanel's Lexicon: the schemas of events and of the user profile that its API gives and takes.

Properties of the profile become traits. The first contact is the owner. Display names, tags, what is hidden or dropped,
and schemas of anything else are kept under `x-mixpanel`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...shelf import listed, quote
from ...trouble import Trouble
from .. import _json
from .._imported import NOT_CHECKED, NOT_CLOSED, OWN_KEYS, Draft, Imported, Note, Words, imported
from .._jsonschema import SchemaReader

SUFFIXES = (".json",)
EXTRA = "x-mixpanel"
OWN = "com.mixpanel"
_CLOSED = "additionalProperties"


def recognizes(value: object) -> bool:
    """Whether it holds entries of a Lexicon."""
    return bool(_entries(value))


def _entries(value: object) -> list[Mapping[str, Any]]:
    """The entries of a body that the API takes or gives, or of a bare list."""
    if isinstance(value, Mapping):
        value = next((value[word] for word in ("entries", "results") if isinstance(value.get(word), list)), [value])
    found = value if isinstance(value, list) else []
    return [one for one in found if isinstance(one, Mapping) and "entityType" in one and "name" in one]


def read(texts: Mapping[str, str]) -> Imported:
    """One plan of all entries in these files (name -> text).

    Raises:
        Trouble: no file holds an entry, or one that should cannot be read.
    """
    notes: list[Note] = []
    reading = _Reading(notes)
    count = 0
    for file, text in texts.items():
        before = count, len(notes)
        for value in _json.values(file, text, notes, lambda text: '"entityType"' in text):
            for entry in _entries(value):
                count += 1
                reading.entry(file, entry)
        if (count, len(notes)) == before:
            notes.append(Note(file, "", "holds no schemas of Mixpanel: not read"))
    if not count:
        told = "; ".join(str(note) for note in notes[:3])
        raise Trouble(f'no schemas of Mixpanel here: expected JSON with "entries" ({told})')
    return imported([reading.draft.finish()], notes)


class _Reading:
    def __init__(self, notes: list[Note]) -> None:
        self.notes, self.file = notes, ""
        self.draft = Draft("Mixpanel Lexicon")
        self.schemas = SchemaReader("mixpanel", self.tell)

    def tell(self, where: str, what: str) -> None:
        self.notes.append(Note(self.file, where, what))

    def entry(self, file: str, entry: Mapping[str, Any]) -> None:
        self.file = file
        kind, name, schema = entry["entityType"], _json.text(entry["name"]), entry.get("schemaJson", {})
        if kind == "event" and isinstance(schema, Mapping) and not name.startswith("x-"):
            if name in self.draft.events:
                self.tell(name, "is defined twice: the first is kept")
                return
            self.event(name, schema)
        elif kind == "profile" and isinstance(schema, Mapping) and "user" not in self.draft.traits:
            self.profile(name, schema)
        else:
            self.draft.head.setdefault(EXTRA, {}).setdefault("entries", []).append(entry)
            why = OWN_KEYS if name.startswith("x-") else "a plan has no place for it"
            self.tell(name, f"an entry of type {quote(kind)} is kept under {EXTRA}: {why}")

    def event(self, name: str, schema: Mapping[str, Any]) -> None:
        words = {word: held for word, held in schema.items() if word != "$schema"}
        made: Words = {}
        if isinstance(words.get("description"), str):
            made["description"] = words.pop("description")
        left = self.metadata(words)
        contacts = left.get("contacts")
        if isinstance(contacts, list) and contacts and isinstance(contacts[0], str) and contacts[0][:2] != "x-":
            made["owner"] = self.draft.owner(contacts[0])
            left["contacts"] = contacts[1:]
            if not contacts[1:]:
                del left["contacts"]
        if found := self.schemas.properties(words, name):
            made["properties"] = found
        if self.is_open(words):
            made["additional_properties"] = True
        self.rest(words, left, name)
        self.draft.events[name] = {**made, EXTRA: left} if left else made

    def profile(self, name: str, schema: Mapping[str, Any]) -> None:
        words = {word: held for word, held in schema.items() if word != "$schema"}
        left: Words = {**self.metadata(words), **({"name": name} if name != "$user" else {})}
        traits = self.schemas.properties(words, "traits.user")
        if not self.is_open(words):
            left[_CLOSED] = False
            self.tell("traits.user", f"other traits are refused, kept under {EXTRA}: {NOT_CLOSED}")
        self.rest(words, left, "traits.user")
        self.draft.traits["user"] = {**traits, EXTRA: left} if left else traits

    def metadata(self, words: Words) -> Words:
        """What Mixpanel says beside the schema; taken off ``words`` where it is the usual mapping."""
        said = words.get("metadata")
        if isinstance(said, Mapping) and [*said] == [OWN] and isinstance(said[OWN], Mapping):
            del words["metadata"]
            return dict(said[OWN])
        return {}

    def is_open(self, words: Words) -> bool:
        said = words.get(_CLOSED, True)
        if said in (True, False, {}):
            words.pop(_CLOSED, None)
        return said is not False

    def rest(self, words: Words, left: Words, where: str) -> None:
        if words.get("type") == "object":
            del words["type"]
        if words:
            left["schema"] = words
            if lost := [word for word in words if word not in ("description", "metadata", "title")]:
                self.tell(where, f"{listed(map(quote, lost))} is kept under {EXTRA}: {NOT_CHECKED}")
