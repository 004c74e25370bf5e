"""An event is sent with another call: `track`, `page` or `screen`.

Why: tools keep the three apart; the same name under another call is another thing to them.

Code: Clients send it with another call; adapters and test doubles see it arrive elsewhere.
Data: It lands in another table, and what asks for it runs dry.
Wire: Released versions send the old call.

Before:

    events:
      Pricing Viewed:
        type: track   # <- here

After:

    events:
      Pricing Viewed:
        type: page   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, RISKY, Difference, Said, Verdicts
from ._said import called

verdicts = Verdicts(code=BREAKING, data=BREAKING, wire=RISKY)
looks_at = ("event.type",)
mirror = ("event-type-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    yield Said(f"{called(found)} is sent with `{found.after}`, no longer with `{found.before}`")
