"""The JSON Schema of a plan's events says exactly what the format means, and so does the quick look at examples."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tracking_plan import load
from tracking_plan.document import read, write
from tracking_plan.model.event import Event
from tracking_plan.model.example import event_example, fits, plainly_fits, property_example
from tracking_plan.model.plan import Plan
from tracking_plan.model.schema import event_schema, property_schema
from tracking_plan.model.validator import Validator


def plan(text: str) -> Plan:
    made = load.load([read("plan: 1\n" + text, "plan.yaml")], date(2026, 1, 1))
    assert not made.problems, made.problems
    return made


def event(text: str, name: str = "E") -> Event:
    return plan(text).events[name]


def schema_of(definition: str, rest: str = "") -> dict[str, Any]:
    """The schema of a property written in one line."""
    found = event(f"{rest}\nevents:\n  E:\n    properties:\n      p: {definition}\n").properties["p"]
    made = property_schema(found)
    Draft202012Validator.check_schema(made)
    return made


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("{}", {}),
        ("{nullable: true}", {}),
        ("{type: string}", {"type": "string"}),
        ("{type: string, nullable: true}", {"type": ["string", "null"]}),
        ("{type: [string, integer, string]}", {"type": ["string", "integer"]}),
        ("{type: string, enum: [a, b]}", {"type": "string", "enum": ["a", "b"]}),
        ("{type: string, enum: {a: first, b: second}}", {"type": "string", "enum": ["a", "b"]}),
        ("{type: string, enum: [a], nullable: true}", {"type": ["string", "null"], "enum": ["a", None]}),
        ("{enum: [1, null], nullable: true}", {"enum": [1, None]}),
        ("{type: string, enum: [1.10, no, 12:30]}", {"type": "string", "enum": ["1.10", "no", "12:30"]}),
        ("{type: number, enum: [1, 1.0, 2]}", {"type": "number", "enum": [1, 2]}),
        ("{enum: [1, true, {a: [1]}]}", {"enum": [1, True, {"a": [1]}]}),
        ("{type: integer, enum: {1: one, 2: two}}", {"type": "integer", "enum": [1, 2]}),
        ("{type: integer, minimum: 0, maximum: 0}", {"type": "integer", "minimum": 0, "maximum": 0}),
        ("{type: string, minLength: 1, maxLength: 3}", {"type": "string", "minLength": 1, "maxLength": 3}),
        ("{type: string, pattern: '^a+$'}", {"type": "string", "pattern": "^a+$"}),
        ("{type: string, pattern: '(unclosed'}", {"type": "string"}),
        ("{type: string, format: date-time}", {"type": "string", "format": "date-time"}),
        ("{type: string, format: iban}", {"type": "string"}),
        ("{type: array, minItems: 1, maxItems: 2}", {"type": "array", "minItems": 1, "maxItems": 2}),
        ("{type: array, uniqueItems: true}", {"type": "array", "uniqueItems": True}),
        ("{items: {nullable: true, type: integer}}", {"items": {"type": ["integer", "null"]}}),
        ("{type: object}", {"type": "object"}),
        ("{type: object, properties: {}}", {"type": "object"}),
        ("{properties: {a: {}}, additional_properties: true}", {"properties": {"a": {}}, "required": ["a"]}),
        (
            "{type: object, properties: {a: {required: false}, b: {sources: [web]}, c: {type: string}}}",
            {
                "type": "object",
                "properties": {"a": {}, "b": {}, "c": {"type": "string"}},
                "required": ["c"],
                "additionalProperties": False,
            },
        ),
    ],
)  # fmt: skip
def test_what_a_property_means(definition: str, expected: dict[str, Any]) -> None:
    assert schema_of(definition) == expected


def test_an_event_is_closed_unless_it_says_otherwise() -> None:
    made = event_schema(
        event("events: {E: {properties: {a: {type: string}, b: {required: false}, c: {sources: [x]}}}}")
    )
    assert made == {
        "type": "object",
        "properties": {"a": {"type": "string"}, "b": {}, "c": {}},
        "required": ["a"],
        "additionalProperties": False,
    }
    assert event_schema(event("events: {E: {}}")) == {"type": "object", "properties": {}, "additionalProperties": False}
    assert event_schema(event("events: {E: {additional_properties: true}}")) == {"type": "object", "properties": {}}


def test_what_is_inherited_holds() -> None:
    made = event_schema(
        event(
            """
properties:
  size: {type: integer, minimum: 1, maximum: 10}
  place: {type: object, properties: {city: {type: string}, zip: {type: string, required: false}}}
property_groups:
  session: {session_id: {type: string}, size: {maximum: 9}}
events:
  E:
    include: [session]
    properties:
      size: {maximum: 5, required: false}
      place: {properties: {city: {maxLength: 3}}}
"""
        )
    )
    assert made["properties"] == {
        "session_id": {"type": "string"},
        "size": {"type": "integer", "minimum": 1, "maximum": 5},
        "place": {
            "type": "object",
            "properties": {"city": {"type": "string", "maxLength": 3}, "zip": {"type": "string"}},
            "required": ["city"],
            "additionalProperties": False,
        },
    }
    assert made["required"] == ["session_id", "place"]


def test_examples_are_read_as_they_are_meant() -> None:
    found = event(
        """
events:
  E:
    properties:
      version: {type: string}
      either: {type: [string, integer]}
      number: {type: number}
      inside: {type: object, properties: {day: {type: string}, tags: {type: array, items: {type: string}}}}
    examples:
      - version: 1.10
        either: 1.10
        number: 1.10
        inside: {day: 2026-01-01, tags: [no, 1.0, true, 0x1F], x-note: mine}
        x-note: mine
        unknown: 1.10
      - {version: null}
