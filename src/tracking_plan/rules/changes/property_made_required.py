"""A property that could be left out has to be there.

Why: what is always there is easier to read; but somebody has to send it, and versions in the field do not.

Code: Callers that leave it out no longer compile.
Data: Fewer nulls.
Wire: Released versions leave it out at times.

Before:

    events:
      Project Created:
        properties:
          team_size:
            type: integer
            required: false   # <- here

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
looks_at = ("property.required",)
mirror = ("property-made-optional",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.after:
        yield Said(f"{called(found)} has to be there now", "wait until no version that leaves it out is in use")
