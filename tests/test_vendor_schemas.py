"""Exports against what the vendors publish: schemas of ODCS and AsyncAPI, Glean's parser, mParticle's types, Snowplow's rules."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings

from front_door import TOP, inside
from iglu_lint import lint
from plan_pairs import plan_data, plan_of
from round_trips import there_and_back
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


# Glean: its own parser


def refused_by_glean(text: str, folder: Path) -> list[str]:
    from glean_parser import parser

    path = folder / "metrics.yaml"
    path.write_text(text, "utf-8")
    found = parser.parse_objects([path])
    return [str(error) for error in found]


BUGS = "x-glean: {bugs: ['https://bugs.example.com/1']}\n"


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_examples_are_metrics_of_glean(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "plan"
    shutil.copytree(folder, copy)
    (copy / "bugs.yaml").write_text(BUGS)
    made = written("glean", example(copy))
    found = refused_by_glean(str(made.files["metrics.yaml"]), tmp_path)
    unowned = [event for event in example(copy).events.values() if event.owner is None]
    assert len(found) == len(unowned) and all("notification_emails" in one for one in found)
    assert any("no owner with an address" in note for note in made.notes) == bool(unowned)


@quickly
@given(plan_data())
def test_every_plan_is_metrics_of_glean_or_is_told_not_to_be(data: dict[str, Any]) -> None:
    """With bugs and owners with addresses, as Glean asks for, its parser takes every event that it is not told to refuse."""
    owners = {name: {"email": "a@b.co"} for name in ("growth", "core", "own")}
    events = {
        name: {**words, "owner": "own", "description": "It is sent"}
        for name, words in (data.get("events") or {}).items()
    }
    made = written(
        "glean", plan_of({**data, "owners": owners, "events": events, "x-glean": {"bugs": ["https://a.co/1"]}})
    )
    with tempfile.TemporaryDirectory() as folder:
        assert refused_by_glean(str(made.files["metrics.yaml"]), Path(folder)) == []
    assert not [note for note in made.notes if "parser refuses" in note]


def test_what_glean_refuses_is_told(tmp_path: Path) -> None:
    plan = plan_of(
        {"plan": 1, "events": {"Cart Seen": {"description": "Seen", "properties": {"größe": {}, "a" * 41: {}}}}}
    )
    made = written("glean", plan)
    assert refused_by_glean(str(made.files["metrics.yaml"]), tmp_path)
    told = "\n".join(made.notes)
    assert '"Cart Seen": has no bug, without which' in told and "has no owner with an address" in told
    assert [*yaml.safe_load(str(made.files["metrics.yaml"]))["events"]["cart_seen"]["extra_keys"]] == [
        "grosse",
        "a" * 40,
    ] or ("grobe" in told or "groe" in told)


# Segment, Avo, Mixpanel, mParticle: the draft of JSON Schema that each is in


@quickly
@given(plan_data())
def test_schemas_are_of_the_draft_that_their_vendor_is_in(data: dict[str, Any]) -> None:
    plan = plan_of(data)
    for text in written("segment", plan).files.values():
        for rule in json.loads(text)["rules"]:
            jsonschema.Draft7Validator.check_schema(rule["jsonSchema"])
            assert {*rule} >= {"type", "key", "jsonSchema", "version"} and rule["type"] in SEGMENT
    for text in written("avo", plan).files.values():
        for event in json.loads(text)["events"]:
            jsonschema.Draft6Validator.check_schema(event["rules"])
    for text in written("mixpanel", plan).files.values():
        for entry in json.loads(text)["entries"]:
            jsonschema.Draft7Validator.check_schema(entry["schemaJson"])
    for text in written("mparticle", plan).files.values():
        for point in json.loads(text)["version_document"]["data_points"]:
            jsonschema.Draft7Validator.check_schema(point["validator"]["definition"])


MPARTICLE = """\
import { DataPlanDocument } from '@mparticle/data-planning-models';
type Plain<T> = T extends string ? `${T}` : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
export const made: Plain<DataPlanDocument> = """
"""A document held against the type that mParticle publishes, of whose enums JSON has the texts."""
SEGMENT = ("TRACK", "IDENTIFY", "GROUP", "PAGE", "SCREEN", "COMMON")


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_examples_are_of_mparticle_s_types(folder: Path, tmp_path: Path) -> None:
    """The TypeScript types that mParticle publishes for data plans, held by the compiler."""
    made = json.loads(str(written("mparticle", example(folder)).files["data-plan.json"]))
    packages = npm(Path(__file__).parent / "schemas_of_vendors" / "package.json")
    document = made["version_document"]
    (tmp_path / "made.ts").write_text(f"{MPARTICLE}{json.dumps(document)};\n")
    (tmp_path / "node_modules").symlink_to(packages / "node_modules")
    command = [str(packages / "node_modules/.bin/tsc"), "--noEmit", "--strict", "--skipLibCheck", "made.ts"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[:2000]


# Snowplow: its meta-schema for `self`, and what igluctl lints


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


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_igluctl_would_find_no_error_in_examples(folder: Path) -> None:
    for path, text in written("snowplow", example(folder)).files.items():
        assert [issue for issue in lint(json.loads(str(text))) if issue.severity == "error"] == [], path


def test_igluctl_would_find_what_a_plan_says_that_is_wrong() -> None:
    """The linter itself finds: each of its errors, in a plan that says such a thing."""
    wrong = {
        "a": {"type": "integer", "minimum": 5, "maximum": 1},
        "b": {"type": "string", "minLength": 5, "maxLength": 1},
        "c": {"type": "array", "minItems": 5, "maxItems": 1},
        "d": {"type": "string", "minimum": 1},
        "e": {"type": "integer", "maxLength": 1},
        "f": {"type": "string", "maxLength": 70_000},
        "g": {"type": "string", "format": "duration", "required": False},
    }
    plan = plan_of({"plan": 1, "events": {"Seen": {"properties": wrong}}})
    (text,) = written("snowplow", plan).files.values()
    assert {issue.check for issue in lint(json.loads(str(text)))} >= {
        "numericMinimumMaximum", "stringMinMaxLength", "arrayMinMaxItems", "numericProperties", "stringProperties",
        "stringMaxLengthRange", "unknownFormats", "numericMinMax", "optionalNull", "description",
    }  # fmt: skip


WORDS = ("vendor", "name", "format", "version")


@pytest.mark.skipif(not PLANS.is_dir(), reason=f"no real plans at {PLANS}")
def test_real_schemas_are_no_worse_for_it(tmp_path: Path) -> None:
    """What igluctl would say of Iglu Central's schemas, it says of them once they were here and went back, and no more."""
    (case,) = [case for case in CASES if case.vendor == "snowplow"]
    trip = there_and_back("snowplow", [*case.files], tmp_path)
    mine = [json.loads(text) for text in case.texts().values()]
    theirs = [json.loads(text) for name, text in trip.files.items() if name.startswith("schemas/")]
    before = {tuple(schema["self"][word] for word in WORDS): {*lint(schema)} for schema in mine}
    for schema in theirs:
        found = {issue for issue in lint(schema) if issue.severity != "info"}
        assert found <= before[tuple(schema["self"][word] for word in WORDS)], schema["self"]


@quickly
@given(plan_data())
def test_every_plan_is_json_schemas(data: dict[str, Any]) -> None:
    for text in written("json-schema", plan_of(data)).files.values():
        jsonschema.Draft202012Validator.check_schema(json.loads(text))
