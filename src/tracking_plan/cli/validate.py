"""`plan validate`: judges plans and reports what is wrong with them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

EXAMPLE = """\
Examples:

\b
  plan validate                    # the nearest plans/ folder or plan.yaml
  plan validate plans/saas --format sarif --output plan.sarif
  plan validate --write-baseline baseline.json    # adopt a legacy plan,
  plan validate --baseline baseline.json          # and judge what is new
  plan validate --diff             # what --fix would mend, as a patch
  plan validate --fix              # mend it in the files
  plan validate --watch            # and see how it stands while you write
"""


class FailOn(StrEnum):
    """The least severity that gives exit code 1."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


class Color(StrEnum):
    """When to color."""

    auto = "auto"
    always = "always"
    never = "never"


def validate(
    plan: Annotated[
        list[str] | None,
        typer.Argument(
            help="A folder, a file, or - for standard input. Default: the nearest plans/ or plan.yaml, upward.",
            metavar="[PLAN]...",
        ),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="text, json, github, gitlab, sarif, junit, rdjson or markdown; auto is github on GitHub and text elsewhere.",
        ),
    ] = "auto",
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help="Write the report to this file, whole or not at all.", metavar="FILE"),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="The least severity that gives exit code 1.")
    ] = FailOn.error,
    select: Annotated[
        list[str] | None, typer.Option("--select", help="Ask only this rule (again for more).", metavar="RULE")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", help="Do not ask this rule (again for more).", metavar="RULE")
    ] = None,
    baseline: Annotated[
        str | None, typer.Option("--baseline", help="Set aside the findings that this file holds.", metavar="FILE")
    ] = None,
    write_baseline: Annotated[
        str | None,
        typer.Option("--write-baseline", help="Write today's findings to this file and end with 0.", metavar="FILE"),
    ] = None,
    limit: Annotated[
        list[str] | None,
        typer.Option("--limit", help="Raise a limit: bytes, depth, aliases or findings.", metavar="NAME=NUMBER"),
    ] = None,
    color: Annotated[
        Color, typer.Option("--color", help="When to color; NO_COLOR and FORCE_COLOR are obeyed.")
    ] = Color.auto,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what is surely meant otherwise in the files, then judge them.")
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option("--unsafe-fixes", help="With --fix: also what changes names that may be sent, or needs a look."),
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", "-w", help="Judge again whenever a file of the plan changes; Ctrl-C ends it.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would write, and write nothing; 1 where it is anything.")
    ] = False,
) -> None:
    """Judge plans: names, meanings, privacy, limits of the tools, references, examples."""
    from ._validation import validate as judge  # noqa: PLC0415 - start-up: `plan --help` needs none of this

    code = judge(
        plan or (),
        format=format,
        output=output,
        fail_on=fail_on.value,
        select=select or (),
        ignore=ignore or (),
        baseline=baseline,
        write_baseline=write_baseline,
        limit=limit or (),
        color=color.value,
        quiet=quiet,
        fix=fix,
        unsafe=unsafe_fixes,
        diff=diff,
        watch=watch,
    )
    raise typer.Exit(code)


validate.__doc__ = f"{validate.__doc__}\n\n{EXAMPLE}"
