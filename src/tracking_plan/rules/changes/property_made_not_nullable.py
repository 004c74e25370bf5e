"""A property that could be null has to have a value.

Why: what always has a value is easier to read; but somebody has to find one, and versions in the field do not.

Code: Callers that pass null no longer compile.
Data: Fewer nulls.
Wire: Released versions send null at times.

Before:

    events:
      Project Created:
        properties:
          team_size:
            type: integer
            nullable: true   # <- here

After:

    events:
      Project Created:
        properties:
          team_size:   # <- here
            type: integer
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, SAFE, Difference, Said, Verdicts
from ._said import called

verdicts = Verdicts(code=BREAKING, data=SAFE, wire=BREAKING)
looks_at = ("property.nullable",)
mirror = ("property-made-nullable",)


def check_change(found: Difference) -> Iterator[Said]:
    if not found.after:
        yield Said(f"{called(found)} may no longer be null", "wait until no version that sends null is in use")
