"""Judges on this machine, on as many cores as it has: parts go to forked processes, one after another."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .. import duplicates, leaving
from ..duplicates import Kept
from ..job import Job, begin, judge_part, steps
from ..run import Run
from ..whole import Tell, Whole
from ._workers import Workers, can_fork


def judge(job: Job, whole: Whole, tell: Tell, jobs: int) -> None:
    """Judge every part, on so many processes at most. Ctrl-C ends it; ``whole`` then holds what came before."""
    with leaving.deferred():
        if jobs > 1 and len(job.parts) > 1 and can_fork():
            number = min(jobs, len(job.parts))
            with Workers(number, lambda name, given, tell: _do(job, name, given, tell), tell) as workers:
                _judge(job, whole, workers)
        else:
            _alone(job, whole, tell)


def _do(job: Job, name: str, given: Any, tell: Tell) -> Any:
    """One task, in whatever process."""
    if name == "part":
        run = judge_part(job, job.parts[given], tell)
        return run, duplicates.keep(run, duplicates.path_of(job, given))
    return duplicates.twice(job, *given) if name == "twice" else duplicates.met(job, *given)


def _judge(job: Job, whole: Whole, workers: Workers) -> None:
    kept: list[tuple[int, Kept]] = []
    judged: Iterable[tuple[Run, Kept | None]] = workers.each("part", range(len(job.parts)))
    try:
        for part, (run, one) in zip(job.parts, judged, strict=False):
            whole.add(run)
            if one is not None:
                kept.append((part.number, one))
    except SystemExit:
        for run, _ in workers.handed_over():
            whole.add(run)
        raise
    _find(job, whole, kept, workers.each)


def _find(job: Job, whole: Whole, kept: Sequence[tuple[int, Kept]], each: duplicates.Map) -> None:
    if kept:
        for repeat in duplicates.find(job, kept, each):
            whole.repeat(repeat)


def _alone(job: Job, whole: Whole, tell: Tell) -> None:
    kept: list[tuple[int, Kept]] = []

    def each(name: str, given: Sequence[Any]) -> Iterator[Any]:
        for one in given:
            with leaving.ready():
                pass
            yield _do(job, name, one, tell)

    for part in job.parts:
        run = begin(job, part)
        try:
            for _ in steps(job, part, run, tell):
                pass
        finally:  # what was judged before Ctrl-C is told too
            one = duplicates.keep(run, duplicates.path_of(job, part.number))
            whole.add(run)
        if one is not None:
            kept.append((part.number, one))
    _find(job, whole, kept, each)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
