"""`plan stats`: the plan in numbers, and what in it wants attention."""

from __future__ import annotations

from typing import Annotated

import typer


def stats(
    plan: Annotated[
        str | None,
        typer.Argument(help="The plan. Default: the nearest plans/ or plan.yaml, upward.", metavar="[PLAN]"),
    ] = None,
    days: Annotated[
        int, typer.Option("--days", help="An event that ends within so many days is expiring.", min=0, max=36500)
    ] = 90,
    all: Annotated[
        bool, typer.Option("--all", "-a", help="Name all that wants attention, not only the first.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="As JSON, for scripts.")] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Write it to this file, whole or not at all.", metavar="FILE")
    ] = None,
) -> None:
    """Tell the plan in numbers: by status, owner, source, category, phase and privacy; coverage; what wants attention.

    Examples:

    \b
      plan stats
      plan stats plans/saas --days 30
      plan stats --json
    """
    from . import _output, _sheets, _stats  # noqa: PLC0415 - start-up: `plan --help` needs none of this

    told = _stats.told(_sheets.plan_at(plan), days)
    if json:
        _output.deliver(_stats.json(told), output)
    else:
        _sheets.show(_stats.sheet(told, all), output)
