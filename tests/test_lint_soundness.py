"""The judge of logs says what the `jsonschema` package, an independent reference, says: on generated plans and records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from front_door import SHARED
from linting import findings, linted, plan_of
from tracking_plan.finding import Severity
from tracking_plan.model.property import FORMATS as KNOWN

NAMES = ("a", "b", "c d", "self", "é", "")
TEXTS = st.sampled_from(
    ["", "a", "ab", "abc", "proj_1", "é", "😀", "a\u2028b", "2024-01-31", "2024-02-30", "2024-01-01T00:00:00Z",
     "2024-01-01 00:00:00Z", "2024-01-01T00:00:00+0100", "2024-01-01T00:00:00", "1.2.3.4", "01.2.3.4", "::1", "null",
     "123e4567-e89b-12d3-a456-426614174000", "123e4567e89b12d3a456426614174000", "5", "true"]
)  # fmt: skip
NUMBERS = st.sampled_from(
    ["0", "1", "-1", "5", "5.0", "-0", "-0.0", "1e2", "1E+2", "0.5", "1.5e0", "10", "11", "9223372036854775807",
     "9223372036854775808", "-9223372036854775809", "18446744073709551616", "1e300", "123456789012345678901234567890"]
)  # fmt: skip


@st.composite
def values(draw: st.DrawFn, depth: int = 2) -> str:
    """A JSON value as text, spelled in the ways in which JSON can be."""
    kind = draw(st.integers(0, 7 if depth else 4))
    if kind == 0:
        return draw(st.sampled_from(["null", "true", "false"]))
    if kind in (1, 2):
        return json.dumps(draw(TEXTS), ensure_ascii=draw(st.booleans()))
    if kind in (3, 4):
        return draw(NUMBERS)
    if kind == 5:
        return "[" + ",".join(draw(st.lists(values(depth - 1), max_size=3))) + "]"
    return draw(objects(depth - 1))


@st.composite
def objects(draw: st.DrawFn, depth: int = 2) -> str:
    pairs = draw(st.lists(st.tuples(st.sampled_from(NAMES), values(depth)), max_size=4))
    return "{" + ", ".join(f"{json.dumps(name)}: {value}" for name, value in pairs) + "}"


PATTERNS = ["^a", "b$", "^proj_[0-9]+$", "[a-z]", "^.$", "\\d", "é"]
FORMATS = ["date-time", "date", "ipv4", "ipv6", "uuid"]
BY_KIND: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "string": {
        "minLength": st.integers(0, 3),
        "maxLength": st.integers(0, 3),
        "pattern": st.sampled_from(PATTERNS),
        "format": st.sampled_from(FORMATS),
        "enum": st.lists(TEXTS, min_size=1, max_size=4, unique=True),
    },
    "integer": {
        "minimum": st.integers(-3, 10) | st.sampled_from([0.5, -(2**63), 2**63]),
        "maximum": st.integers(-3, 10) | st.sampled_from([4.5, 2**63 - 1, 2**64]),
        "enum": st.lists(st.integers(-1, 11), min_size=1, max_size=3, unique=True),
    },
    "number": {
        "minimum": st.integers(-3, 10) | st.sampled_from([0.5, 1e300]),
        "maximum": st.integers(-3, 10) | st.sampled_from([1.5, 1e300]),
        "enum": st.lists(st.sampled_from([0, 0.5, 1, 1.5, 5, 100]), min_size=1, max_size=3, unique=True),
    },
    "boolean": {"enum": st.lists(st.booleans(), min_size=1, max_size=2, unique=True)},
    "array": {"minItems": st.integers(0, 2), "maxItems": st.integers(0, 2), "uniqueItems": st.booleans()},
    "object": {},
}


@st.composite
def properties(draw: st.DrawFn, depth: int = 2) -> dict[str, Any]:
    """One property, as a plan writes it."""
    kinds = ["string", "integer", "number", "boolean"] + (["array", "object"] if depth else [])
    types = draw(st.lists(st.sampled_from(kinds), min_size=0, max_size=2, unique=True))
    made: dict[str, Any] = {"description": "What it means"}
    if types:
        made["type"] = types[0] if len(types) == 1 else types
    of_all: dict[str, st.SearchStrategy[Any]] = {}
    for kind in types or kinds[:4]:
        of_all |= BY_KIND[kind]
    for word, value in of_all.items():
        if (word != "enum" or len(types) == 1) and draw(st.integers(0, 3)) == 0:
            made[word] = draw(value)
    if "array" in types and draw(st.booleans()):
        made["items"] = draw(properties(depth - 1))
        made["items"].pop("required", None)
    if types == ["object"] and draw(st.booleans()):
        made["properties"] = draw(
            st.dictionaries(st.sampled_from(NAMES[:4]), properties(depth - 1), min_size=1, max_size=3)
        )
        if draw(st.booleans()):
            made["additional_properties"] = draw(st.booleans())
    for word in ("nullable", "required"):
        if draw(st.integers(0, 2)) == 0:
            made[word] = draw(st.booleans())
    return made


def schema_of(found: dict[str, Any]) -> dict[str, Any]:
    """What the property means, as docs/format.md has it: made here anew, and not by the code under test."""
    words = ("minimum", "maximum", "minLength", "maxLength", "pattern", "format", "minItems", "maxItems", "uniqueItems")
    made = {word: found[word] for word in words if word in found}
    types = found.get("type")
    if types:
        types = [types] if isinstance(types, str) else [*types]
        made["type"] = types + (["null"] if found.get("nullable") else [])
    if "enum" in found:
        made["enum"] = found["enum"] + ([None] if found.get("nullable") else [])
    if "items" in found:
        made["items"] = schema_of(found["items"])
    if "properties" in found:
        made |= object_of(found["properties"], found.get("additional_properties", False))
    return made


def object_of(found: dict[str, Any], is_open: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"properties": {name: schema_of(inner) for name, inner in found.items()}}
    made["required"] = [name for name, inner in found.items() if inner.get("required", True)]
    if not is_open:
        made["additionalProperties"] = False
    return made


def verdicts(plan: dict[str, Any], records: list[str], jobs: int = 1) -> list[bool]:
    """Whether `plan lint` takes each record; the tally must add up to the same."""
    head = '{"type": "track", "event": "Thing Done", "timestamp": "2026-01-01T00:00:00Z", "messageId": "'
    log = "".join(f'{head}{number}", "properties": {record}}}\n' for number, record in enumerate(records))
    whole = linted(plan_of(json.dumps(plan, ensure_ascii=False)), log.encode(), "segment", jobs)
    bad = {
        found.at.line for found in findings(whole) if found.severity == Severity.ERROR and found.at.file != "plan.yaml"
    }
    tally = whole.tally
    assert tally.lines == len(records) and tally.valid + tally.invalid == tally.lines
    assert tally.invalid == len(bad)
    return [number not in bad for number in range(1, len(records) + 1)]


@settings(max_examples=400, deadline=None, suppress_health_check=[*HealthCheck])
@given(
    st.dictionaries(st.sampled_from(NAMES[:5]), properties(), max_size=4),
    st.booleans(),
    st.lists(objects(), min_size=1, max_size=12),
)
def test_the_verdict_is_that_of_the_reference(planned: dict[str, Any], is_open: bool, records: list[str]) -> None:
    plan = {
        "plan": 1,
        "events": {"Thing Done": {"properties": planned, "additional_properties": is_open, "status": "live"}},
    }
    schema = {"type": "object", **object_of(planned, is_open)}
    checker = jsonschema.FormatChecker(FORMATS)
    reference = jsonschema.Draft202012Validator(schema, format_checker=checker)
    wanted = [reference.is_valid(json.loads(record)) for record in records]
    assert verdicts(plan, records) == wanted


# The official suite, as far as a plan has the words.

SUITE = SHARED / "data" / "conformance" / "JSON-Schema-Test-Suite" / "tests" / "draft2020-12"
WORDS = {
    "type": "type", "enum": "enum", "minimum": "minimum", "maximum": "maximum", "minLength": "minLength",
    "maxLength": "maxLength", "pattern": "pattern", "format": "format", "items": "items", "minItems": "minItems",
    "maxItems": "maxItems", "uniqueItems": "uniqueItems", "properties": "properties", "required": "required",
    "additionalProperties": "additional_properties",
}  # fmt: skip


COUNTS = ("minLength", "maxLength", "minItems", "maxItems")
"""A plan says whole numbers here, and no 2.0."""


def planned_of(schema: Any) -> dict[str, Any] | None:
    """A schema of the suite as a property of a plan; None where a plan has no words for it."""
    if not isinstance(schema, dict) or not schema.keys() <= {*WORDS, "$schema"}:
        return None
    if schema.get("format", "date") not in KNOWN or any(isinstance(schema.get(word), float) for word in COUNTS):
        return None
    made: dict[str, Any] = {"description": "What it means"}
    for word, value in schema.items():
        if word in ("$schema", "required", "properties", "additionalProperties"):
            continue
        made[word] = value
    types = made.get("type")
    if isinstance(types, list) and "null" in types:
        made["type"], made["nullable"] = [one for one in types if one != "null"], True
    if types == "null" or made.get("type") == []:
        return None
    if "items" in made and (made.get("type") != "array" or (inner := planned_of(made["items"])) is None):
        return None
    if "items" in made:
        made["items"] = inner
    if {"properties", "required", "additionalProperties"} & schema.keys():
        if schema.get("type") != "object" or not {*schema.get("required", ())} <= schema.get("properties", {}).keys():
            return None
        if not isinstance(schema.get("additionalProperties", True), bool) or not schema.get("properties"):
            return None
        nested = {name: planned_of(inner) for name, inner in schema["properties"].items()}
        if None in nested.values():
            return None
        for name, inner in nested.items():
            assert inner is not None
            inner["required"] = name in schema.get("required", ())
        made["properties"], made["additional_properties"] = nested, schema.get("additionalProperties", True)
    return made


def suite() -> Iterator[Any]:
    # format.json is of those who do not assert formats; those of optional/format/ are of those who do.
    paths = [path for path in sorted(SUITE.glob("*.json")) if path.stem != "format"]
    for path in [*paths, *sorted(SUITE.glob("optional/format/*.json"))]:
        for group in json.loads(path.read_text(encoding="utf-8")):
            found = planned_of(group["schema"])
            if found is not None:
                yield pytest.param(found, group["tests"], id=f"{path.stem}: {group['description']}"[:80])


@pytest.mark.skipif(not SUITE.is_dir(), reason=f"no JSON Schema test suite at {SUITE} (PLAN_SHARED names the folder)")
@pytest.mark.parametrize(("found", "tests"), [*suite()])
def test_the_official_suite(found: dict[str, Any], tests: list[dict[str, Any]]) -> None:
    plan = {"plan": 1, "events": {"Thing Done": {"properties": {"value": found}, "status": "live"}}}
    records = [json.dumps({"value": test["data"]}) for test in tests]
    wanted = {test["description"]: test["valid"] for test in tests}
    assert dict(zip(wanted, verdicts(plan, records), strict=True)) == wanted


def test_the_suite_is_not_skipped_over() -> None:
    if not SUITE.is_dir():
        pytest.skip(f"no JSON Schema test suite at {SUITE} (PLAN_SHARED names the folder)")
    assert len([*suite()]) > 45
