"""The shelf of targets: clients compile, run, agree with one another and with the plan's own judge, and are as expected."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from conftest import Need
from front_door import TOP
from targets import FULL, MODES, TRICKY, cases, driver, with_hook
from targets._linted import matching, verdicts
from targets.reference import outcome
from tracking_plan.document import Limits
from tracking_plan.finding import Finding
from tracking_plan.generate import Job, generate
from tracking_plan.model.plan import Plan
from tracking_plan.model.validator import Validator
from tracking_plan.targets import shelf
from tracking_plan.targets._client import MARK, Client
from tracking_plan.targets._reading import client as client_of

PLANS = {"tricky": TRICKY, "saas": TOP / "plans" / "saas"}
GOLDEN = TOP / "tests" / "golden" / "targets"


@cache
def plan(name: str) -> Plan:
    from tracking_plan.cli._judge import plans

    [(found, _)] = plans(str(PLANS[name]), Limits())
    return found


@cache
def client(name: str, source: str = "") -> Client:
    findings: list[Finding] = []
    made = client_of(plan(name), source, findings.append)
    assert not findings
    return made


def files(target: str, name: str, source: str = "") -> dict[str, str]:
    outputs, findings = generate(plan(name), [Job(target, source, "out")])
    assert not findings, findings
    return dict(outputs[0].files)


@pytest.fixture
def made(need: Need, tmp_path: Path) -> Any:
    """`made(target, plan)`: the client's files in a folder; a tool that is missing skips the test."""

    def write(target: str, name: str) -> Path:
        for tool in driver(target).TOOLS:
            need(tool)
        for path, text in files(target, name).items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8", newline="")
        return tmp_path

    return write


def exact(found: Any) -> str:
    """JSON with the order of keys, in which 5 and 5.0 are one number and true is none."""
    return json.dumps(_whole(found))


def _whole(found: Any) -> Any:
    if isinstance(found, dict):
        return {name: _whole(held) for name, held in found.items()}
    if isinstance(found, list):
        return [_whole(held) for held in found]
    if isinstance(found, float) and found.is_integer():
        return int(found)
    return found


@pytest.mark.parametrize("name", PLANS)
def test_the_contract_agrees_with_the_judge_of_the_plan(name: str) -> None:
    """The reference, which every language is held against, refuses what the plan's own JSON Schema refuses, and why."""
    seen = 0
    for case in cases(client(name)):
        found = outcome(case)
        errors = [*Validator(case.call.schema).errors(case.data)]
        assert ("reasons" in found) == bool(errors), (case.label, found, errors)
        theirs = {(path(error.path, error.property), error.word) for error in errors}
        ours = {(reason["path"], reason["rule"]) for reason in found.get("reasons", ())}
        assert ours <= theirs, (case.label, ours - theirs)
        spoken = {place for place, rule in ours if rule in ("type", "enum", "additionalProperties")}
        assert all(place in spoken for place, rule in theirs - ours), (case.label, theirs - ours)
        assert not case.typed or not errors, case.label
        seen += 1
    assert seen > 500


def path(steps: tuple[str | int, ...], more: str | None) -> str:
    steps = (*steps, more) if more is not None else steps
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("target", with_hook("run"))
def test_clients_send_and_refuse_the_same(target: str, name: str, made: Any, tmp_path: Path) -> None:
    """As one another, and as `plan lint` does, to which all that they send is put, and all that they refuse."""
    folder, wanted = made(target, name), [*cases(client(name))]
    found = driver(target).run(folder, client(name), wanted)
    assert len(found) == len(wanted)
    for case, result in zip(wanted, found, strict=True):
        assert exact(result) == exact(outcome(case)), case.label
    for case, result, theirs in zip(wanted, found, verdicts(PLANS[name], tmp_path, wanted, found), strict=True):
        ours = {matching(reason) for reason in result.get("reasons", ())}
        assert bool(ours) == bool(theirs), (case.label, ours, theirs)
        assert ours <= theirs, (case.label, ours - theirs)
        # Of what has a wrong type, lint says as well which other checks it breaks.
        spoken = {place for rule, place in ours if rule in ("wrong-type", "unexpected-null")}
        assert {place for _, place in theirs - ours} <= spoken, (case.label, theirs - ours)


@pytest.mark.parametrize("target", with_hook("modes"))
def test_modes_options_and_stamp(target: str, made: Any) -> None:
    folder, all_cases = made(target, "tricky"), [*cases(client("tricky"))]
    wrong = next(case for case in all_cases if case.call.name == "Home Seen" and "reasons" in outcome(case))
    right = next(case for case in all_cases if case.call.name == "Home Seen" and case.typed)
    found = driver(target).modes(folder, client("tricky"), wrong, right)
    assert {mode: found[mode] for mode in MODES} == MODES
    message = {
        "call": "page", "event": "Home Seen", "userId": "u1", "anonymousId": "a1", "properties": {"path": "/"},
        "context": {**FULL["context"], "plan": {"name": 'tricky */ """ ${x} #{x} `', "version": "1.2.3"}},  # type: ignore[dict-item]
        "timestamp": FULL["timestamp"], "messageId": "m1",
    }  # fmt: skip
    assert exact(found["full"]) == exact(message)


@pytest.mark.parametrize("target", with_hook("compiles"))
def test_clients_compile_without_a_warning(target: str, made: Any) -> None:
    assert driver(target).compiles(made(target, "saas"), {}) == {"": ""}


@pytest.mark.parametrize("target", with_hook("WRONG"))
def test_wrong_calls_do_not_compile(target: str, made: Any) -> None:
    snippets = {"right": driver(target).RIGHT, **driver(target).WRONG}
    found = driver(target).compiles(made(target, "tricky"), snippets)
    assert (found.pop(""), found.pop("right")) == ("", "")
    assert {label for label, complaint in found.items() if complaint} == {*driver(target).WRONG}


@pytest.mark.parametrize("target", shelf.names)
def test_golden_files(target: str) -> None:
    folder = GOLDEN / target
    made = files(target, "tricky")
    if os.environ.get("UPDATE_GOLDEN"):
        for stale in [*folder.rglob("*")] if folder.exists() else []:
            if stale.is_file():
                stale.unlink()
        for name, text in made.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", newline="")
    there = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    assert sorted(there) == sorted(made), "UPDATE_GOLDEN=1 writes them"
    for name, text in made.items():
        assert there[name].read_bytes().decode() == text, f"{name}: UPDATE_GOLDEN=1 writes it"


@pytest.mark.parametrize("target", shelf.names)
def test_files_say_that_they_are_generated(target: str) -> None:
    for name, text in files(target, "saas").items():
        assert MARK in text[:2000], name
        assert text.endswith("\n") and "\r" not in text, name


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("target", with_hook("verdicts"))
def test_schemas_say_what_the_judge_says(target: str, name: str, made: Any) -> None:
    wanted = [*cases(client(name))]
    expected = [Validator(case.call.schema).is_valid(case.data) for case in wanted]
    for which, found in driver(target).verdicts(made(target, name), client(name), wanted).items():
        wrong = [case.label for case, one, other in zip(wanted, found, expected, strict=True) if one != other]
        assert not wrong, (which, wrong[:5])