"""
    )
    assert event_example(found, 0) == {
        "version": "1.10",
        "either": "1.10",
        "number": 1.1,
        "inside": {"day": "2026-01-01", "tags": ["no", "1.0", "true", "0x1F"]},
        "unknown": 1.1,
    }
    assert event_example(found, 1) == {"version": None}
    tags = event("events: {E: {properties: {p: {type: array, items: {type: string}, examples: [[1.10, no]]}}}}")
    assert property_example(tags.properties["p"], 0) == ["1.10", "no"]


# The meaning of the format, said a second time and as plainly as can be, on what is written rather than on the model.

KINDS: dict[str, Any] = {
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "integer": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool) and v == int(v),
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "array": lambda v: isinstance(v, list),
    "object": lambda v: isinstance(v, dict),
}


def alike(one: Any, other: Any) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    return bool(one == other)


def takes(written: dict[str, Any], value: Any) -> bool:
    """Whether a property that is written so takes a value."""
    types = written.get("type", [])
    types = [types] if isinstance(types, str) else types
    if value is None and written.get("nullable"):
        return True
    if types and not any(KINDS[kind](value) for kind in types):
        return False
    if "enum" in written and not any(alike(value, option) for option in written["enum"]):
        return False
    least, most = -(10**9), 10**9
    if isinstance(value, str):
        fits_length = written.get("minLength", least) <= len(value) <= written.get("maxLength", most)
        return fits_length and re.search(written.get("pattern", ""), value) is not None
    if KINDS["number"](value):
        return bool(written.get("minimum", least) <= value <= written.get("maximum", most))
    if isinstance(value, list):
        if not written.get("minItems", least) <= len(value) <= written.get("maxItems", most):
            return False
        if written.get("uniqueItems") and any(alike(a, b) for n, a in enumerate(value) for b in value[:n]):
            return False
        return all(takes(written.get("items", {}), item) for item in value)
    if isinstance(value, dict) and written.get("properties"):
        return takes_all(written["properties"], written.get("additional_properties", False), value)
    return True


def takes_all(properties: dict[str, Any], additional: bool, value: dict[str, Any]) -> bool:
    for name, inner in properties.items():
        if name not in value:
            if inner.get("required", True) and "sources" not in inner:
                return False
        elif not takes(inner, value[name]):
            return False
    return additional or value.keys() <= properties.keys()


NAMES = st.sampled_from(["a", "b", "c"])
TEXTS = st.sampled_from(["", "a", "aa", "ab", "bab", "1", "é", "😀"])
NUMBERS = st.one_of(st.integers(-3, 3), st.sampled_from([0.5, 1.0, -2.0, 2.5]))
VALUES: Any = st.recursive(
    st.one_of(st.none(), st.booleans(), TEXTS, NUMBERS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=6,
)
TYPES = st.sampled_from(["string", "integer", "number", "boolean", "array", "object"])
SMALL = st.integers(0, 3)


def optional(**strategies: Any) -> Any:
    return st.fixed_dictionaries({}, optional=strategies)


def definitions(inner: Any) -> Any:
    return optional(
        type=st.one_of(TYPES, st.lists(TYPES, min_size=1, max_size=2)),
        # Numbers stand in no enum here: where a string is meant, they would count as they are written.
        enum=st.lists(st.one_of(TEXTS, st.booleans()), max_size=4),
        minimum=NUMBERS, maximum=NUMBERS, minLength=SMALL, maxLength=SMALL, minItems=SMALL, maxItems=SMALL,
        pattern=st.sampled_from(["^a", "b$", "a|1", "^[ab]+$"]), uniqueItems=st.booleans(), nullable=st.booleans(),
        required=st.booleans(), sources=st.just(["web"]), additional_properties=st.booleans(), items=inner,
        properties=st.dictionaries(NAMES, inner, max_size=3),
    )  # fmt: skip


def settled(written: dict[str, Any]) -> dict[str, Any]:
    """Without booleans in the enum of a string: there they count as the text that is written."""
    if "enum" in written and "string" in written.get("type", ()) and "boolean" not in written["type"]:
        written["enum"] = [option for option in written["enum"] if not isinstance(option, bool)]
    return written


PROPERTIES: Any = st.recursive(optional(type=TYPES), lambda inner: definitions(inner).map(settled), max_leaves=4)


@st.composite
def judged(draw: Any) -> tuple[dict[str, Any], Any]:
    """A property, and a value that now and then is one that it takes."""
    written = draw(PROPERTIES)
    likely = [st.sampled_from(written["enum"])] if written.get("enum") else []
    return written, draw(st.one_of(VALUES, TEXTS, NUMBERS, *likely))


@settings(max_examples=300, deadline=None)
@given(case=judged())
def test_the_schema_the_engine_and_the_quick_look_agree_with_the_format(case: tuple[dict[str, Any], Any]) -> None:
    written, value = case
    text = write({"plan": 1, "sources": {"web": {}}, "events": {"E": {"properties": {"p": written}}}})
    found = load.load([read(text, "plan.yaml")], date(2026, 1, 1)).events["E"]
    made = property_schema(found.properties["p"])
    Draft202012Validator.check_schema(made)
    meant = takes(written, value)
    assert Draft202012Validator(made).is_valid(value) == meant
    assert Validator(made).is_valid(value) == meant
    assert meant or not fits(value, found.properties["p"])
    for data in ({"p": value}, {}, {"p": value, "q": 1}):
        meant = takes_all({"p": written}, False, data)
        assert Draft202012Validator(event_schema(found)).is_valid(data) == meant
        assert meant or not plainly_fits(data, found.properties)
