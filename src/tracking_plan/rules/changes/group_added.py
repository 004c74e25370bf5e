"""A property group is new.

Why: properties that travel together have a name; what it does to events, the events that include it say.

Code: Nothing, until an event includes it.
Data: Nothing, until an event includes it.
Wire: Nothing, until an event includes it.

Before:

    events: {}

After:

    property_groups:
      session: {session_id: {type: string}}   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ...shelf import quote

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("group",)
mirror = ("group-removed",)
level = "minor"


def check_change(found: Difference) -> Iterator[Said]:
    if found.added:
        yield Said(f"group {quote(found.path[1])} is new")
