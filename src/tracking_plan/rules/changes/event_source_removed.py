"""A source no longer sends an event.

Why: a part of the rows stops, and a total that looks whole is not.

Code: The client of that source loses the function, so that callers no longer compile.
Data: Rows of that source stop coming; what splits by source runs dry.
Wire: Released versions of it send the event still, and the plan no longer names them.

Before:

    sources: {web: {platform: web}, ios: {platform: ios}}
    events:
      Project Created:
        sources:
          - web
          - ios   # <- here

After:

    sources: {web: {platform: web}, ios: {platform: ios}}
    events:
      Project Created:
        sources: [web]   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, RISKY, Difference, Said, Verdicts
from ...shelf import quote
from ._said import called

verdicts = Verdicts(code=BREAKING, data=BREAKING, wire=RISKY)
looks_at = ("event.sources[]",)
mirror = ("event-source-added",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.removed:
        yield Said(f"{called(found)} is no longer sent by {quote(found.before)}")
