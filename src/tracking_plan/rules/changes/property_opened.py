"""An object takes properties that it does not name.

Why: whatever anybody puts into it is accepted from now on, typing errors and personal data among it.

Code: Calls compile as before.
Data: Columns appear that nobody described.
Wire: What was valid stays so.

Before:

    events:
      Project Created:
        properties:
          place:   # <- here
            type: object
            properties: {city: {type: string}}

After:

    events:
      Project Created:
        properties:
          place:
            type: object
            properties: {city: {type: string}}
            additional_properties: true   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._said import called

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("property.additional_properties",)
mirror = ("property-closed",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.after:
        yield Said(f"{called(found)} takes properties that it does not name", "name those that are wanted instead")
