"""An object no longer takes properties that it does not name.

Why: whoever put more into it has to stop, or plan it. An object that names no properties takes any: the first one named
closes it.

Code: Callers that put more into it no longer compile.
Data: Columns that nobody planned run dry.
Wire: Released versions may put more into it, which is unplanned now.

Before:

    events:
      Project Created:
        properties:
          place:
            type: object
            properties: {city: {type: string}}
            additional_properties: true   # <- here

After:

    events:
      Project Created:
        properties:
          place:   # <- here
            type: object
            properties: {city: {type: string}}
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, RISKY, Difference, Said, Verdicts
from ._said import called

verdicts = Verdicts(code=BREAKING, data=RISKY, wire=BREAKING)
looks_at = ("property.additional_properties",)
mirror = ("property-opened",)


def check_change(found: Difference) -> Iterator[Said]:
    if not found.after:
        yield Said(f"{called(found)} no longer takes properties that it does not name", "name those that are sent")
