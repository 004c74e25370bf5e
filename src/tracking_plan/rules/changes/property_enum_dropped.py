"""A property took only the values of a list, and takes others now.

Why: whoever tells its values apart can no longer know them all.

Code: Clients have no names for the values any more, so that callers that use those no longer compile.
Data: Readers get values that they have never seen.
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
          privacy:   # <- here
            type: string
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, RISKY, SAFE, Difference, Said, Verdicts
from ._said import called, shown

verdicts = Verdicts(code=BREAKING, data=RISKY, wire=SAFE)
looks_at = ("property.enum",)
mirror = ("property-enum-introduced",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.removed:
        yield Said(f"{called(found)} takes other values than {shown(found.before)} now")
