"""A text has to be of another format.

Why: a date is no moment, and a host name no address: nobody's code, table or version fits any more.

Code: Callers pass another type of the language, and no longer compile.
Data: Readers get texts that they cannot cast.
Wire: Released versions send the old format.

Before:

    events:
      Project Created:
        properties:
          due:
            type: string
            format: date   # <- here

After:

    events:
      Project Created:
        properties:
          due:
            type: string
            format: date-time   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, Difference, Said, Verdicts
from ._said import called, shown

verdicts = Verdicts(code=BREAKING, data=BREAKING, wire=BREAKING)
looks_at = ("property.format",)
mirror = ("property-format-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    if not found.added and not found.removed:
        yield Said(f"{called(found)} has to be of the format {shown(found.after)} now, not {shown(found.before)}")
