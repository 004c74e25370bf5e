"""`plan infer`: a first plan from logs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..infer import Inferred

EXAMPLE = """\
Examples:

\b
  plan infer events.ndjson --out plans
  plan infer logs/ more.csv.gz --out plans --name acme
  plan infer export.json --envelope amplitude --out plans
  plan infer ours.ndjson --envelope ours --plan envelopes.yaml --out plans
"""


def infer(
    logs: Annotated[
        list[str],
        typer.Argument(help="Files, patterns, folders, - for standard input, or s3:// and the like.", metavar="LOG..."),
    ],
    out: Annotated[
        str, typer.Option("--out", "-o", help="The folder for the plan; nothing in it is overwritten.", metavar="DIR")
    ],
    envelope: Annotated[
        str, typer.Option("--envelope", "-e", help="Whose log it is; auto finds out.", metavar="NAME")
    ] = "auto",
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan", "-p", help="A plan that describes your own envelope, under `envelopes`.", metavar="PLAN"
        ),
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="The name of the plan. Default: that of DIR.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Make a first plan from logs: events, properties, types, limits, sources, and what looks personal.

    Every record that was read obeys it. Comments say from how many records each thing was inferred; what looks like one
    thing under two names, and what the plan cannot hold, is listed on standard output.
    """
    import os  # noqa: PLC0415 - start-up: `plan --help` needs none of this

    from .. import infer as inferring  # noqa: PLC0415
    from .. import workspace  # noqa: PLC0415
    from ..document import Limits  # noqa: PLC0415
    from ..lint.reading import found  # noqa: PLC0415
    from ..trouble import Trouble  # noqa: PLC0415
    from ._importing import refuse_others  # noqa: PLC0415
    from ._judge import one_plan, today  # noqa: PLC0415
    from ._output import write  # noqa: PLC0415

    known = one_plan(plan, Limits()) if plan is not None else None
    title = name or os.path.basename(os.path.abspath(out)) or "inferred"
    made = inferring.infer(found(logs), today(), envelope, known, title)
    _say_how(made)
    if not made.plan.sections.get("events") and not made.plan.sections.get("traits"):
        raise Trouble(
            "no event was found in it; name the tool with --envelope, or describe your own in a plan (--plan)"
        )
    refuse_others(out, made.files)
    written = workspace.write_files(out, made.files)
    for note in made.notes:
        write(f"{note}\n")
    for question in made.questions:
        hint = f" ({question.hint})" if question.hint else ""
        place = os.path.join(out, question.at.file)
        write(f"{place}:{question.at.line}:{question.at.column}: {question.message}{hint}\n")
    if not quiet:
        _summary(made, out, len(written))


def _say_how(made: Inferred) -> None:
    """How each file was read, where that is worth a word."""
    from ._output import counted, say  # noqa: PLC0415

    for read in made.read:
        unread = f"; {counted(read.unread, 'thing')} in it that name no event, or cannot be read" if read.unread else ""
        trouble = f"; {read.trouble}" if read.trouble else ""
        say(f"{read.file}: {read.said}{unread}{trouble}.")


def _summary(made: Inferred, out: str, written: int) -> None:
    from ._output import counted, say  # noqa: PLC0415

    events, properties, traits = made.plan.counts
    what = f"{counted(events, 'event')} with {counted(properties, 'property', 'properties')}"
    if traits:
        what += f" and {counted(traits, 'trait')}"
    wrote = f"wrote {counted(len(made.files), 'file')} to {out}" if written else f"{out} holds it already"
    asked = f"; {counted(len(made.questions), 'question')} about names and meanings above" if made.questions else ""
    records = f"{counted(made.records, 'record')} in {counted(len(made.read), 'file')}"
    say(f"Inferred {what} from {records}; {wrote}{asked}. Next: `plan validate {out}`, and fill in what it asks for.")


infer.__doc__ = f"{infer.__doc__}\n\n{EXAMPLE}"
