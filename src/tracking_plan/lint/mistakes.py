"""The mistakes that the sieve knows in one part of a log: lines that have them are refused without Python.

Of such a line nothing is kept but where it is, as there is no room for more findings. What comes of it is put together
with the rest: problems in the order of their first lines, rejects in that of all lines.
"""

from __future__ import annotations

from ..model.tally import Tally
from .refusals import Refused
from .rejects import between
from .run import Run
from .said import say_again, say_later
from .sieve.doubts import Told
from .sieve.sifting import Again, Rest, Sifting


class Mistakes:
    """What is known of a sifting, by a run that takes what comes of it."""

    def __init__(self, run: Run, sifting: Sifting) -> None:
        self.run, self.sifting = run, sifting
        self._known: dict[int, Refused] = {}
        """The first line that had it, by the number that the sieve has given it."""

    def learns(self, told: Told) -> bool:
        """Let the sieve know the mistakes of a line, if no finding of it would be kept; whether they are new to it."""
        refused, run = told.refused, self.run
        if any(run.tally.said.get(said.severity, 0) < run.most for said in refused.saids):
            return False
        number = self.sifting.learn(told.which, told.first, told.doubts, between(run.file, refused.reasons))
        if number >= 0:
            self._known[number] = refused
        return number >= 0

    def settle(self) -> None:
        """Tell the run what the sieve has refused."""
        for again in self.sifting.again():
            self._count(self._known[again.mistake], again)

    def _count(self, refused: Refused, again: Again) -> None:
        """Count lines that have a mistake; those of a planned event are also in what the sieve counts of that."""
        run, event = self.run, _event(refused)
        run.tally.lines += again.number
        if event is None:
            run.tally.unplanned += again.number
            run.tally.take_name(refused.name, again.number)
        for said in refused.saids:
            say_again(run.tally, run.file, again.lines, said, again.number, event)


def _event(refused: Refused) -> str | None:
    return refused.event.name if refused.event is not None else None


def introduce(refused: Refused, tally: Tally) -> None:
    """Make known what is said of the first line with a mistake, which is counted later."""
    event = _event(refused)
    if event is None:
        tally.take_name(refused.name, 0)
    for said in refused.saids:
        say_later(tally, said, event)


class Rows:
    """The rejects that the sieve has written of some lines, which come into the run in the order of all lines."""

    def __init__(self, run: Run, rest: Rest | None) -> None:
        self.rejects, self.rows, self.done = run.rejects, rest.rows if rest is not None else b"", 0
        self.before = dict(zip(rest.left, rest.before, strict=True)) if rest is not None and self.rows else {}

    def until(self, place: int | None) -> None:
        """Those of the lines above a place that is left, or all."""
        end = len(self.rows) if place is None else self.before.get(place, self.done)
        if self.rejects is not None and end > self.done:
            self.rejects.add(self.rows[self.done : end])
            self.done = end
