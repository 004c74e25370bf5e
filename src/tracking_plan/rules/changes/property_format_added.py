"""A text has to be of a format (a date, an address …), and of none before.

Why: texts that were fine yesterday are refused today, and clients take another type of the language for some formats.

Code: Callers pass a date where they passed a text, and no longer compile.
Data: Every text is of a form that readers know.
Wire: Released versions send texts of another form.

Before:

    events:
      Project Created:
        properties:
          due:   # <- here
            type: string

After:

    events:
      Project Created:
        properties:
          due:
            type: string
            format: date   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, SAFE, Difference, Said, Verdicts
from ._said import called, shown

verdicts = Verdicts(code=BREAKING, data=SAFE, wire=BREAKING)
looks_at = ("property.format",)
mirror = ("property-format-removed",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.added:
        yield Said(f"{called(found)} has to be of the format {shown(found.after)} now", "look into the data first")
