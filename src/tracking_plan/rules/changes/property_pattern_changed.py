"""A text has to match another pattern.

Why: whether one pattern takes all that another takes, nobody sees at a glance. Where a text is found that matched the
old one and does not match the new one, it is shown; where none is found, there may be one still.

Code: Calls compile, and texts that do not match are refused when they are sent.
Data: Readers may get texts of a form that they have never seen.
Wire: Released versions send texts that matched the old one.

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
          project_id:
            type: string
            pattern: "^p[0-9]+$"   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, RISKY, Difference, Said, Verdicts
from ._said import called, shown

verdicts = Verdicts(code=RISKY, data=RISKY, wire=BREAKING)
looks_at = ("property.pattern",)
mirror = ("property-pattern-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    if not found.added and not found.removed:
        yield Said(
            f"{called(found)} has to match {shown(found.after)} now, not {shown(found.before)}",
            "look into the data first",
        )
