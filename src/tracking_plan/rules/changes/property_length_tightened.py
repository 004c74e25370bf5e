"""A text has to be longer, or shorter, than before: `minLength` or `maxLength` was tightened.

Why: texts that were fine yesterday are refused today.

Code: Calls compile, and texts of another length are refused when they are sent.
Data: Every text fits where the old ones did.
Wire: Released versions send texts of another length.

Before:

    events:
      Project Created:
        properties:
          title:
            type: string
            maxLength: 200   # <- here

After:

    events:
      Project Created:
        properties:
          title:
            type: string
            maxLength: 80   # <- here

Before (a least length):

    events:
      Project Created:
        properties:
          title:   # <- here
            type: string

After (a least length):

    events:
      Project Created:
        properties:
          title:
            type: string
            minLength: 1   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, RISKY, SAFE, Difference, Said, Verdicts
from ._said import called, from_to, is_tighter

verdicts = Verdicts(code=RISKY, data=SAFE, wire=BREAKING)
looks_at = ("property.minLength", "property.maxLength")
mirror = ("property-length-loosened",)


def check_change(found: Difference) -> Iterator[Said]:
    if is_tighter(found):
        yield Said(f"`{found.key}` of {called(found)} goes {from_to(found)}", "look into the data first")
