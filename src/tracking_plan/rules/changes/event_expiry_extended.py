"""An event expires later, or never.

Why: what was to be tidied up stays; somebody should know why.

Code: The function stays as it is.
Data: Rows come for longer.
Wire: Records of it are judged as before.

Before:

    events:
      Promo Clicked:
        expires: 2027-01-31   # <- here

After:

    events:
      Promo Clicked:
        expires: never   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ._said import called
from ._status import FOREVER, end

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("event.expires",)
mirror = ("event-expiry-shortened", "event-expiry-extended")


def check_change(found: Difference) -> Iterator[Said]:
    if end(found.after) >= end(found.before):
        now = "no longer expires" if end(found.after) == FOREVER else f"expires on {found.after}"
        was = "" if end(found.before) == FOREVER else f"; it was to expire on {found.before}"
        yield Said(f"{called(found)} {now}{was}")
