"""A property takes one more value.

Why: whoever tells its values apart has a case more, and most queries have none for it.

Code: Calls compile as before.
Data: Readers get a value that they have never seen.
Wire: What was valid stays so.

Before:

    events:
      Project Created:
        properties:
          privacy:
            type: string
            enum: [private, public]   # <- here

After:

    events:
      Project Created:
        properties:
          privacy:
            type: string
            enum:
              - private
              - public
              - unlisted   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._said import called, shown

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("property.enum[]",)
mirror = ("property-enum-value-removed",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.added:
        yield Said(f"{called(found)} takes {shown(found.after)} too", "tell those who tell its values apart")
