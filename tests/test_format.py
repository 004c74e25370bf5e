"""The published schema of the plan format: it explains every key, takes our plans, and refuses what `validate` refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tracking_plan.document import read

TOP = Path(__file__).parent.parent
SCHEMA = json.loads((TOP / "schemas" / "plan.schema.json").read_text(encoding="utf-8"))
PLANS = sorted((TOP / "plans" / "saas").rglob("*.yaml")) + sorted(
    (TOP / "src/tracking_plan/starters").glob("*/plans/**/*.yaml")
)


def test_it_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)


def test_every_key_is_explained() -> None:
    kinds: dict[str, Any] = {"plan": SCHEMA, **SCHEMA["definitions"]}
    plain = [
        f"{kind}.{name}"
        for kind, schema in kinds.items()
        for name, inner in schema.get("properties", {}).items()
        if not inner.get("description") and kind != "Traits"
    ]
    assert plain == []


@pytest.mark.parametrize("path", PLANS, ids=lambda path: str(path.relative_to(TOP)))
def test_it_takes_our_plans(path: Path) -> None:
    data = read(path.read_bytes(), str(path)).data
    assert [error.message for error in jsonschema.Draft7Validator(SCHEMA).iter_errors(data)] == []


REFUSED = [
    "evnts: {}",
    "events: {Signed Up: {onwer: growth}}",
    "events: {Signed Up: {status: lvie}}",
    "events: {Signed Up: {properties: {a: {type: text}}}}",
    "events: {Signed Up: {properties: {a: {minLength: -1}}}}",
    "events: {Signed Up: {expires: soon}}",
    "traits: {company: {}}",
    "rules: {event-name-case: loud}",
    "rules: {event-name-csae: off}",
    "plan: 2",
]


@pytest.mark.parametrize("text", REFUSED)
def test_it_refuses_what_validate_refuses(text: str) -> None:
    assert not jsonschema.Draft7Validator(SCHEMA).is_valid(read(text, "plan.yaml").data)


TAKEN = [
    "events: {Signed Up: null}",
    "x-team: [1, 2]",
    "events: {Signed Up: {x-jira: A-1, properties: {a: null}}}",
    "plan: 1",
]


@pytest.mark.parametrize("text", TAKEN)
def test_it_takes_what_validate_takes(text: str) -> None:
    assert jsonschema.Draft7Validator(SCHEMA).is_valid(read(text, "plan.yaml").data)
