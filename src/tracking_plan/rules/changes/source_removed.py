"""The plan has one source less.

Why: no client is generated for it any more, and whatever it sends comes from nowhere that the plan knows.

Code: Its client is no longer generated, so that nothing there compiles after a while.
Data: Rows of that source stop coming.
Wire: Released versions of it go on sending, and the plan no longer knows them.

Before:

    sources:
      web: {platform: web}
      ios: {platform: ios}   # <- here

After:

    sources: {web: {platform: web}}
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, RISKY, Difference, Said, Verdicts
from ...shelf import quote

verdicts = Verdicts(code=BREAKING, data=BREAKING, wire=RISKY)
looks_at = ("source",)
mirror = ("source-added",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.removed:
        yield Said(f"source {quote(found.path[1])} is removed")
