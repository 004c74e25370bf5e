"""The data catalog that an export to RudderStack makes: an entry for each property, and ids that are nobody else's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ...model.property import Property
from ...model.schema import must_be_there, plain
from ...shelf import quote
from .._exported import Told, extra_of, label, over
from .._schema_writer import give_bounds_back
from .._spelled import slug
from ._catalog import _WORDS, EXTRA

Words = dict[str, Any]

_THEIRS = {ours: theirs for theirs, ours in _WORDS.items()}
_CONFIG = (
    ("minimum", "minimum"), ("maximum", "maximum"), ("min_length", "min_length"), ("max_length", "max_length"),
    ("pattern", "pattern"), ("format", "format"), ("min_items", "min_items"), ("max_items", "max_items"),
)  # fmt: skip
_NOT_CONFIG = frozenset(("id", "custom_type", "variants", "type"))


class Ids:
    """Ids by what has them: the same thing gets the same id, and no two things share one."""

    def __init__(self) -> None:
        self.holders: dict[str, str] = {}

    def take(self, wanted: str, thing: object) -> str:
        content = json.dumps(thing, sort_keys=True, default=str)
        found, number = wanted, 2
        while self.holders.setdefault(found, content) != content:
            found, number = f"{wanted}_{number}", number + 1
        return found


class Entries:
    """The properties of the catalog while they are gathered."""

    def __init__(self, tell: Told) -> None:
        self.tell = tell
        self.ids = Ids()
        self.made: dict[str, Words] = {}
        self.alike: dict[str, str] = {}

    def use(self, found: Property) -> Words:
        """How a rule names the property: with what is nested in it."""
        made: Words = {"property": f"#property:{self.entry(found)}", "required": must_be_there(found)}
        inner: Property | None = found
        if found.properties and "array" in found.types and "object" not in found.types:
            self.tell(label(found), "names properties and is no object, whose items these would be there: not kept")
            inner = found.items
        elif not found.properties and found.items is not None:
            inner = found.items
        if inner is not None and inner.properties:
            made["additional_properties"] = inner.additional_properties
            made["properties"] = [self.use(nested) for nested in inner.properties.values()]
        elif "array" not in found.types and extra_of(found, EXTRA).get("additionalProperties") is False:
            made["additional_properties"] = False
        return made

    def entry(self, found: Property) -> str:
        """The id of the property in the catalog, in which it is put."""
        own = extra_of(found, EXTRA)
        made: Words = {"name": found.name}
        if found.description:
            made["description"] = found.description
        made.update(self.types(found, found))
        if config := self.config(found, own):
            made["config"] = config
        for word in ("custom_type", "variants"):
            if word in own:
                self.tell(label(found), f"its {word.replace('_', ' ')} is not kept as one: it is written out")
        wanted = own.get("id") if isinstance(own.get("id"), str) else slug(found.name, "property").replace("-", "_")
        ident = self.ids.take(str(wanted), made)
        if ident not in self.made:
            alike = json.dumps([found.name, *(made.get(word) for word in ("type", "types", "item_types"))])
            if alike in self.alike:
                other = quote(self.alike[alike])
                self.tell(
                    label(found), f"is another property of its name and type beside {other}: RudderStack refuses two"
                )
            self.alike.setdefault(alike, ident)
        self.made[ident] = {"id": ident, **made}
        return ident

    def types(self, found: Property, at: Property) -> Words:
        types = [*dict.fromkeys(found.types), *(["null"] if found.types and found.nullable else ())]
        made: Words = {"type": types[0]} if len(types) == 1 else {"types": types} if types else {}
        kept = extra_of(found, EXTRA).get("type") if not types else None
        if kept:
            made["types" if isinstance(kept, list) else "type"] = kept
        if found.items is not None:
            inner = found.items
            items = [*dict.fromkeys(inner.types), *(["null"] if inner.types and inner.nullable else ())]
            if items:
                made["item_types"] = items
            lost = [word for word in inner.raw if word not in ("type", "properties", "nullable", "required", EXTRA)]
            lost = [word for word in lost if word != "additional_properties"]
            if lost or inner.items is not None:
                said = ", ".join(map(quote, lost))
                self.tell(label(at), f"{said} of its items has no place in RudderStack's catalog: not kept")
        return made

    def config(self, found: Property, own: Mapping[str, Any]) -> Words:
        made: Words = {word: value for word, field in _CONFIG if (value := getattr(found, field)) is not None}
        if found.enum is not None:
            made["enum"] = [plain(value) for value in found.enum]
            if found.nullable and None not in made["enum"]:
                made["enum"].append(None)
        if found.unique_items:
            made["unique_items"] = True
        left = {word: value for word, value in own.items() if word not in _NOT_CONFIG}
        give_bounds_back(made, left)
        if left.get("additionalProperties") is False:
            del left["additionalProperties"]  # the rule says it
        return over(made, {_THEIRS.get(word, word): value for word, value in left.items()})

    def all(self) -> Iterator[Words]:
        yield from self.made.values()
