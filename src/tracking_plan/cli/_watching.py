"""Waits for files to change: what `plan docs --serve` and `plan validate --watch` have in common."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from typing import Any

Stamps = Mapping[str, Any]
"""Files, each with what is another once it was written."""

_LOOK = 0.05
"""Seconds from one look at the files to the next, at least."""
_SHARE = 20
"""A look at a great many files takes a while: for each, so many times as long nothing is done."""
_SETTLE = 0.01
_LONGEST = 0.25
"""An editor may write a file in several steps: they are let come to an end, but not for longer than this."""
_IDLE = 1.0


class Watch:
    """Looks at files again and again. ``stamps`` gives their state; what is another state is a change."""

    def __init__(self, stamps: Callable[[], Stamps]) -> None:
        self.stamps = stamps
        self.known = stamps()
        self.took = 0.0

    def wait(self) -> tuple[float, list[str]]:
        """Wait for a change, until it stands still: when it was seen, and the files that are other, new or gone."""
        idle: float | None = time.monotonic()
        while True:
            time.sleep(max(_LOOK, _SHARE * self.took))
            now = self.look()
            if now != self.known:
                seen = time.monotonic()
                now = self.settled(now, seen)
                before, self.known = self.known, now
                changed = [name for name in {**before, **now} if before.get(name) != now.get(name)]
                if changed:
                    return seen, changed
            elif idle is not None and time.monotonic() - idle > _IDLE:
                gc.collect()  # what refers to itself does not go by itself, and the run is a long one
                idle = None

    def also(self, stamps: Stamps) -> None:
        """These are looked at from now on; they are no change."""
        self.known = {**stamps, **self.known}

    def look(self) -> Stamps:
        started = time.monotonic()
        now = self.stamps()
        self.took = time.monotonic() - started
        return now

    def settled(self, now: Stamps, seen: float) -> Stamps:
        while time.monotonic() - seen < _LONGEST:
            time.sleep(_SETTLE)
            later = self.look()
            if later == now:
                break
            now = later
        return now
