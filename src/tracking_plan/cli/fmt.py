"""`plan fmt`: writes the files of plans in one form, so that reviews are about what changed and not about how it is written."""

from __future__ import annotations

from typing import Annotated

import typer


def fmt(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            help="Plans: folders, files, or - for standard input. Default: the nearest plans/ or plan.yaml.",
            metavar="[PATH...]",
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 where a file would change.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change, as a patch.")] = False,
    limit: Annotated[
        list[str] | None, typer.Option("--limit", help="Raise a limit, such as bytes=200000000.", metavar="NAME=NUMBER")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Write plans in canonical form: order of keys, quotes, indents, blank lines. Comments and the order of names are kept.

    Examples:

      plan fmt

      plan fmt plans/saas --check

      plan fmt - < plan.yaml
    """
    from ._formatting import run  # noqa: PLC0415 - start-up: `plan --help` needs none of this

    raise typer.Exit(run(targets or (), check=check, diff=diff, limits=limit or (), quiet=quiet))
