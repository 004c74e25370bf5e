"""The example plans: `plans/saas` is clean, and each plan of `plans/wrong` is wrong exactly where it says so."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tracking_plan.check import Choice
from tracking_plan.cli import _judge
from tracking_plan.document import Limits

TOP = Path(__file__).parent.parent
WRONG = sorted((TOP / "plans" / "wrong").glob("*.yaml"))
MARK = re.compile(r"# <- ([a-z0-9, -]+)$")


def findings(folder: Path) -> list[tuple[str, int, str]]:
    verdict = _judge.judge([str(folder)], Choice(), Limits())
    return sorted((Path(f.at.file).name, f.at.line, f.rule) for f in verdict.findings)


def marked(path: Path) -> list[tuple[str, int, str]]:
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        mark = MARK.search(line.rstrip("\r"))
        if mark:
            found += [(path.name, number, rule.strip()) for rule in mark[1].split(",")]
    return sorted(found)


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_judge, "today", lambda: date(2026, 11, 24))


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_wrong_plans_are_wrong_where_they_say_so(path: Path) -> None:
    assert marked(path), f"{path.name} marks no line"
    assert sorted(set(findings(path))) == marked(path)


def test_the_example_plan_is_clean() -> None:
    assert findings(TOP / "plans" / "saas") == []


def test_the_wrong_plans_show_nearly_every_rule() -> None:
    from tracking_plan.rules import shelf

    shown = {rule for path in WRONG for _, _, rule in marked(path)}
    # These need a second file or plan, another command, or a text that is not a plan at all: their own pages test them.
    elsewhere = {
        "generated-name-clash",
        "defined-twice",
        "not-a-plan",
        "baseline-stale",
        "limit-exceeded",
        "too-many-events",
        "extends-cycle",
        "extends-unreadable",
        "inherited-changed",
        "inherited-twice",
        "inherited-widened",
    }
    assert set(shelf.own) - shown - elsewhere == set()
