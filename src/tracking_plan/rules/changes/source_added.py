"""The plan has one more source.

Why: one more app or service may send events; which, the events say.

Code: One more client is generated.
Data: Nothing, until an event names it.
Wire: Records of the other sources are judged as before.

Before:

    sources: {web: {platform: web}}

After:

    sources:
      web: {platform: web}
      ios: {platform: ios}   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ...shelf import quote

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("source",)
mirror = ("source-removed",)
level = "minor"


def check_change(found: Difference) -> Iterator[Said]:
    if found.added:
        yield Said(f"source {quote(found.path[1])} is new")
