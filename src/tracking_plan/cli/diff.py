"""`plan diff`: what changed between two versions of a plan, whom it breaks, and what the version must be."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from .validate import Color

EXAMPLE = """\
Examples:

\b
  plan diff                        # since the default branch, with what is not committed
  plan diff HEAD~1
  plan diff v2.4.0 v3.0.0 --plan plans/saas --format markdown
  plan diff old/ new/ --perspective wire --fail-on risky
  plan diff --acknowledge --reason "Nobody reads it" --by ana@acme.test
  plan diff --check-version        # and --bump writes what it asks for
"""


class FailOn(StrEnum):
    """The least verdict that gives exit code 1."""

    breaking = "breaking"
    risky = "risky"
    never = "never"


class Perspective(StrEnum):
    """For whom a change may break."""

    code = "code"
    data = "data"
    wire = "wire"


def diff(
    base: Annotated[
        str | None,
        typer.Argument(
            help="A revision, a folder or a file. Default: where HEAD left the default branch.", metavar="[BASE]"
        ),
    ] = None,
    head: Annotated[
        str | None,
        typer.Argument(help="What to compare it with. Default: the working tree.", metavar="[HEAD]"),
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option("--plan", help="Where the plan stands. Default: the nearest plans/ or plan.yaml.", metavar="PATH"),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="The least verdict that gives exit code 1.")
    ] = FailOn.breaking,
    perspective: Annotated[
        list[Perspective] | None,
        typer.Option("--perspective", help="Count only what it does to code, data or wire (again for more)."),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="text, json, markdown, github, or another format of `plan validate`; auto is github on GitHub, else text.",
        ),
    ] = "auto",
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help="Write the report to this file, whole or not at all.", metavar="FILE"),
    ] = None,
    acknowledge: Annotated[
        bool, typer.Option("--acknowledge", help="Write what would fail into the plan's `changes:`, to let it pass.")
    ] = False,
    fingerprint: Annotated[
        list[str] | None,
        typer.Option("--fingerprint", help="Acknowledge only this change (again for more).", metavar="HEX"),
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Why it is acknowledged.", metavar="TEXT")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who acknowledges it.", metavar="TEXT")] = None,
    until: Annotated[
        str | None, typer.Option("--until", help="The last day on which it is let pass.", metavar="YYYY-MM-DD")
    ] = None,
    check_version: Annotated[
        bool, typer.Option("--check-version", help="Fail where the plan's version says too little.")
    ] = False,
    bump: Annotated[bool, typer.Option("--bump", help="Write the version that the changes ask for.")] = False,
    color: Annotated[
        Color, typer.Option("--color", help="When to color; NO_COLOR and FORCE_COLOR are obeyed.")
    ] = Color.auto,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Compare two versions of a plan: every change, whom it breaks, who uses it, and what the version must be."""
    from ._comparing import Wanted, compare  # noqa: PLC0415 - start-up: `plan --help` needs none of this

    wanted = Wanted(
        fail_on=fail_on.value,
        perspectives=tuple(dict.fromkeys(one.value for one in perspective or ())),
        format=format,
        output=output,
        acknowledge=acknowledge,
        fingerprints=tuple(fingerprint or ()),
        reason=reason,
        by=by,
        until=until,
        check_version=check_version,
        bump=bump,
        color=color.value,
        quiet=quiet,
    )
    raise typer.Exit(compare(base, head, plan, wanted))


diff.__doc__ = f"{diff.__doc__}\n\n{EXAMPLE}"
