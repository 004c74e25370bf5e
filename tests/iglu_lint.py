"""The checks that `igluctl lint` documents, written anew from what each says: igluctl itself is on no registry that tests reach.

Errors are schemas that say nothing sensible, warnings what a warehouse would rather have; `info` is advice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

SELF_DESCRIBING = "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#"
FORMATS = ("date-time", "date", "email", "hostname", "ipv4", "ipv6", "uri")
VARCHAR = 65535
WORDS = {
    "numericProperties": (("number", "integer"), ("multipleOf", "minimum", "maximum")),
    "stringProperties": (("string",), ("minLength", "maxLength", "pattern", "format")),
    "arrayProperties": (("array",), ("items", "additionalItems", "minItems", "maxItems")),
    "objectProperties": (("object",), ("properties", "additionalProperties", "required", "patternProperties")),
}
"""A check -> the types that it is about, and the words that mean nothing for others."""


class Issue(NamedTuple):
    severity: str
    check: str
    pointer: str
    detail: str = ""


def lint(schema: Mapping[str, Any]) -> list[Issue]:
    """What igluctl would say of a schema and of those within it."""
    return [issue for pointer, one in within(schema, "") for issue in _issues(pointer, one)]


def within(schema: Any, pointer: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if not isinstance(schema, Mapping):
        return
    yield pointer, schema
    for word in ("properties", "patternProperties"):
        for name, held in (schema.get(word) or {}).items():
            yield from within(held, f"{pointer}/{word}/{name}")
    for word in ("items", "additionalItems", "additionalProperties"):
        yield from within(schema.get(word), f"{pointer}/{word}")


def _types(schema: Mapping[str, Any]) -> set[str]:
    said = schema.get("type", [])
    return {said} if isinstance(said, str) else {*said}


def _issues(pointer: str, schema: Mapping[str, Any]) -> Iterator[Issue]:
    types = _types(schema)
    if not pointer:
        if types != {"object"} or "properties" not in schema:
            yield Issue("warning", "rootObject", pointer)
        if schema.get("$schema") != SELF_DESCRIBING:
            yield Issue("error", "schemaUri", pointer)
    for check, low, high in (
        ("numericMinimumMaximum", "minimum", "maximum"),
        ("stringMinMaxLength", "minLength", "maxLength"),
        ("arrayMinMaxItems", "minItems", "maxItems"),
    ):
        if low in schema and high in schema and schema[low] > schema[high]:
            yield Issue("error", check, pointer)
    for check, (about, words) in WORDS.items():
        found = [word for word in words if word in schema]
        if found and types and types.isdisjoint(about):
            yield Issue("error", check, pointer, ", ".join(found))
    yield from _closed(pointer, schema)
    if "string" in types and schema.get("maxLength", 0) > VARCHAR:
        yield Issue("warning", "stringMaxLengthRange", pointer)
    known = schema.get("format") in FORMATS
    if "format" in schema and not known:
        yield Issue("warning", "unknownFormats", pointer, str(schema["format"]))
    if types & {"number", "integer"} and not ("minimum" in schema and "maximum" in schema):
        yield Issue("warning", "numericMinMax", pointer)
    if "string" in types and "enum" not in schema and "maxLength" not in schema and not known:
        yield Issue("warning", "stringLength", pointer)
    if "description" not in schema:
        yield Issue("info", "description", pointer)


def _closed(pointer: str, schema: Mapping[str, Any]) -> Iterator[Issue]:
    """`requiredPropertiesExist` and `optionalNull`: what is required is there, and what is not may be null."""
    properties, required = schema.get("properties"), schema.get("required")
    if properties is None or required is None:
        return
    if schema.get("additionalProperties") is False and "patternProperties" not in schema:
        lacks = {*required} - {*properties}
        if lacks:
            yield Issue("error", "requiredPropertiesExist", pointer, ", ".join(sorted(lacks)))
    never_null = [name for name in properties if name not in required and "null" not in _types(properties[name])]
    if never_null:
        yield Issue("info", "optionalNull", pointer, ", ".join(sorted(never_null)))
