"""Clients of real plans, imported from the formats of other tools, compile in every language, all of them in one go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from conftest import Need
from front_door import inside
from targets import driver, with_hook
from tracking_plan.cli._judge import plans
from tracking_plan.document import Limits
from tracking_plan.finding import Finding
from tracking_plan.generate import Job, generate
from tracking_plan.model.plan import Plan
from tracking_plan.targets import shelf
from vendor_cases import CASES, PLANS

pytestmark = pytest.mark.skipif(not PLANS.is_dir(), reason=f"no real plans at {PLANS} (PLAN_SHARED names their folder)")
CLASH = "generated-name-clash"
MOST = 6
"""Of each tool so many plans are compiled."""
FALL_TOGETHER = {"Typewriter E2E"}
"""Plans whose own names fall together in code, which they were made to show."""


class Real(NamedTuple):
    """A real plan: of which tool, and what its clients were refused for until it was mended as the hint says."""

    vendor: str
    plan: Plan
    told: frozenset[str]


@cache
def real() -> tuple[Real, ...]:
    """Every real plan that can be imported, once where several files hold the same."""
    with TemporaryDirectory() as folder:
        return tuple(_real(Path(folder)))


def spread() -> list[Real]:
    """Those that are compiled: of each tool the largest."""
    largest = sorted(real(), key=lambda one: -len(one.plan.events))
    return [one for one in largest if [two for two in largest if two.vendor == one.vendor].index(one) < MOST]


def _real(folder: Path) -> Iterator[Real]:
    sets = [(case.vendor, case.files) for case in CASES]
    sets.append(("rudderstack", tuple(sorted(PLANS.glob("rudder-*/**/*.y*ml")))))
    seen: set[str] = set()
    for number, (vendor, files) in enumerate(sets):
        place = folder / str(number)
        ended = inside("import", vendor, *files, "--out", place, "--quiet")
        assert ended.code == 0, ended
        text = "".join(path.read_text("utf-8") for path in sorted(place.rglob("*.yaml")))
        if text not in seen:
            seen.add(text)
            for plan, _ in plans(str(place), Limits()):
                told = mended(Path(plan.folder))
                yield Real(vendor, plan, told) if not told else Real(vendor, _one(plan.folder), told)


def _one(folder: str) -> Plan:
    [(plan, _)] = plans(folder, Limits())
    return plan


def mended(folder: Path) -> frozenset[str]:
    """Give each second one of the names that fall together one of its own, as the hint says; the messages."""
    told: set[str] = set()
    for turn in range(9):
        found = [one for one in clashes(_one(str(folder))) if one.rule == CLASH]
        if not found:
            return frozenset(told)
        told |= {one.message for one in found}
        for file in {one.at.file for one in found}:
            rows = Path(file).read_text("utf-8").split("\n")
            for line in sorted({one.at.line for one in found if one.at.file == file}, reverse=True):
                lead = re.match(r" *", rows[line - 1])
                assert lead is not None and rows[line - 1].endswith(":"), rows[line - 1]
                rows.insert(line, f"{lead[0]}  x-identifier: {rows[line - 1].strip(' :')} again {turn}")
            Path(file).write_text("\n".join(rows), "utf-8")
    raise AssertionError(told)


def clashes(plan: Plan) -> Sequence[Finding]:
    return generate(plan, [Job(target, "", "src/made") for target in shelf.names])[1]


def test_every_real_plan_is_here() -> None:
    found = real()
    assert {one.vendor for one in found} == {case.vendor for case in CASES}
    assert sum(len(one.plan.events) for one in found) > 500
    assert {one.plan.name for one in found if one.told} == FALL_TOGETHER
    for one in found:
        for message in one.told:
            assert "ollided" in message, message


@pytest.mark.parametrize("target", shelf.names)
def test_clients_of_real_plans_compile(target: str, need: Need, tmp_path: Path) -> None:
    for tool in driver(target).TOOLS:
        need(tool)
    compiled = spread()
    for number, one in enumerate(real()):
        outputs, findings = generate(one.plan, [Job(target, "", f"src/plan{number}")])
        assert not findings
        if one not in compiled:
            continue
        for name, text in outputs[0].files.items():
            path = tmp_path / f"plan{number}" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
    if target in with_hook("all_compile"):
        assert driver(target).all_compile(tmp_path) == ""
        return
    for path in sorted(tmp_path.rglob("*.*")):
        assert driver(target).parses(path.read_text("utf-8")) > 0, path
