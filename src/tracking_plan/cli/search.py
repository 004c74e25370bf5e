"""`plan search`: finds events, properties, questions and the people behind them by a few words."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Kind(StrEnum):
    """What to find."""

    event = "event"
    property = "property"
    group = "group"
    trait = "trait"
    source = "source"
    owner = "owner"
    question = "question"
    objective = "objective"


def search(
    words: Annotated[list[str], typer.Argument(help="What to look for.", metavar="WORD...")],
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan", "-p", help="The plan. Default: the nearest plans/ or plan.yaml, upward.", metavar="PATH"
        ),
    ] = None,
    kind: Annotated[list[Kind] | None, typer.Option("--kind", "-k", help="Only these; may be repeated.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", help="How many to show at most.", min=1)] = 20,
    json: Annotated[bool, typer.Option("--json", help="As JSON, for scripts.")] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Write it to this file, whole or not at all.", metavar="FILE")
    ] = None,
) -> None:
    """Search the plan: names, old names, properties, descriptions, questions, owners; typing errors are forgiven.

    Examples:

    \b
      plan search revenue
      plan search signup method --kind property
      plan search "invite" --json
    """
    from . import _output, _search, _sheets  # noqa: PLC0415 - start-up: `plan --help` needs none of this

    told = _search.told(_sheets.plan_at(plan), " ".join(words), [one.value for one in kind or ()], limit)
    if json:
        _output.deliver(_search.json(told), output)
    else:
        _sheets.show(_search.sheet(told), output)
