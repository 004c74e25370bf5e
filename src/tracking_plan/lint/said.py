"""A problem of one line, with the rule that says it and its weight; and how it is counted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ..document import Span
from ..finding import Finding, Severity
from ..model.record import Problem
from ..model.tally import KEPT, Counted, Kind, Tally

_LONGEST, _DEEP = 500, 20
"""Characters of a name in a path that is remembered, and steps of one."""


class Said(NamedTuple):
    """A problem, as one rule says it of one line."""

    rule: str
    severity: Severity
    problem: Problem


def _kind(rule: str, event: str | None, path: tuple[str | int, ...]) -> Kind:
    steps = [step for step in path if isinstance(step, str)]
    return Kind(rule, event, ".".join(steps)[:_LONGEST])


_known_kind = lru_cache(10_000)(_kind)


def is_short(path: tuple[str | int, ...]) -> bool:
    """Whether a path may be remembered: names in a log have no bounds."""
    for step in path:
        if step.__class__ is str and len(step) > _LONGEST:
            return False
    return len(path) < _DEEP


def say(tally: Tally, file: str, line: int, said: Said, most: int, event: str | None = None) -> None:
    """Count a problem, and keep it as a finding while there is room."""
    severity, problem = said.severity, said.problem
    number = tally.said[severity] = tally.said.get(severity, 0) + 1
    counted = _counted(tally, said, event)
    counted.count += 1
    if len(counted.places) < KEPT:
        counted.places.append((file, line))
    if number <= most:
        at = Span(file, line, problem.column, line, problem.column, problem.path)
        tally.findings.append(Finding(at, problem.message, problem.hint, said.rule, severity))


def say_later(tally: Tally, said: Said, event: str | None = None) -> None:
    """Make a problem known that is to be counted later: kinds are kept in the order of their first lines."""
    _counted(tally, said, event)


def say_again(tally: Tally, file: str, lines: Sequence[int], said: Said, number: int, event: str | None = None) -> None:
    """Count so many problems that were to be said later, of which the first stand on these lines; there is no room for findings."""
    tally.said[said.severity] = tally.said.get(said.severity, 0) + number
    counted = _counted(tally, said, event)
    counted.count += number
    counted.places = sorted([*counted.places, *((file, line) for line in lines)])[:KEPT]


def _counted(tally: Tally, said: Said, event: str | None) -> Counted:
    kind = (_known_kind if is_short(said.problem.path) else _kind)(said.rule, event, said.problem.path)
    return tally.problems.get(kind) or tally.problem(kind, said.severity, said.problem.message)
