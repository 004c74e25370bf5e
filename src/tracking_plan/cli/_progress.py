"""A bar on a terminal for what takes a while: how much is read, how fast, and how long it will take."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from ._judge import clock

_EVERY = 0.1
_QUIET = 0.5
"""Nothing is shown of what takes less than so many seconds."""
_CELLS = 24


class Progress:
    """Shown on standard error where that is a terminal, and gone when it is closed. ``size`` in bytes, 0: not known."""

    def __init__(self, size: int, wanted: bool = True) -> None:
        self.size = size
        self.done = self.lines = 0
        self.shows = wanted and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self.started = clock()
        self.seconds = 0.0
        self._shown = self.started + _QUIET - _EVERY
        self._drawn = False

    def tell(self, size: int, lines: int) -> None:
        """So many more bytes and lines are done."""
        self.done += size
        self.lines += lines
        now = clock()
        if self.shows and now - self._shown >= _EVERY:
            self._shown = now
            self._draw(now - self.started)

    def _draw(self, seconds: float) -> None:
        parts = [f"{_bytes(self.done)}", f"{int(self.lines / seconds):,} events/s"]
        if self.size:
            share = min(self.done / self.size, 1)
            filled = int(share * _CELLS)
            parts[0] = (
                f"[{'#' * filled}{'.' * (_CELLS - filled)}] {share:4.0%}  {_bytes(self.done)} of {_bytes(self.size)}"
            )
            if share > 0:
                parts.append(f"{_lasting(seconds / share - seconds)} left")
        with suppress(OSError):
            sys.stderr.write("\r\x1b[2K" + "  ".join(parts))
            sys.stderr.flush()
        self._drawn = True

    def close(self) -> None:
        """Take the bar away; the clock stops."""
        if not self.seconds:
            self.seconds = clock() - self.started
        if self._drawn:
            with suppress(OSError):
                sys.stderr.write("\r\x1b[2K")
                sys.stderr.flush()
            self._drawn = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _bytes(number: float) -> str:
    for unit in ("B", "kB", "MB"):
        if number < 1000:
            return f"{number:.0f} {unit}"
        number /= 1000
    return f"{number:.1f} GB"


def _lasting(seconds: float) -> str:
    whole = int(seconds)
    return (
        f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}" if whole >= 3600 else f"{whole // 60}:{whole % 60:02}"
    )
