"""`plan history`: each commit that changed one event, with who, when, and whom it broke."""

from __future__ import annotations

from typing import Annotated

import typer

from .impact import Format


def history(
    event: Annotated[str, typer.Argument(help="The event, by the name that it has or had.", metavar="EVENT")],
    since: Annotated[
        str | None,
        typer.Option("--from", help="Tell only what came after this tag, branch or commit.", metavar="REVISION"),
    ] = None,
    until: Annotated[str | None, typer.Option("--to", help="Where to end. Default: HEAD.", metavar="REVISION")] = None,
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan", "-p", help="The plan. Default: the nearest plans/ or plan.yaml, upward.", metavar="PATH"
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="text, or json for scripts.")] = Format.text,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Write it to this file, whole or not at all.", metavar="FILE")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No remarks.")] = False,
) -> None:
    """Tell the history of one event from git: each change with its date, author and commit; renames are followed.

    Examples:

    \b
      plan history "Project Created"
      plan history "Project Created" --from v2.0.0 --format json
    """
    from . import _history, _output  # noqa: PLC0415 - start-up: `plan --help` needs none of this

    told = _history.told(event, plan, since, until)
    if not quiet:
        for note in told.notes:
            _output.say(note)
    _output.deliver(_history.json(told) if format is Format.json else _history.text(told), output)
