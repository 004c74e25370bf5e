"""Prints what the rule `personal-value` takes for personal in the real logs of ../shared: by kind, data set and property."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

TOP = Path(__file__).parent.parent
sys.path.insert(0, str(TOP / "tests"))

from log_cases import LOGS  # noqa: E402
from log_texts import flagged  # noqa: E402

_SHOWN = 60


def main() -> None:
    if not LOGS.is_dir():
        sys.exit(f"no real logs at {LOGS}; PLAN_SHARED names their folder")
    number, found = flagged()
    print(f"{number:,} texts, of which {found.total():,} look personal\n")
    print("| looks like | logs of | property | texts | one of them |\n|---|---|---|--:|---|")
    counts: Counter[tuple[str, str, str]] = Counter()
    samples: dict[tuple[str, str, str], str] = {}
    for one, times in found.items():
        key = one.kind, one.log.partition("/")[0], one.name
        counts[key] += times
        samples.setdefault(key, one.text[:_SHOWN])
    for key, times in sorted(counts.items(), key=lambda each: (each[0][0], -each[1])):
        print(f"| {' | '.join(key)} | {times:,} | `{samples[key]}` |")


if __name__ == "__main__":
    main()
