"""`plan lint`: judges logs of events by a plan."""

from __future__ import annotations

from typing import Annotated

import typer

from .validate import Color, FailOn

EXAMPLE = """\
Examples:

\b
  plan lint events.ndjson                       # by the nearest plan
  plan lint logs/*.ndjson.gz --plan plans/saas --summary summary.json
  kcat -C -t events -e | plan lint - --rejects bad.ndjson --fail-under 99.5
  plan lint export.zip --envelope amplitude
  plan lint s3://logs/2026/ --engine spark --master yarn
"""


def lint(
    log: Annotated[
        list[str],
        typer.Argument(
            help="A file, a pattern, a folder, a ZIP archive, an address such as s3://bucket/key, or - for standard input.",
            metavar="LOG...",
        ),
    ],
    plan: Annotated[
        str | None, typer.Option("--plan", "-p", help="The plan. Default: the nearest one, upward.", metavar="PATH")
    ] = None,
    envelope: Annotated[
        str,
        typer.Option(
            "--envelope", "-e", help="The tool whose log it is, or one of the plan's own; auto tells from the data."
        ),
    ] = "auto",
    source: Annotated[
        str | None,
        typer.Option(
            "--source", help="The plan's source that sent all of it, where the log does not say.", metavar="NAME"
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
    summary: Annotated[
        str | None, typer.Option("--summary", help="Write the summary to this file, as JSON.", metavar="FILE")
    ] = None,
    rejects: Annotated[
        str | None,
        typer.Option(
            "--rejects",
            help="Write the lines that are not valid to this file, untouched, with the reasons.",
            metavar="FILE",
        ),
    ] = None,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under",
            help="End with 1 where less than this share of lines is valid, instead of at any finding of a line.",
            metavar="PERCENT",
            min=0,
            max=100,
        ),
    ] = None,
    max_findings: Annotated[
        int, typer.Option("--max-findings", help="Show so many findings at most; all are counted.", metavar="N", min=0)
    ] = 100,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="The least severity that gives exit code 1.")
    ] = FailOn.error,
    select: Annotated[
        list[str] | None, typer.Option("--select", help="Ask only this rule (again for more).", metavar="RULE")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", help="Do not ask this rule (again for more).", metavar="RULE")
    ] = None,
    engine: Annotated[str, typer.Option("--engine", help="Where to judge: local or spark.")] = "local",
    master: Annotated[
        str | None,
        typer.Option(
            "--master", help="Spark's cluster, such as yarn or spark://host:7077. Default: this machine.", metavar="URL"
        ),
    ] = None,
    spark_conf: Annotated[
        list[str] | None,
        typer.Option("--spark-conf", help="A setting of Spark (again for more).", metavar="NAME=VALUE"),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", help="Processes. Default: one for each core.", metavar="N", min=1)
    ] = None,
    limit: Annotated[
        list[str] | None,
        typer.Option("--limit", help="Raise a limit: line, ratio or document.", metavar="NAME=NUMBER"),
    ] = None,
    color: Annotated[
        Color, typer.Option("--color", help="When to color; NO_COLOR and FORCE_COLOR are obeyed.")
    ] = Color.auto,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary and no progress.")] = False,
) -> None:
    """Judge logs of events by the plan: every line is valid, invalid, unplanned or unreadable, and each fault is told."""
    from ._linting import Asked  # noqa: PLC0415 - start-up: `plan --help` needs none of this
    from ._linting import lint as judge  # noqa: PLC0415

    asked = Asked(
        logs=log,
        plan=plan,
        envelope=envelope,
        source=source,
        format=format,
        output=output,
        summary=summary,
        rejects=rejects,
        fail_under=fail_under,
        max_findings=max_findings,
        fail_on=fail_on.value,
        select=select or (),
        ignore=ignore or (),
        engine=engine,
        master=master,
        spark_conf=spark_conf or (),
        jobs=jobs,
        limit=limit or (),
        color=color.value,
        quiet=quiet,
    )
    raise typer.Exit(judge(asked))


lint.__doc__ = f"{lint.__doc__}\n\n{EXAMPLE}"
