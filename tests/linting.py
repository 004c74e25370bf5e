"""Lints inside this process: a plan and a log as text, by the engine and the functions that the command calls."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from tracking_plan import load
from tracking_plan.document import read
from tracking_plan.finding import Finding
from tracking_plan.lint.engines import local
from tracking_plan.lint.opening import Wanted, open_logs, tell_strange
from tracking_plan.lint.rulebook import Rulebook
from tracking_plan.lint.whole import Tell, Whole
from tracking_plan.model.plan import Plan

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def plan_of(text: str) -> Plan:
    return load.load([read(text, "plan.yaml"), read("plan: 1", "root.yaml")], TODAY)


def linted(
    plan: Plan,
    log: bytes | Mapping[str, bytes],
    envelope: str = "auto",
    jobs: int = 1,
    settings: Mapping[str, object] = {},
    most: int = 100,
    keep_rejects: bool = True,
    tell: Tell = lambda size, lines: None,
) -> Whole:
    """What a log comes to, or several by their names; of findings so many of each severity are kept."""
    logs = {"log.ndjson": log} if isinstance(log, bytes) else log
    with tempfile.TemporaryDirectory() as there:
        folder = Path(there)
        for name, content in logs.items():
            (folder / name).write_bytes(content)
        kept = folder / "kept"
        kept.mkdir()
        book = Rulebook(plan, NOW, **settings)  # type: ignore[arg-type]
        wanted = Wanted(envelope, jobs=jobs, most=most)
        opened = open_logs([str(folder / name) for name in logs], plan, book, str(kept), wanted)
        rejected: list[bytes] = []
        opened.job.keep_rejects = keep_rejects
        whole = Whole(opened.job, rejected.append if keep_rejects else None)
        local.judge(opened.job, whole, tell, jobs)
        tell_strange(opened, whole)
        whole.found, whole.rejected = whole.findings(), rejected  # type: ignore[attr-defined]
        return whole


def findings(whole: Whole) -> list[Finding]:
    found: list[Finding] = whole.found  # type: ignore[attr-defined]
    return found
