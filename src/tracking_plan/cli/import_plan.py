"""`plan import`: makes a plan of what another tool keeps, and says item by item what could not be kept."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Take(StrEnum):
    """Whose value counts where both changed it."""

    neither = "neither"
    table = "table"
    plan = "plan"


def import_plan(
    tool: Annotated[str, typer.Argument(help="Whose plan it is: `plan vendors` lists them.", metavar="VENDOR")],
    files: Annotated[
        list[str], typer.Argument(help="The tool's files, folders of them, or - for standard input.", metavar="FILE...")
    ],
    out: Annotated[
        str | None,
        typer.Option("--out", "-o", help="The folder for a new plan; nothing in it is overwritten.", metavar="DIR"),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            "--base", help="The plan that a table was exported from, which takes what was edited.", metavar="PLAN"
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", help="The git revision it was exported at, where the table does not say.", metavar="REVISION"
        ),
    ] = None,
    take: Annotated[
        Take, typer.Option("--take", help="Whose value counts where the table and the plan both changed it.")
    ] = Take.neither,
    check: Annotated[
        bool, typer.Option("--check", help="Show what would change in the plan, and write nothing.")
    ] = False,
    limit: Annotated[
        list[str] | None, typer.Option("--limit", help="Raise a limit, such as bytes=200000000.", metavar="NAME=NUMBER")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Make a plan of what another tool keeps: Segment, RudderStack, and all others that `plan vendors` lists.

    What the plan format has no word for is kept under x-VENDOR, so that `plan export VENDOR` gives it back. Each thing
    that could not be kept as it was is listed on standard output.

    A table (Excel, CSV, Markdown) that `plan export table` wrote and people edited goes back into the plan it came from:
    only what they edited changes, and what the plan changed meanwhile too is a conflict. With --out, a spreadsheet that a team
    keeps becomes a new plan: what each column was taken for is told.

    Examples:

      plan import segment plan.json --out plans

      plan import rudderstack rudder/ --out plans

      plan import mparticle data-plan.json --out plans

      plan import table plan.xlsx --base plans --check

      plan import table "Tracking plan.xlsx" --out plans
    """
    from ..trouble import Trouble  # noqa: PLC0415 - start-up: `plan --help` needs none of this
    from ..vendors import amender  # noqa: PLC0415

    amending = amender(tool)
    if amending is not None:
        from ._tables import Wanted, begin, take_back  # noqa: PLC0415

        taken = "" if take is Take.neither else take.value
        wanted = Wanted(base, since, taken, check, limit or (), quiet)
        raise typer.Exit((begin if out is not None else take_back)(amending, files, wanted, out or ""))
    for given, option in ((base, "--base"), (since, "--since"), (check, "--check"), (limit, "--limit")):
        if given:
            raise Trouble(f"{option} is for tables; an import from another tool makes a new plan")
    if out is None:
        raise Trouble("name a folder for the plan with --out")
    from ._importing import new_plan  # noqa: PLC0415

    new_plan(tool, files, out, quiet)
