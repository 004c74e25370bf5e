"""An event is retired: it is no longer sent.

Why: its name stays taken, so that nobody gives it another meaning; but those who read it get nothing any more.

Code: Clients leave it out, so that callers no longer compile.
Data: Rows stop coming, and whatever is built on them runs dry.
Wire: Released versions send it still, and are told that it is retired.

Before:

    events:
      Trial Started:
        status: deprecated   # <- here

After:

    events:
      Trial Started:
        status: retired   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, RISKY, Difference, Said, Verdicts
from ._said import called

verdicts = Verdicts(code=BREAKING, data=BREAKING, wire=RISKY)
looks_at = ("event.status",)
mirror = ("event-revived", "event-readded", "event-deprecated")


def check_change(found: Difference) -> Iterator[Said]:
    if found.after == "retired":
        yield Said(f"{called(found)} is retired: it was {found.before}")
