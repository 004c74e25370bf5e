"""The dictionary has one property less.

Why: a name lost its meaning; what it does to events, the events that took it say.

Code: Nothing by itself: an event that took it differs, and says so.
Data: Nothing by itself: an event that took it differs, and says so.
Wire: Nothing by itself: an event that took it differs, and says so.

Before:

    properties:
      project_id: {type: string}
      team_size: {type: integer}   # <- here

After:

    properties:
      project_id: {type: string}
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ._said import called

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("definition",)
mirror = ("definition-added",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.removed:
        yield Said(f"{called(found)} is removed")
