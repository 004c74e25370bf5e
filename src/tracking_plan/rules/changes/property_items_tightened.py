"""A list has to hold more, or fewer, items than before, or none twice: `minItems`, `maxItems`, `uniqueItems`.

Why: lists that were fine yesterday are refused today.

Code: Calls compile, and other lists are refused when they are sent.
Data: Every list is one that readers know.
Wire: Released versions send other lists.

Before:

    events:
      Project Created:
        properties:
          tags:
            type: array
            items: {type: string}
            maxItems: 20   # <- here

After:

    events:
      Project Created:
        properties:
          tags:
            type: array
            items: {type: string}
            maxItems: 5   # <- here

Before (at least one):

    events:
      Project Created:
        properties:
          tags:   # <- here
            type: array
            items: {type: string}

After (at least one):

    events:
      Project Created:
        properties:
          tags:
            type: array
            items: {type: string}
            minItems: 1   # <- here

Before (none twice):

    events:
      Project Created:
        properties:
          tags:   # <- here
            type: array
            items: {type: string}

After (none twice):

    events:
      Project Created:
        properties:
          tags:
            type: array
            items: {type: string}
            uniqueItems: true   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, RISKY, SAFE, Difference, Said, Verdicts
from ._said import called, from_to, is_tighter

verdicts = Verdicts(code=RISKY, data=SAFE, wire=BREAKING)
looks_at = ("property.minItems", "property.maxItems", "property.uniqueItems")
mirror = ("property-items-loosened",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.key == "uniqueItems":
        if found.after:
            yield Said(f"{called(found)} may hold no item twice now", "look into the data first")
    elif is_tighter(found):
        yield Said(f"`{found.key}` of {called(found)} goes {from_to(found)}", "look into the data first")
