"""A text need no longer match a pattern.

Why: whoever takes it apart by its form may find another.

Code: Calls compile as before.
Data: Readers get texts of a form that they have never seen.
Wire: What was valid stays so.

Before:

    events:
      Project Created:
        properties:
          project_id:
            type: string
            pattern: "^proj_[a-z0-9]+$"   # <- here

After:

    events:
      Project Created:
        properties:
          project_id:   # <- here
            type: string
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._said import called, shown

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("property.pattern",)
mirror = ("property-pattern-added",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.removed:
        yield Said(f"{called(found)} need no longer match {shown(found.before)}")
