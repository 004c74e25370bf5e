"""One more source sends a property, or all of the event's sources do.

Why: what only some sources sent, the others now have to send too.

Code: Callers in the client of that source leave it out, and no longer compile.
Data: Fewer nulls.
Wire: Where all have to send it now, released versions of that source do not.

Before:

    sources: {web: {platform: web}, ios: {platform: ios}}
    events:
      Project Created:
        sources: [web, ios]
        properties:
          page_url:
            type: string
            sources: [web]   # <- here

After:

    sources: {web: {platform: web}, ios: {platform: ios}}
    events:
      Project Created:
        sources: [web, ios]
        properties:
          page_url:   # <- here
            type: string
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, SAFE, Difference, Said, Verdicts
from ...shelf import listed, quote
from ._said import called, gained

verdicts = Verdicts(code=BREAKING, data=SAFE, wire=BREAKING)
looks_at = ("property.sources",)
mirror = ("property-source-removed",)


def check_change(found: Difference) -> Iterator[Said]:
    more = gained(found.before, found.after)
    if more is None:
        yield Said(f"{called(found)} is sent by all sources of the event now")
    elif more:
        yield Said(f"{called(found)} is sent by {listed(map(quote, more))} too")
