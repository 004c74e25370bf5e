"""A problem of one line, with the rule that says it and its weight; and how it is counted."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ..document import Span
from ..finding import Finding, Severity
from ..model.record import Problem
from ..model.tally import KEPT, Counted, Kind, Tally


class Said(NamedTuple):
    """A problem, as one rule says it of one line."""

    rule: str
    severity: Severity
    problem: Problem


@lru_cache(10_000)
def _kind(rule: str, event: str | None, path: tuple[str | int, ...]) -> Kind:
    return Kind(rule, event, ".".join(step for step in path if isinstance(step, str)))


def say(tally: Tally, file: str, line: int, said: Said, most: int, event: str | None = None) -> None:
    """Count a problem, and keep it as a finding while there is room."""
    rule, severity, problem = said
    number = tally.said[severity] = tally.said.get(severity, 0) + 1
    kind = _kind(rule, event, problem.path)
    counted = tally.problems.get(kind)
    if counted is None:
        counted = tally.problems[kind] = Counted(severity, problem.message)
    counted.count += 1
    if len(counted.places) < KEPT:
        counted.places.append((file, line))
    if number <= most:
        at = Span(file, line, problem.column, line, problem.column, problem.path)
        tally.findings.append(Finding(at, problem.message, problem.hint, rule, severity))
