"""A detail of a property changed that nothing is built on: its examples, or what replaces it.

Why: it is told so that a review sees all that changed.

Code: Clients say it in a comment.
Data: What is read stays as it is.
Wire: Records are judged as before.

Before:

    events:
      Project Created:
        properties:
          team_size:
            type: integer
            examples: [3]   # <- here

After:

    events:
      Project Created:
        properties:
          team_size:
            type: integer
            examples: [3, 50]   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ._said import called, turned

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("property.examples", "property.replaced_by")
mirror = ("property-detail-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.key == "examples":
        yield Said(f"{called(found)} has other examples")
    else:
        yield Said(turned(found, "a replacement"))
