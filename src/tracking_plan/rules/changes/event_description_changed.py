"""An event is described in other words.

Why: words are mended all the time; where they change what the event means, a reader has to know, and nothing else in
the plan would tell.

Code: Clients say it in a comment.
Data: What is read stays as it is.
Wire: Records of it are judged as before.

Before:

    events:
      Project Created:
        description: A project exists   # <- here

After:

    events:
      Project Created:
        description: A project exists and its creator can open it   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ._said import turned

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("event.description",)
mirror = ("event-description-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    yield Said(turned(found, "a description"))
