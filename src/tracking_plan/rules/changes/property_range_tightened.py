"""A number has to be larger, or smaller, than before: `minimum` or `maximum` was tightened.

Why: numbers that were fine yesterday are refused today.

Code: Calls compile, and numbers out of range are refused when they are sent.
Data: Every number is one that readers know.
Wire: Released versions send numbers out of range.

Before:

    events:
      Project Created:
        properties:
          team_size:
            type: integer
            maximum: 500   # <- here

After:

    events:
      Project Created:
        properties:
          team_size:
            type: integer
            maximum: 100   # <- here

Before (a bound where there was none):

    events:
      Project Created:
        properties:
          team_size:   # <- here
            type: integer

After (a bound where there was none):

    events:
      Project Created:
        properties:
          team_size:
            type: integer
            minimum: 1   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, RISKY, SAFE, Difference, Said, Verdicts
from ._said import called, from_to, is_tighter

verdicts = Verdicts(code=RISKY, data=SAFE, wire=BREAKING)
looks_at = ("property.minimum", "property.maximum")
mirror = ("property-range-loosened",)


def check_change(found: Difference) -> Iterator[Said]:
    if is_tighter(found):
        yield Said(f"`{found.key}` of {called(found)} goes {from_to(found)}", "look into the data first")
