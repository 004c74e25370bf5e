"""How fast `plan diff` compares a plan with what it was a commit ago, beside `plan validate` of it."""

from __future__ import annotations

import sys

from _measure import WORK, Promise, judge, measure, show
from _plans import plan_files
from _repositories import at, edited, repository

US, BASE = "plan diff HEAD~1", "plan validate"


def main() -> int:
    first = plan_files(1000, 100)
    folder = repository(WORK / "thousand", first, edited(first, 3, 1000))
    peers = [at(folder, BASE, "validate", "plans"), at(folder, US, "diff", "HEAD~1")]
    figures = measure(peers, 9)
    show("1,000 events in 100 files, and a commit that changes one of them", peers, figures, BASE)
    return judge([Promise("plan diff against plan validate", figures[US].fastest / figures[BASE].fastest, 2.5)])


if __name__ == "__main__":
    sys.exit(main())
