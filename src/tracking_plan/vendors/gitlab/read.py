"""Reads GitLab's event definitions, `config/events/*.yml`: one event a file, called by its action.

`label`, `property`, `value` and further properties become properties, none of them required. The product group is the
owner. All else (distributions, tiers, identifiers, milestone, and in which of the two styles the properties are
described) is kept under `x-gitlab`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...document import Map
from ...model.event import STATUSES
from ...model.schema import plain
from ...shelf import quote
from ...trouble import Trouble
from .._imported import OWN_KEYS, Draft, Imported, Note, Words, imported
from .._yaml import mappings

SUFFIXES = (".yml", ".yaml")
EXTRA = "x-gitlab"

OLDER = {"label_description": "label", "property_description": "property", "value_description": "value"}
"""How the older style describes the three properties that every event may have."""
TYPES = {"label": "string", "property": "string", "value": "number"}


def recognizes(value: object) -> bool:
    """Whether it is an event definition."""
    return (
        isinstance(value, Mapping)
        and isinstance(value.get("action"), str)
        and "description" in value
        and ("product_group" in value or "milestone" in value or "internal_events" in value)
    )


def read(texts: Mapping[str, str]) -> Imported:
    """One plan of all the event definitions in these files (name -> text).

    Raises:
        Trouble: no file holds an event definition, or one that should cannot be read.
    """
    notes: list[Note] = []
    draft = Draft("GitLab events")
    for file, data in mappings(texts, notes, lambda text: "\naction:" in text, "event definition of GitLab"):
        if recognizes(data):
            _Reading(file, draft, notes).event(data)
        else:
            notes.append(Note(file, "", "holds no event definition of GitLab: not read"))
    if not draft.events:
        told = "; ".join(str(note) for note in notes[:3])
        raise Trouble(f"no event definition of GitLab here: expected YAML with `action` and `product_group` ({told})")
    return imported([draft.finish()], notes)


class _Reading:
    """One file while it is being read."""

    def __init__(self, file: str, draft: Draft, notes: list[Note]) -> None:
        self.file, self.draft, self.notes = file, draft, notes

    def tell(self, where: str, what: str) -> None:
        self.notes.append(Note(self.file, where, what))

    def event(self, data: Map) -> None:
        left: Words = {word: plain(held) for word, held in data.items() if held is not None}
        action, category = left.pop("action"), left.get("category")
        name = self.draft.free_name(action, category if isinstance(category, str) else "another")
        if name.startswith("x-"):
            self.tell(name, f"{OWN_KEYS}: not kept")
            return
        if name != action:
            left["action"] = action
            self.tell(name, f"is called {quote(action)} as another event is: two cannot have one name here")
        made: Words = {}
        if isinstance(left.get("description"), str) and left["description"].strip():
            made["description"] = left.pop("description")
        elif left.get("description") == "":
            del left["description"]
        if isinstance(category, str) and category:
            made["category"] = left.pop("category")
        group = left.get("product_group")
        if isinstance(group, str) and group and not group.startswith("x-"):
            made["owner"] = self.draft.owner(left.pop("product_group"))
        if left.get("status") in STATUSES:
            made["status"] = left.pop("status")
        if found := self.properties(left, name):
            made["properties"] = found
        self.draft.events[name] = {**made, EXTRA: left} if left else made

    def properties(self, left: Words, event: str) -> dict[str, Words]:
        """The properties in the style of today (`additional_properties`) and in the older one."""
        found: dict[str, Words] = {}
        said = left.pop("additional_properties", None)
        for name, words in said.items() if isinstance(said, Mapping) else ():
            words = dict(words) if isinstance(words, Mapping) else {}
            found[name] = self.property(name, words.pop("description", None), words)
        for word, name in OLDER.items():
            if isinstance(left.get(word), str) and name not in found:
                found[name] = self.property(name, left.pop(word), {"said": word})
        extra = left.get("extra_properties")
        if isinstance(extra, Mapping) and all(isinstance(text, str) for text in extra.values()):
            for name, text in left.pop("extra_properties").items():
                if name not in found:
                    found[name] = self.property(name, text, {"said": "extra_properties"})
        for name in [name for name in found if name.startswith("x-")]:
            del found[name]
            self.tell(f"{event}.{name}", f"{OWN_KEYS}: not kept")
        return found

    def property(self, name: str, description: Any, left: Words) -> Words:
        made: Words = {"type": TYPES[name]} if name in TYPES else {}
        if isinstance(description, str) and description.strip():
            made["description"] = description
        made["required"] = False
        return {**made, EXTRA: left} if left else made
