"""Writes properties of a plan as JSON Schema, the way plan tools keep it: with descriptions, and what `x-<tool>` kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.property import Property
from ..model.schema import must_be_there, plain
from ._exported import Told, extra_of, label, over

Schema = dict[str, Any]

_FACETS = (
    ("minimum", "minimum"), ("maximum", "maximum"), ("minLength", "min_length"), ("maxLength", "max_length"),
    ("pattern", "pattern"), ("format", "format"), ("minItems", "min_items"), ("maxItems", "max_items"),
)  # fmt: skip
_EXCLUSIVE = (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))


class SchemaWriter:
    """Turns properties into schemas. ``extra`` is the key under which an import kept what the plan has no word for."""

    def __init__(self, extra: str, tell: Told) -> None:
        self.extra = extra
        self.tell = tell

    def write(self, found: Property) -> Schema:
        """The schema of one property's value."""
        made: Schema = {}
        if found.description:
            made["description"] = found.description
        types = [*dict.fromkeys(found.types)]
        if types and found.nullable:
            types.append("null")
        if types:
            made["type"] = types[0] if len(types) == 1 else types
        if found.enum is not None:
            made["enum"] = [plain(value) for value in found.enum]
            if found.nullable and None not in made["enum"]:
                made["enum"].append(None)
        for word, field in _FACETS:
            if (value := getattr(found, field)) is not None:
                made[word] = value
        if found.unique_items:
            made["uniqueItems"] = True
        if found.items is not None:
            made["items"] = self.write(found.items)
        if found.properties:
            made.update(self.inside(found.properties, found.additional_properties))
        if found.examples:
            made["examples"] = [plain(value) for value in found.examples]
        if found.deprecated:
            made["deprecated"] = True
        return self.with_own(made, extra_of(found, self.extra), label(found))

    def inside(self, properties: Mapping[str, Property], additional: bool) -> Schema:
        """What an object that holds these properties must be, apart from being an object."""
        made: Schema = {"properties": {name: self.write(found) for name, found in properties.items()}}
        required = [name for name, found in properties.items() if must_be_there(found)]
        if required:
            made["required"] = required
        if not additional:
            made["additionalProperties"] = False
        return made

    def with_own(self, made: Schema, own: Mapping[str, Any], where: str) -> Schema:
        """The schema with the tool's own words in it, which never win over what the plan says.

        A plan may have been edited since its import: a word that it now says itself, and a word that contradicts it, is
        not given back.
        """
        own = dict(own)
        if not made and [*own] == ["schema"] and not isinstance(own["schema"], Mapping):
            return own["schema"]  # type: ignore[no-any-return]  # `false`, which the import kept as it was
        give_bounds_back(made, own)
        more = own.get("properties")
        if isinstance(more, Mapping):
            made["properties"] = over(made.get("properties", {}), more)
        if own.get(_CLOSED) is False and made.get("properties") and not more:
            del own[
                _CLOSED
            ]  # was said of an object that named no properties: the plan now says which, and whether more
        for word in [word for word in own if _contradicts(made, word, own[word])]:
            del own[word]
            self.tell(where, f"what {self.tell.title} says under {word} contradicts what the plan says now: not kept")
        return over(made, own)


_CLOSED = "additionalProperties"
_SAYS_VALUES = frozenset(("type", "enum", "properties", "items", *(word for word, _ in _FACETS), "uniqueItems"))


def give_bounds_back(made: Schema, own: Schema) -> None:
    """Give an exclusive bound back where the plan still says the bound that the import made of it."""
    for word, exclusive in _EXCLUSIVE:
        said, bound = made.get(word), own.get(exclusive)
        if bound is True:  # as in draft 4: it makes the bound beside it exclusive, and the import kept that too
            if own.pop(word, None) != said or said is None:
                del own[exclusive]
            continue
        if not isinstance(bound, (int, float)) or isinstance(bound, bool):
            continue
        if said == bound:
            del made[word]
        elif said is None or (said < bound if word == "minimum" else said > bound):
            del own[exclusive]


def _contradicts(made: Schema, word: str, held: Any) -> bool:
    """Whether one of the tool's own words leaves no value that the plan's words accept, or hides them."""
    if word == "$ref":
        return not _SAYS_VALUES.isdisjoint(made)  # of what stands beside it, drafts 4 to 7 see nothing
    if word not in ("anyOf", "oneOf", "allOf") or not isinstance(held, list) or "type" not in made:
        return False
    types = _types(made["type"])
    fits = [not isinstance(one, Mapping) or "type" not in one or bool(types & _types(one["type"])) for one in held]
    return not (all(fits) if word == "allOf" else any(fits))


def _types(said: Any) -> set[str]:
    types = {one for one in (said if isinstance(said, list) else [said]) if isinstance(one, str)}
    return types | {"integer"} if "number" in types else types
