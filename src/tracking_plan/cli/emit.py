"""`plan emit`: sample events that obey a plan, or break it in known ways."""

from __future__ import annotations

from typing import Annotated

import typer

EXAMPLE = """\
Examples:

\b
  plan emit                                      # a thousand events of the nearest plan
  plan emit plans/saas --events 1_000_000 --output day.ndjson.gz
  plan emit --bad 1% --faults faults.ndjson --output log.ndjson
  plan emit --envelope ga4 --event "Project Created" --seed demo
"""


def emit(
    plan: Annotated[
        str | None,
        typer.Argument(help="A folder or a file. Default: the nearest plans/ or plan.yaml, upward.", metavar="[PLAN]"),
    ] = None,
    option: Annotated[
        str | None,
        typer.Option("--plan", "-p", help="The same, as the commands that read logs take it.", metavar="PLAN"),
    ] = None,
    events: Annotated[str, typer.Option("--events", "-n", help="How many.", metavar="N")] = "1000",
    event: Annotated[
        list[str] | None,
        typer.Option("--event", help="Only this event (again for more). Default: those that are live.", metavar="NAME"),
    ] = None,
    bad: Annotated[
        str, typer.Option("--bad", help="How many of them are wrong on purpose: 0.01, 1% or 1/100.", metavar="SHARE")
    ] = "0",
    fault: Annotated[
        list[str] | None,
        typer.Option(
            "--fault", help="In which way, by the rule that finds it (again for more). Default: all.", metavar="KIND"
        ),
    ] = None,
    faults: Annotated[
        str | None,
        typer.Option("--faults", help="Write here which line is wrong, and which rule finds it.", metavar="FILE"),
    ] = None,
    duplicates: Annotated[
        str, typer.Option("--duplicates", help="How many of the lines say an earlier one again.", metavar="SHARE")
    ] = "0",
    envelope: Annotated[
        str | None,
        typer.Option(
            "--envelope",
            "-e",
            help="Whose log it is: a tool, or an envelope of the plan. Default: the SDK of the plan's sources.",
            metavar="NAME",
        ),
    ] = None,
    seed: Annotated[str, typer.Option("--seed", help="The same seed gives the same bytes.")] = "1",
    start: Annotated[
        str, typer.Option("--start", help="The day on which the first event happens.", metavar="DATE")
    ] = "2025-01-01",
    days: Annotated[float, typer.Option("--days", help="Over how many days the events are spread.")] = 1.0,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            help="Write to this file, whole or not at all; compressed where it ends in .gz.",
            metavar="FILE",
        ),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", help="Processes; the bytes do not depend on it. Default: all cores.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Make sample events that obey a plan, or break it in known ways: for tests, demos and benchmarks.

    The people and devices are made up, and every address is one that is kept for examples.
    """
    from ..trouble import Trouble  # noqa: PLC0415 - start-up: `plan --help` needs none of this
    from ._emission import Asked, emission  # noqa: PLC0415

    if plan is not None and option not in (None, plan):
        raise Trouble(f"two plans are named, {plan} and {option}: name one")
    asked = Asked(
        plan or option,
        events,
        event or (),
        bad,
        fault or (),
        faults,
        duplicates,
        envelope,
        seed,
        start,
        days,
        output,
        jobs,
    )
    emission(asked, quiet)


emit.__doc__ = f"{emit.__doc__}\n\n{EXAMPLE}"
