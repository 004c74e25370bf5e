"""`plan fetch`: brings the plans of other repositories that a plan builds on. The only command that goes to the network."""

from __future__ import annotations

from typing import Annotated

import typer


def fetch(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Only these: an address, or the last step of one. Default: all.", metavar="[NAME]..."),
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan", "-p", help="The plan. Default: the nearest plans/ or plan.yaml, upward.", metavar="PATH"
        ),
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Take what the revisions are now, and say what changes by it.")
    ] = False,
    check: Annotated[
        bool,
        typer.Option("--check", help="Fetch and write nothing; exit with 1 where plan.lock is not what the plan says."),
    ] = False,
    at: Annotated[
        str | None,
        typer.Option("--at", help="Fetch what the plan of this revision has in its plan.lock.", metavar="REVISION"),
    ] = None,
    max_size: Annotated[
        int, typer.Option("--max-size", help="The most megabytes that come of one repository.", min=1)
    ] = 256,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what changed.")] = False,
) -> None:
    """Fetch the plans of other repositories that a plan builds on (`extends: {git: …, rev: …}`).

    plan.lock, beside the plan, says which commit each revision is; commit it. The files come to .plan/, which git
    passes over. No other command goes to the network.

    Examples:

    \b
      plan fetch                     # what plan.lock says; what is new is added to it
      plan fetch --update            # moves all to what their tags and branches are now
      plan fetch --update company
      plan fetch --check             # for CI: does plan.lock say what the plan says?
    """
    from . import _fetching  # noqa: PLC0415 - start-up: `plan --help` needs none of this

    asked = _fetching.Asked(tuple(names or ()), update, max_size * 1_000_000, quiet)
    raise typer.Exit(_fetching.run(asked, plan, at, check=check))
