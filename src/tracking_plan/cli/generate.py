"""`plan generate`: typed clients of the plan, one for each source, or the files of one target."""

from __future__ import annotations

from typing import Annotated

import typer

EXAMPLE = """\
Examples:

\b
  plan generate                                  # what the plan's sources name, each into its `out` folder
  plan generate --source web --check             # for CI: exit code 1 and a diff where it is not up to date
  plan generate typescript --out web/src/events  # one client, of all events
  plan generate jsonschema --out schemas
  plan generate --template templates/php --out php/events
"""


def generate(
    target: Annotated[
        str | None,
        typer.Argument(help="What to make, such as typescript or jsonschema. Default: what the sources name."),
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option("--plan", help="The plan. Default: the nearest plans/ or plan.yaml, upward.", metavar="PLAN"),
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", "-s", help="Only this source, and only its events.", metavar="NAME")
    ] = None,
    out: Annotated[
        str | None, typer.Option("--out", "-o", help="The folder to write to, for one target.", metavar="DIR")
    ] = None,
    template: Annotated[
        str | None,
        typer.Option("--template", "-t", help="Templates of your own (*.j2) instead of a target.", metavar="DIR"),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; show what would change, and end with 1 if anything would.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Make typed clients of the plan that know its events and check what they send.

    All files are written or none. Files of an earlier run that are no longer made are removed, if `plan` wrote them.
    """
    from ._generation import generate as make  # noqa: PLC0415 - start-up: `plan --help` needs none of this

    raise typer.Exit(make(plan, target, source, out, template=template, check=check, quiet=quiet))


generate.__doc__ = (
    "\n".join(line.removeprefix("    ") for line in (generate.__doc__ or "").splitlines()) + f"\n\n{EXAMPLE}"
)
