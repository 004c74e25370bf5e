"""A source is described otherwise, or runs on another platform.

Why: it is told so that a review sees all that changed.

Code: The client stays as it is.
Data: What is read stays as it is.
Wire: Records are judged as before.

Before:

    sources:
      web:
        platform: web
        description: The app   # <- here

After:

    sources:
      web:
        platform: web
        description: The app in the browser   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ...shelf import quote
from ._said import from_to

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("source.*",)
mirror = ("source-detail-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    yield Said(f"`{found.key}` of source {quote(found.path[1])} goes {from_to(found)}")
