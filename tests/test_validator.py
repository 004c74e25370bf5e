"""The judge of data says what the `jsonschema` package, an independent reference, says; in words of our own."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracking_plan.model.validator import BadSchema, Validator

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 15)
    | st.sampled_from([0.5, 5.0, 1e3])
    | st.sampled_from(["", "a", "ab", "abc", "proj_1", "x@y.zz"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)
TYPES = st.sampled_from(["string", "integer", "number", "boolean", "array", "object", "null"])
WORDS: dict[str, st.SearchStrategy[Any]] = {
    "type": TYPES | st.lists(TYPES, min_size=1, max_size=2, unique=True),
    "enum": st.lists(VALUES, min_size=1, max_size=3, unique_by=lambda v: json.dumps(v, sort_keys=True)),
    "minimum": st.integers(-3, 10),
    "maximum": st.integers(-3, 10),
    "minLength": st.integers(0, 3),
    "maxLength": st.integers(0, 3),
    "minItems": st.integers(0, 2),
    "maxItems": st.integers(0, 2),
    "uniqueItems": st.booleans(),
    "pattern": st.sampled_from(["^a", "b$", "^proj_[0-9]+$", "[a-z]"]),
}
LEAF = st.fixed_dictionaries({}, optional=WORDS)


def planned(schema: dict[str, Any]) -> dict[str, Any]:
    """As a plan makes them: a closed object requires only what it names.

    (jsonschema-rs 0.60 also calls a property missing that is there, where it is required and not named.)
    """
    if schema.get("additionalProperties") is False and "required" in schema:
        schema["required"] = [name for name in schema["required"] if name in schema.get("properties", {})]
    return schema


SCHEMAS = st.recursive(
    LEAF,
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            **WORDS,
            "items": inner,
            "properties": st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
            "required": st.lists(st.sampled_from("abc"), max_size=2, unique=True),
            "additionalProperties": st.booleans(),
        },
    ).map(planned),
    max_leaves=4,
)


@settings(max_examples=400, deadline=None)
@given(SCHEMAS, VALUES)
def test_it_agrees_with_the_reference(schema: dict[str, Any], value: Any) -> None:
    reference = jsonschema.Draft202012Validator(schema)
    ours = list(Validator(schema).errors(value))
    assert bool(ours) == (not reference.is_valid(value))
    words = {"falseSchema": "additionalProperties"}  # the engine's name for an object that takes no property at all
    assert {(e.path, words.get(e.word, e.word)) for e in ours} == {
        (tuple(e.absolute_path), e.validator) for e in reference.iter_errors(value)
    }


CASES: list[tuple[dict[str, Any], Any, str, str]] = [
    ({"type": "integer"}, "5", "type", "5"),
    ({"minimum": 1}, 0, "minimum", "minimum"),
    ({"maximum": 10}, 11, "maximum", "maximum"),
    ({"minLength": 3}, "ab", "minLength", "3"),
    ({"maxLength": 3}, "abcd", "maxLength", "3"),
    ({"pattern": "^proj_"}, "x", "pattern", "proj_"),
    ({"format": "date-time"}, "2024-01-01 00:00:00", "format", "date-time"),
    ({"format": "email"}, "nobody", "format", "email"),
    ({"enum": ["email", "google"]}, "emial", "enum", "did you mean"),
    ({"type": "object", "required": ["a"]}, {}, "required", "a"),
    (
        {"type": "object", "properties": {"team_size": {}}, "additionalProperties": False},
        {"team_sise": 1},
        "additionalProperties",
        "did you mean",
    ),
]


@pytest.mark.parametrize(("schema", "value", "word", "said"), CASES)
def test_each_word_has_its_message(schema: dict[str, Any], value: Any, word: str, said: str) -> None:
    (found,) = Validator(schema).errors(value)
    assert found.word == word and said in found.message
    assert "\n" not in found.message and len(found.message) < 200


@pytest.mark.parametrize("value", ["\ud800", {"\ud800": 1}, float("nan"), 10**400, {1: 2}], ids=ascii)
def test_what_json_cannot_hold_is_said_and_not_raised(value: Any) -> None:
    found = list(Validator({"type": ["string", "number", "object"]}).errors(value))
    assert all("\n" not in one.message and one.message for one in found)
    if not isinstance(value, int):
        assert found


def test_a_remote_reference_is_never_fetched() -> None:
    with pytest.raises(BadSchema):
        Validator({"$ref": "http://127.0.0.1:9/schema.json"})
