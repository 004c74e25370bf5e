"""Goes there and back with every real plan of ../shared and prints the table of docs/vendors.md; --write puts it there."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).parent.parent
sys.path.insert(0, str(TOP / "tests"))

from round_trips import differences, normal, there_and_back  # noqa: E402
from vendor_cases import CASES, PLANS, left_out  # noqa: E402

HEAD = "| vendor | data set | events | properties | required | enums | told by import | told by export | differences |\n|---|---|--:|--:|--:|--:|--:|--:|--:|\n"


def table() -> str:
    lines = [HEAD]
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            trip = there_and_back(case.vendor, [*case.files], Path(folder))
        counted = case.counts(case.texts())
        found = sum(1 for _ in differences(normal(case.same(case.texts())), normal(case.same(trip.files))))
        cells = (*counted, len(trip.told), len(trip.lost), found)
        lines.append(f"| {case.vendor} | {case.name} | {' | '.join(map(str, cells))} |\n")
    return "".join((*lines, "\n", *aside()))


def aside() -> list[str]:
    """Which files are not in the table, and why."""
    files: dict[tuple[str, str], int] = {}
    for path, why in left_out():
        key = (path.relative_to(PLANS).parts[0], why)
        files[key] = files.get(key, 0) + 1
    return [
        "Not in it:\n\n",
        *(f"- {folder}, {number} file{'s' if number > 1 else ''}: {why}\n" for (folder, why), number in files.items()),
    ]


def main() -> None:
    if not PLANS.is_dir():
        sys.exit(f"no real plans at {PLANS}; PLAN_SHARED names their folder")
    made = table()
    if "--write" not in sys.argv[1:]:
        sys.stdout.write(made)
        return
    page = TOP / "docs" / "vendors.md"
    before, rest = page.read_text("utf-8").split("<!-- table -->\n")
    page.write_text(f"{before}<!-- table -->\n{made}<!-- /table -->{rest.split('<!-- /table -->')[1]}", "utf-8")


if __name__ == "__main__":
    main()
