"""A property takes values of more types than before.

Why: a column of whole numbers that gets fractions, or one of numbers that gets texts, is cast, split or refused by what
reads it.

Code: Calls compile in most languages; in Swift and Kotlin a whole number is not taken where a fraction is meant.
Data: Readers get values that they have never seen, and warehouses may need another column.
Wire: What was valid stays so.

Before:

    events:
      Project Created:
        properties:
          budget:
            type: integer   # <- here

After:

    events:
      Project Created:
        properties:
          budget:
            type: number   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._said import called
from ._types import types, within

verdicts = Verdicts(code=RISKY, data=RISKY, wire=SAFE)
looks_at = ("property.type",)
mirror = ("property-type-narrowed", "property-type-widened")


def check_change(found: Difference) -> Iterator[Said]:
    if within(found.before, found.after):
        yield Said(f"{called(found)} takes {types(found.after)} now, no longer only {types(found.before)}")
