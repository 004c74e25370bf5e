"""Every real plan of a vendor: counted by itself, imported, validated, exported again and compared with what it was."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from front_door import TOP
from round_trips import Trip, differences, normal, there_and_back
from tracking_plan.cli._judge import plans
from tracking_plan.document import Limits
from vendor_cases import CASES, PLANS, Case, Counted, left_out

pytestmark = pytest.mark.skipif(not PLANS.is_dir(), reason=f"no real plans at {PLANS} (PLAN_SHARED names their folder)")


def planned(folder: Path) -> Counted:
    """What the imported plans hold, as the model has it."""
    found = [plan for plan, _ in plans(str(folder), Limits())]
    events = [event for plan in found for event in plan.events.values()]
    inside = [p for event in events for p in event.all_properties()]
    named = [p for p in inside if p.path[-1] != "items" or p.path[-2] == "properties"]
    return Counted(len(events), len(named), sum(p.required for p in named), sum(p.enum is not None for p in inside))


def unnamed(case: Case, trip: Trip) -> list[str]:
    """Differences that no line of a report names."""
    said = "\n".join((*trip.told, *trip.lost))
    found = differences(normal(case.same(case.texts())), normal(case.same(trip.files)))
    return [one for one in found if not any(re.search(what, one) and words in said for what, words in case.told)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.vendor}:{case.name}")
def test_there_and_back(case: Case, tmp_path: Path) -> None:
    trip = there_and_back(case.vendor, [*case.files], tmp_path)
    assert planned(trip.folder) == case.counts(case.texts())
    assert unnamed(case, trip) == []


def test_every_real_plan_is_in_the_table_or_it_is_said_why_not() -> None:
    assert [path.relative_to(PLANS).as_posix() for path, why in left_out() if not why] == []


def test_the_table_of_the_docs_is_what_the_script_prints() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/vendors_table.py"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    text = (TOP / "docs" / "vendors.md").read_text("utf-8")
    assert text.split("<!-- table -->\n")[1].split("<!-- /table -->")[0] == done.stdout
