"""A text may be longer, or shorter, than before: `minLength` or `maxLength` was loosened.

Why: columns have a width, and what is too long is cut or refused.

Code: Calls compile as before.
Data: Readers get texts longer, or shorter, than they were told.
Wire: What was valid stays so.

Before:

    events:
      Project Created:
        properties:
          title:
            type: string
            maxLength: 80   # <- here

After:

    events:
      Project Created:
        properties:
          title:
            type: string
            maxLength: 200   # <- here

Before (no least length any more):

    events:
      Project Created:
        properties:
          title:
            type: string
            minLength: 1   # <- here

After (no least length any more):

    events:
      Project Created:
        properties:
          title:   # <- here
            type: string
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._said import called, from_to, is_tighter

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("property.minLength", "property.maxLength")
mirror = ("property-length-tightened",)


def check_change(found: Difference) -> Iterator[Said]:
    if not is_tighter(found):
        yield Said(f"`{found.key}` of {called(found)} goes {from_to(found)}")
