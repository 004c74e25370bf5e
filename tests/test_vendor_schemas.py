"""Exports against the schemas that the vendors publish: ODCS' JSON Schema, AsyncAPI's, Snowplow's rules for its own."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings

from front_door import TOP, inside
from plan_pairs import plan_data, plan_of
from targets._node import npm
from tracking_plan.cli._judge import plans
from tracking_plan.document import Limits
from tracking_plan.model.plan import Plan
from vendor_cases import CASES, PLANS
from vendor_facts import written

EXAMPLES = sorted(path.parent for path in (TOP / "plans").glob("*/plan.yaml"))
quickly = settings(max_examples=15, deadline=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck])


def example(folder: Path) -> Plan:
    ((plan, _),) = plans(str(folder), Limits())
    return plan


@cache
def odcs() -> Any:
    """The schema that the standard's own Python package brings, which is found without importing the package."""
    spec = find_spec("open_data_contract_standard")
    assert spec is not None and spec.origin is not None
    schema = json.loads(Path(spec.origin).with_name("schema.json").read_text("utf-8"))
    return jsonschema.Draft201909Validator(schema)


@cache
def asyncapi() -> Any:
    folder = npm(Path(__file__).parent / "schemas_of_vendors" / "package.json")
    schema = json.loads((folder / "node_modules/@asyncapi/specs/schemas/3.0.0.json").read_text("utf-8"))
    return jsonschema.Draft7Validator(schema)


def errors(validator: Any, text: str) -> list[str]:
    value = json.loads(json.dumps(yaml.safe_load(text), default=str))
    return [
        f"{'.'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in validator.iter_errors(value)
    ]


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_examples_are_data_contracts(folder: Path) -> None:
    files = written("odcs", example(folder)).files
    assert errors(odcs(), files["contract.odcs.yaml"]) == []


@quickly
@given(plan_data())
def test_every_plan_is_a_data_contract(data: dict[str, Any]) -> None:
    assert errors(odcs(), written("odcs", plan_of(data)).files["contract.odcs.yaml"]) == []


@pytest.mark.skipif(not PLANS.is_dir(), reason=f"no real plans at {PLANS}")
def test_real_contracts_are_no_worse_for_it(tmp_path: Path) -> None:
    for number, case in enumerate(case for case in CASES if case.vendor == "odcs"):
        (text,) = case.texts().values()
        plan, out = tmp_path / f"plan{number}", tmp_path / f"out{number}.yaml"
        assert inside("import", "odcs", *case.files, "--out", plan).code == 0
        assert inside("export", "odcs", plan, "--out", out).code == 0
        assert {*errors(odcs(), out.read_text("utf-8"))} <= {*errors(odcs(), text)}, case.name


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_examples_are_asyncapi_documents(folder: Path) -> None:
    assert errors(asyncapi(), written("asyncapi", example(folder)).files["asyncapi.yaml"]) == []


@quickly
@given(plan_data())
def test_every_plan_is_an_asyncapi_document(data: dict[str, Any]) -> None:
    assert errors(asyncapi(), written("asyncapi", plan_of(data)).files["asyncapi.yaml"]) == []


SELF = {
    "vendor": r"[a-zA-Z0-9-_.]+",
    "name": r"[a-zA-Z0-9-_]+",
    "format": r"[a-zA-Z0-9-_]+",
    "version": r"[1-9][0-9]*-[0-9]+-[0-9]+",
}
"""What Snowplow's meta-schema asks of `self`, beside draft 4 for the rest."""


@quickly
@given(plan_data())
def test_every_plan_is_snowplow_schemas(data: dict[str, Any]) -> None:
    for path, text in written("snowplow", plan_of(data)).files.items():
        schema = json.loads(text)
        jsonschema.Draft4Validator.check_schema({word: held for word, held in schema.items() if word != "$schema"})
        assert schema["$schema"].startswith("http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/")
        assert {*schema["self"]} == {*SELF}
        for word, pattern in SELF.items():
            assert re.fullmatch(pattern, schema["self"][word]), schema["self"]
        assert path == "schemas/{vendor}/{name}/{format}/{version}".format_map(schema["self"])


@quickly
@given(plan_data())
def test_every_plan_is_json_schemas(data: dict[str, Any]) -> None:
    for text in written("json-schema", plan_of(data)).files.values():
        jsonschema.Draft202012Validator.check_schema(json.loads(text))
