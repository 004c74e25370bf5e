"""How fast the release notes of a plan, and the history of one event, come out of 500 commits, beside one `plan validate`."""

from __future__ import annotations

import sys

from _measure import WORK, Promise, judge, measure, show
from _plans import events, plan_files
from _repositories import at, edited, repository

COMMITS, EVENTS, FILES = 500, 200, 20
BASE = "plan validate"


def main() -> int:
    first = plan_files(EVENTS, FILES)
    some = repository(WORK / "some", first, edited(first, COMMITS, 10))
    every = repository(WORK / "every", first, edited(first, COMMITS, 1))
    name = next(events(1)).name
    peers = [
        at(some, BASE, "validate", "plans"),
        at(some, "plan changelog, a version in ten commits", "changelog"),
        at(every, "plan changelog, a version a commit", "changelog"),
        at(some, "plan history of an event", "history", name),
    ]
    figures = measure(peers, 3)
    show(f"{COMMITS} commits, each of which changes one of {FILES} files with {EVENTS} events", peers, figures, BASE)
    base = figures[BASE].fastest
    return judge(
        [Promise(f"{peer.name} against {BASE}", figures[peer.name].fastest / base, 20.0) for peer in peers[1:]]
    )


if __name__ == "__main__":
    sys.exit(main())
