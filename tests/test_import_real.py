"""`plan import` on real plans, which stand beside the repository or where PLAN_SHARED says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from front_door import SHARED
from imported_plans import loaded, notes
from tracking_plan.check import check
from tracking_plan.model.plan import Plan
from tracking_plan.vendors import reader
from tracking_plan.vendors._imported import Imported

PLANS = SHARED / "data" / "plans"


def real(pattern: str) -> list[Path]:
    return sorted(PLANS.glob(pattern))


def rudder_files() -> list[Path]:
    kinds = ("tp", "tracking-plan", "properties", "events", "custom-types", "categories")
    found = []
    for path in real("rudder-*/**/*.y*ml"):
        data = yaml.safe_load(path.read_bytes())
        if isinstance(data, dict) and str(data.get("version", "")).startswith("rudder/") and data.get("kind") in kinds:
            found.append(path)
    return found


def needs_shared() -> None:
    if not PLANS.is_dir():
        pytest.skip(f"no real plans at {PLANS} (PLAN_SHARED names the folder)")


FOUND_IN_TEXT = {
    "event-without-description",
    "event-name-case",
    "event-name-characters",
    "event-name-length",
    "event-name-duplicate",
    "property-name-case",
    "property-name-characters",
    "property-name-length",
    "property-name-duplicate",
    "property-two-types",
}
"""Errors that are the authors' own; any other would be a fault of the import."""


def judge(imported: Imported) -> list[Plan]:
    plans = [loaded(plan) for plan in imported.plans]
    for plan in plans:
        errors = {finding.rule for finding in check(plan) if finding.severity.word == "error"}
        assert errors <= FOUND_IN_TEXT
    return plans


def planned(plan: Plan) -> int:
    """The properties of all events, nested ones too, as the model has them."""
    return sum(1 for event in plan.events.values() for found in event.all_properties() if found.path[-1] != "items")


def in_json(text: str) -> tuple[int, int]:
    """Events and properties of a Segment plan, counted while its text is parsed, from the inside out."""
    count = {"events": 0, "properties": 0}

    def look(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        inner = made.get("properties")
        envelope = {"context", "traits"} <= made.keys()
        if isinstance(inner, dict) and not envelope and not {"context", "traits"} <= inner.keys():
            count["properties"] += len(inner)
        count["events"] += "version" in made and ("jsonSchema" in made or "rules" in made)
        return made

    json.loads(text, object_pairs_hook=look)
    return count["events"], count["properties"]


def test_real_segment_plans() -> None:
    needs_shared()
    paths = real("segment-*/**/*.json")
    assert paths
    for path in paths:
        text = path.read_text("utf-8")
        imported = reader("segment").read({path.name: text})
        (plan,) = judge(imported)
        assert (len(plan.events), planned(plan)) == in_json(text) == imported.plans[0].counts[:2]


def in_yaml(texts: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Events and properties of each tracking plan, counted by walking references with a stack."""
    lists = {"properties": "properties", "custom-types": "types"}
    known: dict[tuple[str, str], Any] = {}
    plans = []
    for text in texts.values():
        data = yaml.safe_load(text)
        for item in data["spec"].get(lists.get(data["kind"], ""), ()):
            known[data["kind"], item["id"]] = item
        if data["kind"] in ("tp", "tracking-plan"):
            plans.append(data["spec"])

    def named(reference: str) -> str:
        return reference.replace(":", "/").rsplit("/", 1)[1]

    def inside(holder: dict[str, Any]) -> list[dict[str, Any]]:
        own = holder.get("properties", [])
        cases = [
            use for variant in holder.get("variants", ()) for case in variant["cases"] for use in case["properties"]
        ]
        cases += [use for variant in holder.get("variants", ()) for use in variant.get("default", ())]
        return [*{use.get("$ref", use.get("property")): use for use in [*cases, *own]}.values()]

    for plan in plans:
        stack, count = [use for rule in plan["rules"] for use in inside(rule)], 0
        while stack:
            use = stack.pop()
            count += 1
            stack += use.get("properties", ())
            kind = known["properties", named(use.get("$ref", use.get("property")))].get("type", "")
            if kind.startswith("#"):
                stack += inside(known["custom-types", named(kind)])
        yield len(plan["rules"]), count


def test_real_rudderstack_plans() -> None:
    needs_shared()
    folders = sorted(
        {
            path.parent
            for path in rudder_files()
            if "kind: tp" in path.read_text().replace('"', "") or "tracking-plan" in path.read_text()
        }
    )
    assert len(folders) >= 4
    for folder in folders:
        texts = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}
        imported = reader("rudderstack").read(texts)
        plans = judge(imported)
        expected = list(in_yaml(texts))
        assert (
            [(len(plan.events), planned(plan)) for plan in plans]
            == expected
            == [plan.counts[:2] for plan in imported.plans]
        )


def test_every_real_rudderstack_file_alone_and_all_at_once() -> None:
    needs_shared()
    paths = rudder_files()
    assert paths
    for path in paths:
        imported = reader("rudderstack").read({path.name: path.read_text("utf-8")})
        for plan in imported.plans:
            check(loaded(plan))
    everything = {str(path.relative_to(PLANS)): path.read_text("utf-8") for path in real("rudder-*/**/*.y*ml")}
    imported = reader("rudderstack").read(everything)
    assert len(imported.plans) == 6
    assert any("files of kind" in note for note in notes(imported))
    for plan in imported.plans:
        check(loaded(plan))
