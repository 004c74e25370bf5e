"""The plan is called or described otherwise.

Why: it is told so that a review sees all that changed.

Code: Clients say it in a comment.
Data: What is read stays as it is.
Wire: Records are judged as before.

Before:

    name: acme   # <- here

After:

    name: acme-projects   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ._said import from_to

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("plan.*",)
mirror = ("plan-detail-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    yield Said(f"`{found.key}` of the plan goes {from_to(found)}")
