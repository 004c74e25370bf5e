"""An event is sent at another moment.

Why: "clicked" and "stored" are two counts. The same name goes on with another number under it, and no schema can tell.

Code: Calls compile, and stand in the wrong place until somebody moves them.
Data: Numbers before and after cannot be compared.
Wire: Records of it are judged as before.

Before:

    events:
      Project Created:
        trigger: User clicks Create   # <- here

After:

    events:
      Project Created:
        trigger: The server has stored the project   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._said import turned

verdicts = Verdicts(code=RISKY, data=RISKY, wire=SAFE)
looks_at = ("event.trigger",)
mirror = ("event-trigger-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    yield Said(turned(found, "a trigger"), "where it counts something else now, give it a name of its own")
