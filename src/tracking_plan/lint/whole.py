"""The Whole: runs added up in the order of the log, with what only the whole log shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ..finding import Finding
from ..model.tally import Tally
from .duplicates import Met, Repeat
from .job import Job
from .rulebook import Rulebook
from .run import Run
from .said import say

Tell = Callable[[int, int], None]
"""Hears how many more bytes and lines are judged."""


class Whole:
    """What a log comes to. ``rejects`` takes the lines that are not valid."""

    def __init__(self, job: Job, rejects: Callable[[bytes], object] | None = None) -> None:
        self.job, self.rejects = job, rejects
        self.tally = Tally()
        self.troubles: list[str] = []
        """What could not be read to its end, and why."""
        self.before: list[int] = []
        """How many lines stand before each part in its file."""
        self._file = ""
        self._lines = 0
        self._last: datetime | None = None

    @property
    def rulebook(self) -> Rulebook:
        return self.job.rulebook

    def add(self, run: Run) -> None:
        """Add the run of the next part."""
        if run.file != self._file:
            self._file, self._lines, self._last = run.file, 0, None
        self.before.append(self._lines)
        if run.first is not None and self._last is not None:
            line, time = run.first
            for said in self.rulebook.out_of_order(time, self._last):
                run.say(line, said, None)
        if run.rejects is not None and self.rejects is not None:
            for rows in run.rejects.moved(self._lines):
                self.rejects(rows)
        if len(self.before) == 1:  # most logs are one part, or few
            self.tally = run.tally
        else:
            self.tally.take(run.tally.moved(self._lines), self.job.most)
        self._lines += run.lines
        self._last = run.last[1] if run.last is not None else self._last
        if run.trouble is not None:
            self.troubles.append(f"{run.file}: {run.trouble}")

    def repeat(self, repeat: Repeat) -> None:
        """Count a record whose id came before."""
        rule = "duplicate-record" if repeat.same else "duplicate-id"
        if repeat.same:
            self.tally.duplicates += 1
        else:
            self.tally.conflicts += 1
        file, line = self._place(repeat.met)
        problem = self.rulebook.modules[rule].said(repeat.met.id, self._place(repeat.first))
        said = self.rulebook.said(rule, problem)
        if said is not None:
            say(self.tally, file, line, said, self.job.most)

    def _place(self, met: Met) -> tuple[str, int]:
        return self.job.parts[met.part].file, self.before[met.part] + met.line

    def findings(self) -> list[Finding]:
        """Those of the lines, in their order, as far as they were kept; then those about the log as a whole."""
        order = {part.file: part.number for part in reversed(self.job.parts)}
        lines = sorted(self.tally.findings, key=lambda found: (order.get(found.at.file, 0), found.at.line))
        return lines + self.rulebook.about_all(self.tally)
