"""Where a sheet goes: laid out and painted for the terminal that somebody looks at, plain for a pipe or a file."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence

from .. import workspace
from ..document import Limits, Span
from ..model.plan import Plan
from ..reports._line import place
from ..reports._sheet import Block, rows
from ._judge import one_plan
from ._output import colored, deliver

_WIDTH = 100
"""Where colors are wanted, and there is no terminal to ask how wide it is."""
_WIDEST = 140
"""Longer lines are hard to read."""


def plan_at(target: str | None) -> Plan:
    """The plan that is named, or the nearest one.

    Raises:
        Trouble: there is none, there are several, or a file of it cannot be read.
    """
    return one_plan(target if target is not None else workspace.find(), Limits())


def show(blocks: Sequence[Block], output: str | None = None) -> None:
    """Write a sheet to the terminal, the pipe or the file."""
    person = output in (None, "-") and sys.stdout.isatty()
    paints = output in (None, "-") and colored("auto")
    width = None
    if person:
        width = min(shutil.get_terminal_size((_WIDTH, 24)).columns, _WIDEST)
    elif paints:
        width = _WIDTH
    deliver("".join(rows(blocks, width, paints)), output)


def at(file: str, line: int, column: int = 1) -> str:
    """A place as it is shown: `plans/saas/plan.yaml:12:3`."""
    return place(Span(file, line, column, line, column))
