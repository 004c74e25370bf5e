"""An event went one step on in the workflow, from `proposed` on towards `live`.

Why: this is how an event comes to be; whoever waits for it sees that it is near.

Code: The function stays as it is.
Data: What is read stays as it is.
Wire: Records of it are judged as before.

Before:

    events:
      Project Created:
        status: verified   # <- here

After:

    events:
      Project Created:
        status: live   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ._said import called
from ._status import is_next

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("event.status",)
mirror = ("event-status-out-of-order",)


def check_change(found: Difference) -> Iterator[Said]:
    if is_next(found.before, found.after) and found.after not in ("deprecated", "retired"):
        yield Said(f"{called(found)} goes from {found.before} to {found.after}")
