"""A list says what its items are, and took any before.

Why: items that were fine yesterday are refused today.

Code: Callers that pass other items no longer compile.
Data: Every item is of a kind that readers know.
Wire: Released versions send other items.

Before:

    events:
      Project Created:
        properties:
          tags:   # <- here
            type: array

After:

    events:
      Project Created:
        properties:
          tags:
            type: array
            items: {type: string}   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, SAFE, Difference, Said, Verdicts
from ._said import called

verdicts = Verdicts(code=BREAKING, data=SAFE, wire=BREAKING)
looks_at = ("property.items",)
mirror = ("property-items-undescribed",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.added:
        yield Said(f"{called(found)} says what its items are now", "look into the data first: what else is sent?")
