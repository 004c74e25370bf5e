"""The plan has another version.

Why: it says how much changed. Whether it says enough, `plan diff --check-version` judges.

Code: Clients say it in a comment, and send it where that is asked for.
Data: What is read stays as it is.
Wire: Records are judged as before.

Before:

    version: 2.4.0   # <- here

After:

    version: 2.5.0   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ._said import from_to

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("plan.version",)
mirror = ("plan-version-changed",)
level = "none"


def check_change(found: Difference) -> Iterator[Said]:
    yield Said(f"the version of the plan goes {from_to(found)}")
