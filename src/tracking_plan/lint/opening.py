"""From the files that a user names to a job: what each is, by which envelope it is read, and how it is cut into parts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..finding import Severity
from ..model.plan import Plan
from . import detection, reading
from .job import SIZE, Job, cut
from .judge import Judge
from .rejects import reject
from .rulebook import Rulebook
from .said import Said, say
from .summary import File
from .whole import Whole

_FAULTY = ("python", "javascript")
"""Kinds of files that are JSON but for a fault, which has a place."""
_WIDE = ("utf-16", "utf-32")
_WITH_HEADER = ("semicolons", "tabs", "no-names")
_WITHOUT_LINES = ("zip", "xlsx", "avro", "orc", "sqlite", "binary")
_BLANK = b" \t\r\n\0"


class Wanted(NamedTuple):
    """How logs are to be read, and what is to be kept of them."""

    envelope: str = detection.AUTO
    limits: reading.Limits = reading.Limits()
    jobs: int = 1
    most: int = 100
    """So many findings of each severity are kept."""
    keep_rejects: bool = False
    part: int = SIZE
    """Bytes of a plain file that are one part, at most."""


class Strange(NamedTuple):
    """A file that is no log."""

    path: str
    file: str
    """Its name in messages."""
    kind: str
    """What it is instead."""
    log: reading.Log | None
    """Where it can be opened only once."""


class Opened(NamedTuple):
    """The logs, ready to be judged."""

    job: Job
    files: list[File]
    strange: list[Strange]


def open_logs(
    paths: Sequence[str],
    plan: Plan,
    rulebook: Rulebook,
    folder: str,
    wanted: Wanted = Wanted(),
    note: Callable[[str, bool], None] = lambda words, is_sure: None,
) -> Opened:
    """Open each log once. ``folder`` is one of our own, for what does not fit into memory.

    ``note`` hears which envelope each is read by, and whether that is sure.

    Raises:
        Trouble: there is no such file, or no such envelope.
    """
    job = Job(rulebook, [], [], folder, wanted.most, wanted.keep_rejects, wanted.limits)
    made = Opened(job, [], [])
    for path in reading.found(paths):
        file = _name(path)
        log = reading.open_log(path, wanted.limits)
        if log.hint is not None and not log.trouble:
            made.strange.append(Strange(path, file, log.hint, log if log.size is None else None))
            made.files.append(File(file, log.hint, ""))
            if log.size is not None:
                log.close()
            continue
        choice = detection.choose(wanted.envelope, log.sample(), plan)
        note(f"{file}: {choice.said}", choice.is_sure)
        for odd in log.notes:
            note(f"{file}: {odd}", False)
        made.files.append(File(file, log.kind, choice.envelope.name))
        known = [judge.envelope for judge in job.judges]
        if choice.envelope not in known:
            known.append(choice.envelope)
            job.judges.append(Judge(plan, choice.envelope, rulebook))
        judge = known.index(choice.envelope)
        types = len(job.judges[judge].plan.events)
        job.parts.extend(cut(log, path, file, judge, len(job.parts), wanted.jobs, types, wanted.part))
        if log.size is None:
            job.open_logs[path] = log
        else:
            log.close()
    return made


def tell_strange(opened: Opened, whole: Whole) -> None:
    """One hint for each file that is no log, at its first fault; each line of it is counted as unreadable, and kept."""
    for strange in opened.strange:
        _tell(strange, whole)
    opened.strange.clear()


def _tell(strange: Strange, whole: Whole) -> None:
    book, kind = whole.rulebook, strange.kind
    problem = book.modules["not-an-event-log"].said(kind)
    said = book.said("not-an-event-log", problem)
    why = [said or Said("not-an-event-log", Severity.ERROR, problem)]
    place: tuple[int, int] | None = None
    for line, raw, length in _lines(strange, whole.job.limits):
        whole.tally.lines += 1
        whole.tally.unreadable += 1
        if place is None and kind in _FAULTY and (fault := book.modules["not-json"].fault(raw)) is not None:
            place = line, fault.column
        if whole.rejects is not None:
            whole.rejects(reject(strange.file, line, raw, why, length))
    if said is not None:
        line, column = place or (1, 1)
        problem = said.problem._replace(column=column)
        say(whole.tally, strange.file, line, said._replace(problem=problem), whole.job.most)


def _lines(strange: Strange, limits: reading.Limits) -> Iterator[tuple[int, bytes, int]]:
    """The lines of a file that is no log, with their numbers; of what has no lines, one; of an empty file, none.

    The third is 0, or how long a line is of which this is the beginning.
    """
    if strange.kind == "empty":
        return
    if strange.kind in _WITHOUT_LINES:
        yield 1, b"", 0
        return
    with strange.log or reading.open_log(strange.path, limits) as log:
        lines = _wide(log) if strange.kind in _WIDE else _narrow(log)
        for number, (raw, length) in enumerate(lines, 1):
            if raw.strip(_BLANK) and (number > 1 or strange.kind not in _WITH_HEADER):
                yield number, raw, length


def _narrow(log: reading.Log) -> Iterator[tuple[bytes, int]]:
    for block in log.blocks():
        yield from [(block.data, block.too_long)] if block.too_long else [(line, 0) for line in block.lines]


def _wide(log: reading.Log) -> Iterator[tuple[bytes, int]]:
    """The lines of UTF-16 or UTF-32, in which a line feed has several bytes, and those bytes stand in other letters too."""
    width, feed, rest = 4 if log.kind == "utf-32" else 2, b"", b""
    for block in log.blocks():
        if not feed:
            is_little = block.data[:2] == b"\xff\xfe" or (block.data[:2] != b"\xfe\xff" and block.data[0] != 0)
            feed = b"\n".ljust(width, b"\0") if is_little else b"\n".rjust(width, b"\0")
        data, start, at = rest + block.data, 0, -1
        while (at := data.find(feed, at + 1)) >= 0:
            if at % width == 0:
                yield data[start:at], 0
                start = at + width
        rest = data[start:]
    yield rest, 0


def _name(path: str) -> str:
    """A path as findings name it: the same in every locale."""
    if path == reading.STDIN:
        return "stdin"
    return os.fsencode(path if "://" in path else os.path.normpath(path)).decode("utf-8", "surrogateescape")
