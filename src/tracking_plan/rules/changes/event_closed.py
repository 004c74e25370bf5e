"""An event no longer takes properties that are not planned.

Why: whoever sent more than the plan says has to stop, or plan it.

Code: Calls that pass more no longer compile.
Data: Columns that nobody planned run dry.
Wire: Released versions may send more, which is unplanned now.

Before:

    events:
      Project Created:
        description: A project exists
        additional_properties: true   # <- here

After:

    events:
      Project Created: {description: A project exists}   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, RISKY, Difference, Said, Verdicts
from ._said import called

verdicts = Verdicts(code=BREAKING, data=RISKY, wire=BREAKING)
looks_at = ("event.additional_properties",)
mirror = ("event-opened",)


def check_change(found: Difference) -> Iterator[Said]:
    if not found.after:
        yield Said(f"{called(found)} no longer takes properties that are not planned", "plan those that are sent")
