"""One more source sends an event.

Why: whoever counts the event counts the new source too, unless they split by source.

Code: The client of that source gets one more function.
Data: Numbers rise for a reason that is not in the product.
Wire: Records of the other sources are judged as before.

Before:

    sources: {web: {platform: web}, ios: {platform: ios}}
    events:
      Project Created:
        sources: [web]   # <- here

After:

    sources: {web: {platform: web}, ios: {platform: ios}}
    events:
      Project Created:
        sources:
          - web
          - ios   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ...shelf import quote
from ._said import called

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("event.sources[]",)
mirror = ("event-source-removed",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.added:
        yield Said(f"{called(found)} is sent by {quote(found.after)} too")
