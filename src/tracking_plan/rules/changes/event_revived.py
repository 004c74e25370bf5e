"""A retired event is back, as what it was.

Why: what was switched off since may be switched on again, by code that nobody looked at for a while.

Code: Clients get its function back.
Data: Rows come again after a gap.
Wire: Records of it are planned again.

Before:

    events:
      Trial Started:
        description: A trial has begun
        status: retired   # <- here

After:

    events:
      Trial Started:
        description: A trial has begun
        status: live   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._names import has_other_meaning
from ._said import called

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("event.status",)
mirror = ("event-retired",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.before == "retired" and not has_other_meaning(found):
        yield Said(f"{called(found)} was retired and is {found.after} again")
