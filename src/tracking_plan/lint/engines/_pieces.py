"""Tasks for processes: the parts of a job; and of a log that only one process can read, the pieces, which any can judge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..job import SMALL, Job, Part, ahead
from ..reading import Batch, Log, open_log
from ..whole import Tell

SIZE = 8 << 20
"""About so many bytes of lines are one piece."""
_SOON = 0.02
"""Seconds after which what was read is judged, however little it is."""


class Task(NamedTuple):
    """A part to judge; ``batches`` are its lines, where it cannot be read by whoever judges it."""

    part: Part
    batches: list[Batch] | None = None


class Tasks:
    """The tasks of a job, made while they are taken."""

    def __init__(self, job: Job, jobs: int, tell: Tell) -> None:
        self.job, self.tell = job, tell
        alone = [part for part in job.parts if not part.can_reread]
        self._in_pieces = {part.number for part in alone} if len(alone) < jobs else set()
        """The parts that are handed out in pieces: with as many files as processes, each reads its own."""
        self.parts: list[Part] = []
        """Those of the tasks that were taken."""
        self.troubles: dict[int, str] = {}
        """The number of the last piece of a log that could not be read to its end -> why."""

    @property
    def are_many(self) -> bool:
        """Whether there is something for a second process."""
        return len(self.job.parts) > 1 or any(part.size > SMALL or not part.size for part in self.job.parts)

    def __iter__(self) -> Iterator[Task | None]:
        """Each task; None where the next one is not there yet."""
        for part in self.job.parts:
            if part.number in self._in_pieces:
                yield from self._pieces(part)
            else:
                yield self._task(part)

    def _task(self, part: Part, batches: list[Batch] | None = None) -> Task:
        self.parts.append(part._replace(number=len(self.parts)))
        return Task(self.parts[-1], batches)

    def _pieces(self, part: Part) -> Iterator[Task | None]:
        """The pieces of a log of lines; any other is one task."""
        log = self.job.open_logs.get(part.path)
        opened = None if log is not None else open_log(part.path, self.job.limits)
        log = log or opened
        assert log is not None
        try:
            if log.kind != "ndjson":
                yield self._task(part)
                return
            first = len(self.parts)
            for batches in self._gathered(log):
                yield self._task(part, batches) if batches else None
            if log.trouble is not None:
                if len(self.parts) == first:
                    yield self._task(part, [])
                self.troubles[len(self.parts) - 1] = log.trouble
        finally:
            if opened is not None:
                opened.close()

    def _gathered(self, log: Log) -> Iterator[list[Batch]]:
        """Batches that are one piece together; none while there is nothing to read."""
        batches, size, done = list[Batch](), 0, 0
        for batch in ahead(log.batches(numbered=False), _SOON):
            if batch is not None:
                batches.append(batch)
                size += len(batch.data)
                self.tell(log.done - done, 0)
                done = log.done
            if batch is None or size >= SIZE:
                yield batches
                batches, size = [], 0
        if batches:
            yield batches
