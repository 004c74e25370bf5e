"""Judges on this machine, on as many cores as it has: parts go to forked processes, one after another."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .. import duplicates, leaving
from ..duplicates import Kept
from ..job import SIZE, Job, begin, judge_batches, judge_part, steps
from ..run import Run
from ..whole import Tell, Whole
from ._pieces import Task, Tasks
from ._workers import Workers, can_fork

PART = SIZE
"""Bytes of a file that one task is at most."""


def judge(job: Job, whole: Whole, tell: Tell, jobs: int) -> None:
    """Judge every part, on so many processes at most. Ctrl-C ends it; ``whole`` then holds what came before."""
    with leaving.deferred():
        tasks = Tasks(job, jobs, tell)
        if jobs > 1 and tasks.are_many and can_fork():
            with Workers(jobs, lambda name, given, tell: _do(job, name, given, tell), tell) as workers:
                _judge(job, whole, tasks, workers)
        else:
            _alone(job, whole, tell)


def _do(job: Job, name: str, given: Any, tell: Tell) -> Any:
    """One task, in whatever process."""
    if name == "part":
        task: Task = given
        if task.batches is None:
            run = judge_part(job, task.part, tell)
        else:
            run = judge_batches(job, task.part, task.batches, tell)
        return run, duplicates.keep(run, duplicates.path_of(job, task.part.number))
    return duplicates.twice(job, *given) if name == "twice" else duplicates.met(job, *given)


def _judge(job: Job, whole: Whole, tasks: Tasks, workers: Workers) -> None:
    kept: list[tuple[int, Kept]] = []
    judged: Iterable[tuple[Run, Kept | None]] = workers.each("part", tasks)
    try:
        for number, (run, one) in enumerate(judged):
            run.trouble = run.trouble or tasks.troubles.get(number)
            whole.add(run)
            if one is not None:
                kept.append((number, one))
    except SystemExit:
        for run, _ in workers.handed_over():
            whole.add(run)
        job.parts[:] = tasks.parts
        raise
    job.parts[:] = tasks.parts
    _find(job, whole, kept, workers.each)


def _find(job: Job, whole: Whole, kept: Sequence[tuple[int, Kept]], each: duplicates.Map) -> None:
    if kept:
        for repeat in duplicates.find(job, kept, each):
            whole.repeat(repeat)


def _alone(job: Job, whole: Whole, tell: Tell) -> None:
    kept: list[tuple[int, Kept]] = []

    def each(name: str, given: Iterable[Any]) -> Iterator[Any]:
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
