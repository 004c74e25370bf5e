"""Writes properties of a plan as JSON Schema, the way plan tools keep it: with descriptions, and what `x-<tool>` kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.property import Property
from ..model.schema import must_be_there, plain
from ._exported import extra_of

Schema = dict[str, Any]

_FACETS = (
    ("minimum", "minimum"), ("maximum", "maximum"), ("minLength", "min_length"), ("maxLength", "max_length"),
    ("pattern", "pattern"), ("format", "format"), ("minItems", "min_items"), ("maxItems", "max_items"),
)  # fmt: skip
_EXCLUSIVE = (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))


class SchemaWriter:
    """Turns properties into schemas. ``extra`` is the key under which an import kept what the plan has no word for."""

    def __init__(self, extra: str) -> None:
        self.extra = extra

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
        return self.with_own(made, extra_of(found, self.extra))

    def inside(self, properties: Mapping[str, Property], additional: bool) -> Schema:
        """What an object that holds these properties must be, apart from being an object."""
        made: Schema = {"properties": {name: self.write(found) for name, found in properties.items()}}
        required = [name for name, found in properties.items() if must_be_there(found)]
        if required:
            made["required"] = required
        if not additional:
            made["additionalProperties"] = False
        return made

    def with_own(self, made: Schema, own: Schema) -> Schema:
        """The schema with the tool's own words in it."""
        own = dict(own)
        for word, exclusive in _EXCLUSIVE:
            if word in made and exclusive in own and made[word] == own[exclusive] and own[exclusive] is not True:
                del made[word]  # taken in by the import, which kept the exact word too
        more = own.pop("properties", None)
        if isinstance(more, Mapping):
            made["properties"] = {**made.get("properties", {}), **more}
        return {**made, **own}
