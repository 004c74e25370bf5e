"""An event is gone from the plan.

Why: whoever calls it, reads it or still sends it is left without it. An event that is no longer sent is better kept as
`status: retired`: then its name stays taken, and nobody gives it another meaning. That holds whatever its status was: a
status is what people say, most plans say none, and a version may have gone out before anybody moved it to `live`. If
nothing ever sent it, acknowledge the change, and say so.

Code: Its function is gone, so that callers no longer compile.
Data: Rows stop coming, and whatever is built on them runs dry.
Wire: Released versions send it still, and it is unplanned now.

Before:

    events:
      Signup Completed: {description: A person has an account}
      Project Created: {description: A project exists}   # <- here

After:

    events:
      Signup Completed: {description: A person has an account}
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, Difference, Said, Verdicts
from ...model.event import Event
from .._renames import is_unsent
from ._said import called

verdicts = Verdicts(code=BREAKING, data=BREAKING, wire=BREAKING)
looks_at = ("event",)
mirror = ("event-added", "event-readded")


def check_change(found: Difference) -> Iterator[Said]:
    if found.removed:
        old, hint = found.old, "set it to `status: retired`, or name it under `was` of the event that it became"
        if isinstance(old, Event) and is_unsent(old):
            hint = f"it was only {old.status}: acknowledge the change if nothing sends it"
        yield Said(f"{called(found)} is removed", hint)
