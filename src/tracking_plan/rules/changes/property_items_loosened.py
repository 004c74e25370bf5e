"""A list may hold more, or fewer, items than before, or some twice: `minItems`, `maxItems`, `uniqueItems`.

Why: who counts by items counts more, and who takes the first of a list may find none.

Code: Calls compile as before.
Data: Readers get lists that they have never seen.
Wire: What was valid stays so.

Before:

    events:
      Project Created:
        properties:
          tags:
            type: array
            items: {type: string}
            maxItems: 5   # <- here

After:

    events:
      Project Created:
        properties:
          tags:
            type: array
            items: {type: string}
            maxItems: 20   # <- here

Before (some twice):

    events:
      Project Created:
        properties:
          tags:
            type: array
            items: {type: string}
            uniqueItems: true   # <- here

After (some twice):

    events:
      Project Created:
        properties:
          tags:   # <- here
            type: array
            items: {type: string}
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._said import called, from_to, is_tighter

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("property.minItems", "property.maxItems", "property.uniqueItems")
mirror = ("property-items-tightened",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.key == "uniqueItems":
        if not found.after:
            yield Said(f"{called(found)} may hold an item twice now")
    elif not is_tighter(found):
        yield Said(f"`{found.key}` of {called(found)} goes {from_to(found)}")
