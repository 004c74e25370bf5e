"""An event takes properties that are not planned.

Why: whatever anybody sends is accepted from now on, typing errors and personal data among it.

Code: Calls compile as before.
Data: Columns appear that nobody described.
Wire: What was valid stays so.

Before:

    events:
      Project Created: {description: A project exists}   # <- here

After:

    events:
      Project Created:
        description: A project exists
        additional_properties: true   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._said import called

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("event.additional_properties",)
mirror = ("event-closed",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.after:
        yield Said(f"{called(found)} takes properties that are not planned", "plan those that are wanted instead")
