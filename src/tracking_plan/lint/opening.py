"""From the files that a user names to a job: what each is, by which envelope it is read, and how it is cut into parts."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..finding import Severity
from ..model.plan import Plan
from . import detection, reading
from .job import Job, cut
from .judge import Judge
from .rulebook import Rulebook
from .said import Said, say
from .summary import File
from .whole import Whole


class Wanted(NamedTuple):
    """How logs are to be read, and what is to be kept of them."""

    envelope: str = detection.AUTO
    limits: reading.Limits = reading.Limits()
    jobs: int = 1
    most: int = 100
    """So many findings of each severity are kept."""
    keep_rejects: bool = False


class Opened(NamedTuple):
    """The logs, ready to be judged."""

    job: Job
    files: list[File]
    strange: list[tuple[str, str]]
    """Files that are no logs, and what they are instead."""


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
            made.strange.append((file, log.hint))
            made.files.append(File(file, log.hint, ""))
            log.close()
            continue
        choice = detection.choose(wanted.envelope, log.sample(), plan)
        note(f"{file}: {choice.said}", choice.is_sure)
        made.files.append(File(file, log.kind, choice.envelope.name))
        known = [judge.envelope for judge in job.judges]
        if choice.envelope not in known:
            known.append(choice.envelope)
            job.judges.append(Judge(plan, choice.envelope, rulebook))
        job.parts.extend(cut(log, path, file, known.index(choice.envelope), len(job.parts), wanted.jobs))
        if log.size is None:
            job.open_logs[path] = log
        else:
            log.close()
    return made


def tell_strange(opened: Opened, whole: Whole) -> None:
    """One hint for each file that is no log, which is counted as one line that cannot be read."""
    book = whole.rulebook
    for file, kind in opened.strange:
        problem = book.modules["not-an-event-log"].said(kind)
        whole.tally.lines += 1
        whole.tally.unreadable += 1
        said = book.said("not-an-event-log", problem) or Said("not-an-event-log", Severity.ERROR, problem)
        say(whole.tally, file, 1, said, whole.job.most)


def _name(path: str) -> str:
    """A path as findings name it: the same in every locale."""
    if path == reading.STDIN:
        return "stdin"
    return os.fsencode(path if "://" in path else os.path.normpath(path)).decode("utf-8", "surrogateescape")
