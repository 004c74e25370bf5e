"""A property is new that need not be there.

Why: nobody is asked for anything; who has it may send it.

Code: Callers may pass one thing more.
Data: One more column, empty in old rows.
Wire: Released versions leave it out, as they may.

Before:

    events:
      Project Created:   # <- here
        properties:
          project_id: {type: string}

After:

    events:
      Project Created:
        properties:
          project_id: {type: string}
          team_size: {type: integer, required: false}   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ._said import called, must_have

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("property",)
mirror = ("property-removed",)
level = "minor"


def check_change(found: Difference) -> Iterator[Said]:
    if found.added and not must_have(found):
        yield Said(f"{called(found)} is new, and may be left out")
