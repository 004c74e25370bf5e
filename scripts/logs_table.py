"""Infers a plan from every real log of ../shared, lints it and plants faults; prints the table of docs/envelopes.md; --write puts it there."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).parent.parent
sys.path.insert(0, str(TOP / "tests"))

from log_cases import LOGS, cases  # noqa: E402
from log_trips import Trip, trip  # noqa: E402

HEAD = "| logs of | read by | logs | records | faults planted | found on their line |\n|---|---|--:|--:|--:|--:|\n"
NONE = "\n| logs of | that hold no event, as each is | logs |\n|---|---|--:|\n"


def trips() -> Iterator[Trip]:
    """A trip with each log."""
    for case in cases():
        with tempfile.TemporaryDirectory() as folder:
            yield trip(case, Path(folder))


def table(made: list[Trip]) -> str:
    """Those that are read, and those that hold nothing to be read, each kind on a line."""
    sums: dict[tuple[str, str], list[int]] = {}
    none: Counter[tuple[str, str]] = Counter()
    for one in made:
        of = one.case.name.partition("/")[0]
        if not one.envelope:
            none[of, one.case.none] += 1
            continue
        by = f"`{one.envelope}`" + (", a few lines" if one.is_own else "")
        missed = sum(" on " in fault for fault in one.missed)
        numbers = (1, one.records, len(one.planted), len(one.planted) - missed)
        held = sums.setdefault((of, by), [0, 0, 0, 0])
        sums[of, by] = [number + more for number, more in zip(held, numbers, strict=True)]
    lines = [
        f"| {of} | {by} | {' | '.join(f'{number:,}' for number in numbers)} |\n"
        for (of, by), numbers in sorted(sums.items())
    ]
    others = [f"| {of} | {why} | {number} |\n" for (of, why), number in sorted(none.items())]
    return "".join([HEAD, *lines, NONE, *others])


def faults(made: list[Trip]) -> Iterator[str]:
    """What is not as it should be."""
    for one in made:
        if not one.envelope and not one.case.none:
            yield f"{one.case.name}: nothing is read from it, and nobody says why"
        if one.envelope and not one.planted:
            yield f"{one.case.name}: no fault can be planted in it"
        for found in one.unclean:
            yield f"{one.case.name}: not clean by its own plan: {found}"
        for missed in one.missed:
            yield f"{one.case.name}: {missed}"


def main() -> None:
    if not LOGS.is_dir():
        sys.exit(f"no real logs at {LOGS}; PLAN_SHARED names their folder")
    made = [*trips()]
    text = table(made)
    for fault in faults(made):
        print(fault, file=sys.stderr)
    if "--write" not in sys.argv[1:]:
        sys.stdout.write(text)
        return
    page = TOP / "docs" / "envelopes.md"
    before, rest = page.read_text("utf-8").split("<!-- table -->\n")
    page.write_text(f"{before}<!-- table -->\n{text}<!-- /table -->{rest.split('<!-- /table -->')[1]}", "utf-8")


if __name__ == "__main__":
    main()
