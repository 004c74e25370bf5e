"""An objective came, went, or says something else.

Why: it is told so that a review sees all that changed.

Code: The functions stay as they are.
Data: What is read stays as it is.
Wire: Records are judged as before.

Before:

    objectives:
      activation: {description: New teams reach value}   # <- here

After:

    objectives:
      activation: {description: New teams reach value in a week}   # <- here

Before (one less):

    objectives:
      activation: {description: New teams reach value}   # <- here

After (one less):

    objectives: {}
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ._said import node_changed

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("objective", "objective.*")
mirror = ("objective-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    yield Said(node_changed(found, "objective"))
