"""A number may be larger, or smaller, than before: `minimum` or `maximum` was loosened.

Why: buckets, axes and column types were chosen for the numbers that could come.

Code: Calls compile as before.
Data: Readers get numbers beyond what they were told.
Wire: What was valid stays so.

Before:

    events:
      Project Created:
        properties:
          team_size:
            type: integer
            maximum: 100   # <- here

After:

    events:
      Project Created:
        properties:
          team_size:
            type: integer
            maximum: 500   # <- here

Before (no bound any more):

    events:
      Project Created:
        properties:
          team_size:
            type: integer
            minimum: 1   # <- here

After (no bound any more):

    events:
      Project Created:
        properties:
          team_size:   # <- here
            type: integer
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._said import called, from_to, is_tighter

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("property.minimum", "property.maximum")
mirror = ("property-range-tightened",)


def check_change(found: Difference) -> Iterator[Said]:
    if not is_tighter(found):
        yield Said(f"`{found.key}` of {called(found)} goes {from_to(found)}")
