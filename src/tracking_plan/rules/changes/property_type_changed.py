"""A property is of another type.

Why: nobody's code, table or version fits any more. Another type is another property.

Code: Callers that pass the old type no longer compile.
Data: Columns cannot hold the new values, or hold two kinds of them.
Wire: Released versions send the old type.

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
            type: string   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, Difference, Said, Verdicts
from ._said import called
from ._types import types, within

verdicts = Verdicts(code=BREAKING, data=BREAKING, wire=BREAKING)
looks_at = ("property.type",)
mirror = ("property-type-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    if not within(found.before, found.after) and not within(found.after, found.before):
        yield Said(
            f"{called(found)} takes {types(found.after)} now, no longer {types(found.before)}",
            "plan a property with another name, and deprecate this one",
        )
