"""Plans that are large for the Java machine: 255 parameters for a function, 64 KB of code for a method, 65,535 names a class."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from conftest import Need
from targets import Case, java, kotlin
from targets.reference import outcome
from tracking_plan.cli._judge import plans
from tracking_plan.document import Limits
from tracking_plan.generate import Job, generate
from tracking_plan.targets._client import Client
from tracking_plan.targets._reading import client as client_of

KINDS: tuple[dict[str, Any], ...] = (
    {"type": "string", "maxLength": 50, "pattern": "^[a-z]+$"},
    {"type": "integer", "minimum": 0, "maximum": 100},
    {"type": "number", "minimum": 0.5},
    {"type": "boolean"},
    {"type": "string", "enum": ["a", "b"]},
)
DATA = ("x", 1, 0.5, True, "a")
TARGETS = {"java": java, "kotlin": kotlin}


def properties(count: int, required: bool) -> dict[str, Any]:
    return {
        f"property_{place}": {**KINDS[place % 5], "required": required, "description": "One of many"}
        for place in range(count)
    }


WIDE = {
    "Wide Required": properties(300, True),
    "Wide Optional": properties(300, False),
    "Wide Inside": {"deep": {"type": "object", "description": "Deep", "properties": properties(300, True)}},
    "Value Chosen": {"value": {"type": "string", "description": "One of many", "enum": [f"value {n}" for n in range(4000)]}},
}  # fmt: skip


def made(target: str, events: dict[str, Any], folder: Path) -> Client:
    """The client's files in a folder."""
    told = {"description": "Large", "trigger": "Always", "owner": "all", "status": "live", "sources": ["app"]}
    plan = {
        "plan": 1, "name": "large", "owners": {"all": {"name": "All"}}, "sources": {"app": {"platform": "web"}},
        "events": {name: {**told, "properties": held} for name, held in events.items()},
    }  # fmt: skip
    (folder / "plan.yaml").write_text(json.dumps(plan), encoding="utf-8")
    [(found, _)] = plans(str(folder / "plan.yaml"), Limits())
    outputs, findings = generate(found, [Job(target, "app", "out")])
    assert not findings
    for name, code in outputs[0].files.items():
        (folder / name).write_text(code, encoding="utf-8", newline="")
    return client_of(found, "app", findings.append)


def tools(driver: ModuleType, need: Need) -> ModuleType:
    for tool in driver.TOOLS:
        need(tool)
    return driver


@pytest.mark.parametrize("target", TARGETS)
def test_an_event_of_300_properties_and_an_enum_of_4000_values_compile(target: str, need: Need, tmp_path: Path) -> None:
    driver = tools(TARGETS[target], need)
    made(target, WIDE, tmp_path)
    assert driver.compiles(tmp_path, {}) == {"": ""}


@pytest.mark.parametrize("target", TARGETS)
def test_2000_events_compile_and_are_checked(target: str, need: Need, tmp_path: Path) -> None:
    driver = tools(TARGETS[target], need)
    many = {f"Thing {place} Done": properties(2, place % 2 == 0) for place in range(2000 - len(WIDE))}
    client = made(target, {**WIDE, **many}, tmp_path)
    calls = {call.name: call for call in client.events}
    full = {f"property_{place}": DATA[place % 5] for place in range(300)}
    told = (
        ("Wide Required", full), ("Wide Required", {}), ("Wide Optional", full), ("Wide Inside", {"deep": full}),
        ("Wide Inside", {"deep": {}}), ("Value Chosen", {"value": "value 3999"}), ("Value Chosen", {"value": "value 4000"}),
        ("Thing 0 Done", {}), ("Thing 1995 Done", {"property_0": "x"}), ("Thing 1995 Done", {"property_0": 5}),
    )  # fmt: skip
    cases = [Case(calls[name], data, False, name) for name, data in told]
    found = driver.run(tmp_path, client, cases)
    for case, result in zip(cases, found, strict=True):
        assert result == outcome(case), case.label
