"""A property no longer takes a value.

Why: whoever passes it has to pass another, whoever counts it counts nothing, and versions in the field go on.

Code: Callers that pass the value no longer compile.
Data: What asks for the value runs dry.
Wire: Released versions send it still.

Before:

    events:
      Project Created:
        properties:
          privacy:
            type: string
            enum:
              - private
              - public
              - unlisted   # <- here

After:

    events:
      Project Created:
        properties:
          privacy:
            type: string
            enum: [private, public]   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, RISKY, Difference, Said, Verdicts
from ._said import called, shown

verdicts = Verdicts(code=BREAKING, data=RISKY, wire=BREAKING)
looks_at = ("property.enum[]",)
mirror = ("property-enum-value-added",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.removed:
        yield Said(f"{called(found)} no longer takes {shown(found.before)}", "keep it until no version sends it")
