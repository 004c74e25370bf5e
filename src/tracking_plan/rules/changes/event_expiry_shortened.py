"""An event expires earlier, or has got an end at all.

Why: who counted on it for longer has to say so before it goes.

Code: The function stays as it is.
Data: Rows stop coming earlier than was said.
Wire: Records of it are judged as before.

Before:

    events:
      Promo Clicked:
        expires: 2027-12-31   # <- here

After:

    events:
      Promo Clicked:
        expires: 2027-01-31   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._said import called
from ._status import end

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("event.expires",)
mirror = ("event-expiry-extended",)


def check_change(found: Difference) -> Iterator[Said]:
    if end(found.after) < end(found.before):
        until = "" if found.added or found.before == "never" else f", no longer on {found.before}"
        yield Said(f"{called(found)} expires on {found.after}{until}")
