"""A Job: what is to be judged, cut into parts that can be judged apart, and by what; and how one part is judged."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from queue import Empty, Queue
from threading import Thread
from typing import NamedTuple

from ..trouble import Trouble
from . import leaving
from .judge import Judge
from .reading import Batch, Limits, Log, open_log
from .rejects import Rejects
from .rulebook import Rulebook
from .run import Run

SIZE = 512 << 20
"""At most so many bytes of a plain file are one part …"""
TYPES = 300
"""… by a plan of so many events; of more events, a part is larger, as each costs something in each part."""
SMALL = 1 << 20
"""A file below this is not worth a second process."""


class Part(NamedTuple):
    """A part of a log: a stretch of a plain file, or all of any other file."""

    number: int
    path: str
    file: str
    """Its name in messages."""
    judge: int
    """Which of the job's judges is to judge it."""
    start: int = 0
    end: int | None = None
    """None: to the end of the file."""
    can_reread: bool = False
    size: int = 0


@dataclass
class Job:
    """All that the engines need to know."""

    rulebook: Rulebook
    judges: list[Judge]
    parts: list[Part]
    folder: str
    """A folder of our own, for what does not fit into memory."""
    most: int = 100
    """So many findings of each severity are kept."""
    keep_rejects: bool = False
    limits: Limits = field(default_factory=Limits)
    options: Mapping[str, str] = field(default_factory=dict)
    """What is said to the engine, such as Spark's settings."""
    open_logs: dict[str, Log] = field(default_factory=dict)
    """Logs that can be opened only once: standard input, pipes."""

    @property
    def size(self) -> int:
        return sum(part.size for part in self.parts)


def cut(
    log: Log, path: str, file: str, judge: int, number: int, jobs: int, types: int = 0, most: int = SIZE
) -> Iterator[Part]:
    """The parts of a log, of which the first has that number; ``types`` is how many events its judge knows."""
    size = log.size or 0
    if not log.is_splittable or log.trouble:
        yield Part(number, path, file, judge, size=size)
        return
    rounds = -(-size // (jobs * most * max(types, TYPES) // TYPES))
    parts = 1 if size < SMALL else rounds * jobs  # so that no process waits for the last one
    for place, (start, end) in enumerate(log.ranges(parts)):
        yield Part(number + place, path, file, judge, start, end, True, end - start)


def judge_part(job: Job, part: Part, tell: Callable[[int, int], None] = lambda size, lines: None) -> Run:
    """Judge one part; ``tell`` hears how many more bytes and lines are done. Where it is to leave, as far as it came."""
    run = begin(job, part)
    try:
        for _ in steps(job, part, run, tell):
            pass
    except SystemExit:
        if part.can_reread:
            run.lines = _line_ends(part)  # what comes after it keeps its numbers
    return run


def _line_ends(part: Part) -> int:
    with open(part.path, "rb") as file:
        file.seek(part.start)
        left, found = (part.end or 0) - part.start, 0
        while left > 0 and (data := file.read(min(left, SMALL))):
            left -= len(data)
            found += data.count(b"\n")
    return found


def judge_batches(job: Job, part: Part, batches: Iterable[Batch], tell: Callable[[int, int], None]) -> Run:
    """Judge the lines of a part that somebody else has read."""
    run = begin(job, part)
    sitting = job.judges[part.judge].sits(run)
    for batch in batches:
        sitting.batch(batch)
    sitting.settle()
    tell(0, run.tally.lines)
    return run


def begin(job: Job, part: Part) -> Run:
    rejects = Rejects(os.path.join(job.folder, f"rejects-{part.number}")) if job.keep_rejects else None
    run = Run(part.file, job.most, rejects, keeps_contents=not part.can_reread)
    run.longest = job.limits.line
    return run


def steps(job: Job, part: Part, run: Run, tell: Callable[[int, int], None]) -> Iterator[None]:
    """Judge one part into a run, and yield after each batch."""
    sitting = job.judges[part.judge].sits(run)
    log = job.open_logs.get(part.path)
    opened = None if log is not None else open_log(part.path, job.limits)
    log = log or opened
    assert log is not None
    try:
        batches = log.batches(part.start, part.end, numbered=False) if part.can_reread else log.batches(numbered=False)
        done, lines = (part.start, 0) if part.can_reread else (0, 0)
        try:
            for batch in _where_it_may_end(_read_ahead(batches) if log.compression else batches):
                sitting.batch(batch)
                now = log.done if not part.can_reread else done + len(batch.data)
                tell(now - done, run.judged_so_far - lines)
                done, lines = now, run.judged_so_far
                yield
        finally:  # what was read before Ctrl-C is told too
            sitting.settle()
        tell(0, run.judged_so_far - lines)
        run.trouble = log.trouble
    finally:
        if opened is not None:
            opened.close()


def _where_it_may_end(batches: Iterator[Batch]) -> Iterator[Batch]:
    """The same: while one is waited for, a run may be left; while one is judged, it may not."""
    while True:
        with leaving.ready():
            batch = next(batches, None)
        if batch is None:
            return
        yield batch


def _read_ahead(batches: Iterator[Batch]) -> Iterator[Batch]:
    return (batch for batch in ahead(batches) if batch is not None)


def ahead(batches: Iterator[Batch], seconds: float | None = None) -> Iterator[Batch | None]:
    """The same, read by a thread while the last one is judged: decompressing needs no interpreter.

    With ``seconds``, None stands where the next one is not there after so long.
    """
    waiting: Queue[Batch | Trouble | str] = Queue(2)

    def read() -> None:
        end: Trouble | str = "a fault in reading the log"
        try:
            for batch in batches:
                waiting.put(batch)
            end = ""
        except Trouble as trouble:
            end = trouble
        finally:
            waiting.put(end)

    Thread(target=read, daemon=True).start()
    while True:
        try:
            with leaving.ready():
                batch = waiting.get(timeout=seconds)
        except Empty:
            yield None
            continue
        if not isinstance(batch, Batch):
            break
        yield batch
    if isinstance(batch, Trouble):
        raise batch
    if batch:
        raise RuntimeError(batch)
