"""A property takes values of fewer types than before.

Why: what is read becomes plainer; what is sent has to follow, and versions in the field do not.

Code: Callers that pass one of the other types no longer compile.
Data: Every value is of a type that readers know.
Wire: Released versions send the other types.

Before:

    events:
      Project Created:
        properties:
          budget:
            type: number   # <- here

After:

    events:
      Project Created:
        properties:
          budget:
            type: integer   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, SAFE, Difference, Said, Verdicts
from ._said import called
from ._types import types, within

verdicts = Verdicts(code=BREAKING, data=SAFE, wire=BREAKING)
looks_at = ("property.type",)
mirror = ("property-type-widened",)


def check_change(found: Difference) -> Iterator[Said]:
    if within(found.after, found.before) and not within(found.before, found.after):
        yield Said(
            f"{called(found)} takes only {types(found.after)} now, no longer {types(found.before)}",
            "plan a property with another name, and deprecate this one",
        )
