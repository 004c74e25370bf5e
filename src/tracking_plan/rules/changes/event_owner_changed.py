"""An event has another owner, or none.

Why: questions and alarms go to somebody else from now on, who should know of it.

Code: Clients say another owner in a comment.
Data: What is read stays as it is.
Wire: Records of it are judged as before.

Before:

    events:
      Project Created:
        owner: growth   # <- here

After:

    events:
      Project Created:
        owner: product   # <- here

Before (none any more):

    events:
      Project Created:
        owner: growth   # <- here

After (none any more):

    events:
      Project Created:   # <- here
        description: A project exists
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ._said import turned

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("event.owner",)
mirror = ("event-owner-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    yield Said(turned(found, "an owner"))
