"""An event is deprecated: it is still sent, and will not be for long.

Why: the time to move away from it is now, while both the old and the new are there.

Code: Compilers warn its callers; where a warning is an error, the build ends.
Data: What is built on it has to move before it runs dry.
Wire: Records of it are valid as before.

Before:

    events:
      Trial Started:
        status: live   # <- here

After:

    events:
      Trial Started:
        status: deprecated   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ...model.event import Event
from ...shelf import quote
from ._said import called

verdicts = Verdicts(code=RISKY, data=RISKY, wire=SAFE)
looks_at = ("event.status",)
mirror = ("event-status-out-of-order", "event-retired")


def check_change(found: Difference) -> Iterator[Said]:
    if found.after == "deprecated":
        new = found.new
        instead = new.replaced_by if isinstance(new, Event) else None
        hint = f"move to {quote(instead)}" if instead else ""
        yield Said(f"{called(found)} is deprecated: it was {found.before}", hint)
