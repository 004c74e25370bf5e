"""A text need no longer be of a format.

Why: whoever reads it as a date, or as an address, may find something else.

Code: Callers pass a text where they passed a date, and no longer compile.
Data: Readers get texts that they cannot cast.
Wire: What was valid stays so.

Before:

    events:
      Project Created:
        properties:
          due:
            type: string
            format: date   # <- here

After:

    events:
      Project Created:
        properties:
          due:   # <- here
            type: string
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, RISKY, SAFE, Difference, Said, Verdicts
from ._said import called, shown

verdicts = Verdicts(code=BREAKING, data=RISKY, wire=SAFE)
looks_at = ("property.format",)
mirror = ("property-format-added",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.removed:
        yield Said(f"{called(found)} need no longer be of the format {shown(found.before)}")
