"""The dictionary has one more property.

Why: one more name with a meaning; what it does to events, the events that take it say.

Code: Nothing, until an event takes it.
Data: Nothing, until an event takes it.
Wire: Nothing, until an event takes it.

Before:

    properties:
      project_id: {type: string}

After:

    properties:
      project_id: {type: string}
      team_size: {type: integer}   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ._said import called

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("definition",)
mirror = ("definition-removed",)
level = "minor"


def check_change(found: Difference) -> Iterator[Said]:
    if found.added:
        yield Said(f"{called(found)} is new")
