"""The Judge, compiled from a plan and an envelope: it turns the lines of a log into a Tally.

Its fast half looks at many lines at once and may only say yes; each line to which it does not is the exact half's.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from ..model.envelope import Envelope
from ..model.plan import Plan
from .columns import Columns
from .counting import Fast
from .exact import Exact
from .header import Header, Unfit
from .refusals import Refusals
from .rulebook import Rulebook
from .run import Run
from .shape import shapes
from .sieve.doubts import Doubts
from .sieve.sifting import Sieve, sieve
from .sitting import Sitting


class Judge:
    """Judges the lines of one kind of envelope by one plan. It knows of no process, and can be pickled as its makings."""

    def __init__(self, plan: Plan, envelope: Envelope, rulebook: Rulebook) -> None:
        self.plan, self.envelope, self.rulebook = plan, envelope, rulebook
        self.exact = Exact(plan, envelope, rulebook)
        self.allowed: dict[str, frozenset[str | None]] = {}
        """Event -> the sources that may send it, where not all may."""
        self.sieve: Sieve | None = None
        """Of the compiled half, which is asked before the others."""
        self.doubts: Doubts | None = None
        if not rulebook.fast:
            return
        for event in plan.events.values():
            if event.sources:
                self.allowed[event.name] = frozenset({None, *event.sources})
        self.sieve = sieve(plan, envelope, rulebook, self.exact.sources, self.allowed)
        if self.sieve is not None:
            self.doubts = Doubts(self.exact, envelope, self.sieve.program.names)

    @cached_property
    def fast(self) -> Fast | None:
        """The fast half; None where there is none, and the exact half judges all that the sieve leaves."""
        if not self.rulebook.fast:
            return None
        asked = Columns(self.rulebook.suspicious)
        found = shapes(self.plan, self.envelope, asked)
        try:
            header = Header(self.envelope, found) if found else None
        except Unfit:
            return None
        return Fast(header, [*asked.questions], Refusals(self.exact, header, asked)) if header is not None else None

    def __reduce__(self) -> tuple[Any, ...]:
        return (Judge, (self.plan, self.envelope, self.rulebook))

    def sits(self, run: Run) -> Sitting:
        """Begin to judge one part of a log into a run."""
        return Sitting(self, run)
