"""A property may be null.

Why: whoever reads it has never had to think of rows without a value.

Code: Calls compile as before.
Data: Readers get nulls where there were none.
Wire: What was valid stays so.

Before:

    events:
      Project Created:
        properties:
          team_size:   # <- here
            type: integer

After:

    events:
      Project Created:
        properties:
          team_size:
            type: integer
            nullable: true   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._said import called

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("property.nullable",)
mirror = ("property-made-not-nullable",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.after:
        yield Said(f"{called(found)} may be null now", "tell its readers that there will be nulls")
