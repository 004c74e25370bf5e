"""A property takes only the values of a list, and took others before.

Why: a closed list is a good thing to have, and the first day of it refuses whatever is not on it.

Code: Clients take the listed values only, so that callers that pass a plain text no longer compile.
Data: Every value is one that readers know.
Wire: Released versions send others.

Before:

    events:
      Project Created:
        properties:
          privacy:   # <- here
            type: string

After:

    events:
      Project Created:
        properties:
          privacy:
            type: string
            enum: [private, public]   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, SAFE, Difference, Said, Verdicts
from ._said import called, shown

verdicts = Verdicts(code=BREAKING, data=SAFE, wire=BREAKING)
looks_at = ("property.enum",)
mirror = ("property-enum-dropped",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.added:
        yield Said(
            f"{called(found)} takes only {shown(found.after)} now", "look into the data first: what else is sent?"
        )
