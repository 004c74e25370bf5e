"""A text has to match a pattern, and none before.

Why: texts that were fine yesterday are refused today.

Code: Calls compile, and texts that do not match are refused when they are sent.
Data: Every text is of a form that readers know.
Wire: Released versions send texts that do not match.

Before:

    events:
      Project Created:
        properties:
          project_id:   # <- here
            type: string

After:

    events:
      Project Created:
        properties:
          project_id:
            type: string
            pattern: "^proj_[a-z0-9]+$"   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, RISKY, SAFE, Difference, Said, Verdicts
from ._said import called, shown

verdicts = Verdicts(code=RISKY, data=SAFE, wire=BREAKING)
looks_at = ("property.pattern",)
mirror = ("property-pattern-removed",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.added:
        yield Said(f"{called(found)} has to match {shown(found.after)} now", "look into the data first")
