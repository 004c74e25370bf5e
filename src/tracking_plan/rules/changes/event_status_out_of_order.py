"""An event moved along the workflow otherwise than one step forward.

Why: each step is somebody's answer: approved by whom, tested with what? A step that is left out was not asked, and one
back takes away what others counted on. The steps are proposed, approved, implemented, tested, verified, live,
deprecated, retired.

Code: The function stays as it is; what `deprecated` and `retired` do to it, their own rules say.
Data: Numbers may begin or end before anybody vouched for them.
Wire: Records of it are judged as before.

Before:

    events:
      Project Created:
        status: proposed   # <- here

After:

    events:
      Project Created:
        status: live   # <- here

Before (a step back):

    events:
      Project Created:
        status: live   # <- here

After (a step back):

    events:
      Project Created:
        status: tested   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ...model.event import STATUSES
from ...shelf import listed
from ._said import called
from ._status import between, is_next

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("event.status",)
mirror = ("event-status-out-of-order", "event-status-moved", "event-deprecated", "event-retired")


def check_change(found: Difference) -> Iterator[Said]:
    if is_next(found.before, found.after):
        return
    over = between(found.before, found.after)
    way = f"goes from {found.before} to {found.after}"
    if STATUSES.index(found.after) < STATUSES.index(found.before):
        yield Said(f"{called(found)} {way}, a step back", "say in the description what happened")
    else:
        yield Said(f"{called(found)} {way} and leaves out {listed(over)}", "go step by step")
