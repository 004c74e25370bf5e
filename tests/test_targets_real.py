"""Clients of real plans, imported from the formats of other tools: they compile, and what falls together is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Need
from front_door import inside
from targets import typescript
from targets._node import node
from tracking_plan.cli._judge import plans
from tracking_plan.document import Limits
from tracking_plan.generate import Job, generate
from tracking_plan.model.plan import Plan
from vendor_cases import CASES, PLANS, Case

pytestmark = pytest.mark.skipif(not PLANS.is_dir(), reason=f"no real plans at {PLANS} (PLAN_SHARED names their folder)")
SOME = [case for case in CASES if case.vendor in ("segment", "rudderstack", "mparticle", "glean", "gitlab", "snowplow")]
FALL_TOGETHER = {"bad-pattern", "generated-name-clash"}
"""What may be wrong with a real plan for code: two of its names fall together, or a pattern is not one for every engine."""


def imported(case: Case, folder: Path) -> Iterator[Plan]:
    ended = inside("import", case.vendor, *case.files, "--out", folder, "--quiet")
    assert ended.code == 0, ended
    yield from (plan for plan, _ in plans(str(folder), Limits()))


@pytest.mark.parametrize("case", SOME, ids=lambda case: f"{case.vendor}:{case.name}")
def test_clients_of_real_plans_compile(case: Case, need: Need, tmp_path: Path) -> None:
    need("node")
    need("npm")
    made, told = 0, 0
    for number, plan in enumerate(imported(case, tmp_path / "plan")):
        targets = ("typescript", "javascript")
        outputs, findings = generate(plan, [Job(target, "", target) for target in targets])
        assert {finding.rule for finding in findings} <= FALL_TOGETHER
        told += len(findings)
        if findings or made >= 5:
            continue
        made += 1
        for output in outputs:
            folder = tmp_path / "code" / f"{output.job.target}{number}"
            folder.mkdir(parents=True)
            for name in ("index.ts", "index.js", "index.d.ts"):
                if name in output.files:
                    (folder / name).write_text(output.files[name], encoding="utf-8")
            if output.job.target == "javascript":
                node("--check", "--input-type=module", "-", cwd=folder, stdin=output.files["index.js"])
    assert made or told
    if made:
        assert typescript.compiles(tmp_path / "code", {}) == {"": ""}
