"""What an event specification asks for beside its data structure: worked out of what the event says now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...model.event import Event
from ...shelf import quote
from .._exported import Told
from .._jsonschema import SchemaReader
from .._schema_writer import SchemaWriter
from ._called import EXTRA
from ._products import narrowed

Schema = dict[str, Any]


def refinement(event: Event, base: Mapping[str, Any] | None, kept: Schema, tell: Told) -> Schema:
    """The schema of a specification: the one that an import ``kept``, while the event still says the same; none where the
    event asks for what its data structure does."""
    now: Schema = {"type": "object", **SchemaWriter(EXTRA, tell).inside(event.properties, event.additional_properties)}
    was = {**narrowed(base or {}, kept)}
    if base is not None and was.get("additionalProperties") is False:
        lacks = {*event.properties} - {*base.get("properties", {})}
        for name in sorted(lacks):
            tell(f"{event.name}.{name}", "is not in the data structure of the event, which has to have it first")
    if _same(now, was) or (base is None and not kept and not event.properties):
        return kept
    if event.additional_properties:
        what = f"takes other properties, which an event specification does not: it takes those of {quote(event.name)} alone"
        tell(event.name, what)
    made = {**now, "additionalProperties": False, "properties": now.get("properties", {})}
    for name, schema in made["properties"].items():
        if _asks_less(schema, (base or {}).get("properties", {}).get(name, {})):
            what = "asks for less than the data structure of the event, which still counts: change it there"
            tell(f"{event.name}.{name}", what)
    return made


def _asks_less(one: Schema, base: Schema) -> bool:
    """Whether a property takes values that its data structure refuses, as far as their words tell."""
    if not {*_types(one)} <= {*_types(base)} and "type" in base:
        return True
    if "enum" in base and not ("enum" in one and all(value in base["enum"] for value in one["enum"])):
        return True
    if "enum" in one:
        return False
    for word in ("minimum", "minLength", "minItems"):
        if word in base and one.get(word, base[word] - 1) < base[word]:
            return True
    for word in ("maximum", "maxLength", "maxItems"):
        if word in base and one.get(word, base[word] + 1) > base[word]:
            return True
    return any(word in base and one.get(word) != base[word] for word in ("pattern", "format"))


def _types(schema: Schema) -> Iterator[str]:
    said = schema.get("type", ["any"])
    for kind in said if isinstance(said, list) else [said]:
        yield kind
        if kind == "number":
            yield "integer"


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two schemas are one in the words of a plan."""
    return _read(one) == _read(other)


def _read(schema: Mapping[str, Any]) -> tuple[Any, bool]:
    words = {word: held for word, held in schema.items() if word in ("properties", "required", "additionalProperties")}
    closed = words.get("additionalProperties") is False
    return SchemaReader("snowplow", lambda where, what: None).properties(words, ""), closed
