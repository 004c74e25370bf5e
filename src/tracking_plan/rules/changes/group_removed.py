"""A property group is gone.

Why: what it does to events, the events that included it say.

Code: Nothing by itself: an event that included it differs, and says so.
Data: Nothing by itself: an event that included it differs, and says so.
Wire: Nothing by itself: an event that included it differs, and says so.

Before:

    property_groups:
      session: {session_id: {type: string}}   # <- here

After:

    events: {}
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ...shelf import quote

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("group",)
mirror = ("group-added",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.removed:
        yield Said(f"group {quote(found.path[1])} is removed")
