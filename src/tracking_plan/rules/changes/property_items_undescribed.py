"""A list no longer says what its items are, and takes any.

Why: whoever reads the items can no longer know what they get.

Code: Calls compile as before.
Data: Readers get items that they have never seen.
Wire: What was valid stays so.

Before:

    events:
      Project Created:
        properties:
          tags:
            type: array
            items: {type: string}   # <- here

After:

    events:
      Project Created:
        properties:
          tags:   # <- here
            type: array
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._said import called

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("property.items",)
mirror = ("property-items-described",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.removed:
        yield Said(f"{called(found)} no longer says what its items are")
