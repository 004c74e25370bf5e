"""`plan new event`: writes a new event where such events stand; on a terminal it asks for what was not given."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Kind(StrEnum):
    """What is new."""

    event = "event"


def new(
    kind: Annotated[Kind, typer.Argument(help="What is new: event.", metavar="event")],
    name: Annotated[str | None, typer.Argument(help="The event's name, as it is sent.", metavar="[NAME]")] = None,
    description: Annotated[str | None, typer.Option("--description", "-d", help="What it means.")] = None,
    trigger: Annotated[str | None, typer.Option("--trigger", "-t", help="When exactly it is sent.")] = None,
    category: Annotated[str | None, typer.Option("--category", "-c", help="Such as activation.")] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="Who answers for it: a name under `owners`.")] = None,
    source: Annotated[list[str] | None, typer.Option("--source", "-s", help="What sends it; may be repeated.")] = None,
    phase: Annotated[str | None, typer.Option("--phase", help="The phase of the roadmap in which it comes.")] = None,
    include: Annotated[
        list[str] | None, typer.Option("--include", "-i", help="A property group; may be repeated.", metavar="GROUP")
    ] = None,
    property: Annotated[
        list[str] | None,
        typer.Option(
            "--property",
            "-P",
            help="A property: a name of the dictionary, or name:type for one of its own; name? where it may be missing. "
            "May be repeated.",
            metavar="NAME[:TYPE][?]",
        ),
    ] = None,
    answers: Annotated[
        list[str] | None, typer.Option("--answers", "-a", help="A question; may be repeated.", metavar="QUESTION")
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan", "-p", help="The plan. Default: the nearest plans/ or plan.yaml, upward.", metavar="PATH"
        ),
    ] = None,
    into: Annotated[
        str | None,
        typer.Option(
            "--into", help="The plan's file to write it to. Default: where such events stand.", metavar="FILE"
        ),
    ] = None,
    no_ask: Annotated[bool, typer.Option("--no-ask", help="Ask nothing, on a terminal neither.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; show what would be written, as a patch, and exit with 1.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Write a new event into the plan, beside those of its category; comments and order of the file stay.

    Examples:

    \b
      plan new event                                     # asks, with completion (Tab)
      plan new event "Project Archived" --category engagement --owner product --source web \\
        --description "A team puts a project away" --property project_id --property reason:string?
    """
    from . import _new  # noqa: PLC0415 - start-up: `plan --help` needs none of this

    given = _new.Given(
        name, description, trigger, category, owner, tuple(source or ()), phase, tuple(include or ()),
        tuple(property or ()), tuple(answers or ()),
    )  # fmt: skip
    raise typer.Exit(_new.event(given, plan, into, asks=not no_ask, check=check, quiet=quiet))
