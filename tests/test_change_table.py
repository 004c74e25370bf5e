"""The table of changes and perspectives, cell by cell and both ways, against a golden file that people have read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from test_rules import CHANGED, plan_of
from tracking_plan.diff import diff
from tracking_plan.model.change import Comparison
from tracking_plan.rules import shelf

GOLDEN = Path(__file__).parent / "golden" / "changes.txt"


def rows() -> Iterator[str]:
    """Of each example on a page: what is told on the way there, and on the way back."""
    for pair in CHANGED:
        _, before, after = pair.values
        old, new = plan_of(before), plan_of(after)
        yield f"{pair.id}\n"
        for way, found in (("->", diff(old, new)), ("<-", diff(new, old))):
            yield from (f"  {way} {line}\n" for line in told(found))


def told(found: Comparison) -> Iterator[str]:
    for change in found.changes:
        code, data, wire = (verdict.word for verdict in change.verdicts)
        yield f"{change.rule:32} code {code:8}  data {data:8}  wire {wire:8}  asks {change.level}"


def test_every_cell() -> None:
    text = "".join(rows())
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(text)
    assert text == GOLDEN.read_text(), "UPDATE_GOLDEN=1 writes the golden file anew: read it before you commit it"


def test_every_rule_is_in_the_table() -> None:
    named = {line.split()[1] for line in GOLDEN.read_text().splitlines() if line.startswith("  ->")}
    looking = {name for name, module in shelf.boards["changes"].all() if hasattr(module, "check_change")}
    assert named >= looking
