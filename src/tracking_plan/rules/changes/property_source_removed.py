"""A source no longer sends a property, or only some of the event's sources do.

Why: a part of the rows has it no longer, and a total that looks whole is not.

Code: Callers in the client of that source pass it, and no longer compile.
Data: Readers get nulls where there were none.
Wire: The plan takes it of every source still.

Before:

    sources: {web: {platform: web}, ios: {platform: ios}}
    events:
      Project Created:
        sources: [web, ios]
        properties:
          page_url:   # <- here
            type: string

After:

    sources: {web: {platform: web}, ios: {platform: ios}}
    events:
      Project Created:
        sources: [web, ios]
        properties:
          page_url:
            type: string
            sources: [web]   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, RISKY, SAFE, Difference, Said, Verdicts
from ...shelf import listed, quote
from ._said import called, gained

verdicts = Verdicts(code=BREAKING, data=RISKY, wire=SAFE)
looks_at = ("property.sources",)
mirror = ("property-source-added",)


def check_change(found: Difference) -> Iterator[Said]:
    fewer = gained(found.after, found.before)
    if fewer is None:
        only = f"{listed(map(quote, found.after))} only" if found.after else "no source any more"
        yield Said(f"{called(found)} is sent by {only}")
    elif fewer:
        yield Said(f"{called(found)} is no longer sent by {listed(map(quote, fewer))}")
