"""JSON Schema as a property of the plan format: word by word, and against an independent validator."""

from __future__ import annotations

import random
from typing import Any

import jsonschema
import pytest

from imported_plans import notes, only, rule, rules, segment
from tracking_plan.model.property import Property
from tracking_plan.model.schema import event_schema, property_schema


def one(schema: dict[str, Any]) -> tuple[Property, list[str]]:
    """A single optional property of this schema, and what was told."""
    imported = segment(rules(rule("Sign Up Completed", {"it": schema})))
    return only(imported).events["Sign Up Completed"].properties["it"], notes(imported)


@pytest.mark.parametrize(
    ("schema", "meant"),
    [
        ({"type": "string"}, {"type": "string"}),
        ({}, {}),
        ({"type": ["string", "null"]}, {"type": ["string", "null"]}),
        ({"type": ["string", "null", "integer"]}, {"type": ["string", "integer", "null"]}),
        ({"type": "null"}, {"enum": [None]}),
        ({"type": ["string", "null"], "enum": ["a", None]}, {"type": ["string", "null"], "enum": ["a", None]}),
        (
            {"type": "string", "enum": ["no", "1.10", "2026-01-01", "~"]},
            {"type": "string", "enum": ["no", "1.10", "2026-01-01", "~"]},
        ),
        ({"const": "a"}, {"enum": ["a"]}),
        ({"type": "integer", "exclusiveMaximum": 10}, {"type": "integer", "maximum": 9}),
        ({"type": "integer", "minimum": 3, "exclusiveMinimum": True}, {"type": "integer", "minimum": 4}),
        ({"type": "string", "format": "date-time"}, {"type": "string", "format": "date-time"}),
        ({"type": "string", "pattern": "a|b"}, {"type": "string", "pattern": "a|b"}),
        (
            {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
            {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
        ),
        (
            {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"a": {"type": "string"}},
                    "required": ["a"],
                    "additionalProperties": False,
                },
            },
            {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"a": {"type": "string"}},
                    "required": ["a"],
                    "additionalProperties": False,
                },
            },
        ),
        ({"type": "object", "required": ["b"]}, {"type": "object", "properties": {"b": {}}, "required": ["b"]}),
    ],
)
def test_words_of_json_schema(schema: dict[str, Any], meant: dict[str, Any]) -> None:
    found, told = one(schema)
    assert property_schema(found) == meant and not told


@pytest.mark.parametrize(
    ("schema", "kept", "told"),
    [
        ({"type": "number", "multipleOf": 5}, {"multipleOf": 5}, '"multipleOf" has no word in the plan format'),
        ({"anyOf": [{"type": "string"}]}, {"anyOf": [{"type": "string"}]}, '"anyOf" has no word in the plan format'),
        (
            {"type": "object", "patternProperties": {"^a": {}}},
            {"patternProperties": {"^a": {}}},
            '"patternProperties" has no word',
        ),
        (
            {"type": "object", "additionalProperties": False},
            {"additionalProperties": False},
            "an object without properties",
        ),
        (
            {"type": "object", "additionalProperties": {"type": "string"}},
            {"additionalProperties": {"type": "string"}},
            '"additionalProperties"',
        ),
        ({"type": "array", "items": [{"type": "string"}]}, {"items": [{"type": "string"}]}, '"items" has no word'),
        ({"type": "String"}, {"type": "String"}, '"String" is no type of JSON Schema'),
        ({"type": "number", "exclusiveMinimum": 0.5}, {"exclusiveMinimum": 0.5}, '"exclusiveMinimum" has no word'),
        (
            {"type": "object", "properties": {"x-a": {"type": "string"}}},
            {"properties": {"x-a": {"type": "string"}}},
            "names that begin with x-",
        ),
        ({"type": ["string", "null"], "enum": ["a"]}, None, "null is refused, there as here"),
        ({"type": "string", "title": "T", "default": "d"}, {"title": "T", "default": "d"}, ""),
    ],
)
def test_what_has_no_word_is_kept_and_told(schema: dict[str, Any], kept: dict[str, Any] | None, told: str) -> None:
    found, said = one(schema)
    assert found.extra.get("x-segment") == kept
    assert [told in note for note in said] == ([True] if told else [])
    assert all('"Sign Up Completed.it' in note for note in said)


def _schema(chance: random.Random, depth: int = 0) -> dict[str, Any]:
    """A schema of the words that people write, contradictions among them."""
    types = ["string", "integer", "number", "boolean", "array", "object", "null"]
    made: dict[str, Any] = {}
    if chance.random() < 0.85:
        made["type"] = chance.choice(types) if chance.random() < 0.6 else chance.sample(types, chance.randint(1, 7))
    values = [None, True, 0, 1, 1.5, "a", "b", "no", "1", 2]
    for word, choices in {
        "enum": [chance.sample(values, chance.randint(1, 4)) for _ in range(3)], "const": [None, "a", 1],
        "minimum": [0, 1, 1.5], "maximum": [1, 2], "exclusiveMinimum": [0, 1.5], "exclusiveMaximum": [1, 2],
        "minLength": [0, 1], "maxLength": [1, 2], "minItems": [1], "maxItems": [1], "pattern": ["^a", "b$"],
        "uniqueItems": [True, False], "multipleOf": [2], "title": ["t"],
    }.items():  # fmt: skip
        if chance.random() < 0.1:
            made[word] = chance.choice(choices)
    if depth < 2:
        if chance.random() < 0.3:
            made["items"] = _schema(chance, depth + 1)
        if chance.random() < 0.3:
            made["properties"] = {
                name: _schema(chance, depth + 1) for name in chance.sample("abcz", chance.randint(0, 3))
            }
            made["required"] = chance.sample("abc", chance.randint(0, 2))
        if chance.random() < 0.2:
            made["additionalProperties"] = chance.choice([True, False, {}, {"type": "string"}])
    return made


def _value(chance: random.Random, depth: int = 0) -> Any:
    if chance.random() < 0.7 or depth > 2:
        return chance.choice([None, True, False, 0, 1, 2, 5, 1.5, -3, "", "a", "b", "abc", "no", "1", [], ["a"], {}])
    if chance.random() < 0.5:
        return {name: _value(chance, depth + 1) for name in chance.sample("abcz", chance.randint(0, 3))}
    return [_value(chance, depth + 1) for _ in range(chance.randint(0, 3))]


@pytest.mark.parametrize("seed", range(20))
def test_an_imported_event_takes_what_its_json_schema_takes(seed: int) -> None:
    """By an independent validator. Where something was told, the import may take more, never less."""
    chance = random.Random(seed)
    for _ in range(25):
        inner = {
            "type": "object",
            "properties": {name: _schema(chance) for name in chance.sample("abc", chance.randint(0, 3))},
            "required": chance.sample("abc", 1),
        }
        inner["additionalProperties"] = chance.choice([True, False])
        imported = segment(
            rules({"type": "TRACK", "key": "A Done", "jsonSchema": {"properties": {"properties": inner}}})
        )
        told = [note for note in notes(imported) if "there as here" not in note]
        theirs = jsonschema.Draft7Validator(inner)
        ours = jsonschema.Draft202012Validator(event_schema(only(imported).events["A Done"]))
        for _ in range(20):
            value = {name: _value(chance) for name in chance.sample("abcz", chance.randint(0, 4))}
            here, there = ours.is_valid(value), theirs.is_valid(value)
            assert here == there or (here and told), (inner, value)
