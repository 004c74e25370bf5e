"""`plan rename`: a thing gets another name, where it is defined and wherever it is named."""

from __future__ import annotations

from typing import Annotated

import typer


def rename(
    old: Annotated[
        str,
        typer.Argument(
            help="An event, `properties/email`, `Event.property`, `owners/growth`, a source, group, question or objective.",
            metavar="OLD",
        ),
    ],
    new: Annotated[str, typer.Argument(help="Its new name; of a property, without the event.", metavar="NEW")],
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan", "-p", help="The plan. Default: the nearest plans/ or plan.yaml, upward.", metavar="PATH"
        ),
    ] = None,
    no_was: Annotated[
        bool, typer.Option("--no-was", help="Do not keep an event's old name under `was`: nobody has sent it yet.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; show what would be written, as a patch, and exit with 1.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Rename an event, a property, an owner …: its definition, all that names it, and, of an event, `was`.

    Comments, order and quotes of the files stay as they are.

    Examples:

    \b
      plan rename "Project Created" "Project Started"
      plan rename properties/email email_address
      plan rename "Signup Completed.plan" plan_type
      plan rename owners/growth expansion --check
    """
    from . import _renaming  # noqa: PLC0415 - start-up: `plan --help` needs none of this

    raise typer.Exit(_renaming.rename(old, new, plan, keep=not no_was, check=check, quiet=quiet))
