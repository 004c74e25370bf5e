"""`plan impact`: everything that uses a thing of the plan, and the owners to tell before it changes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Format(StrEnum):
    """How to say it."""

    text = "text"
    json = "json"


def impact(
    reference: Annotated[
        str,
        typer.Argument(
            help="An event, `Event.property`, or a name of the dictionary, the groups, owners, sources, questions or "
            "objectives; `owners/growth` where a name means two things.",
            metavar="THING",
        ),
    ],
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan", "-p", help="The plan. Default: the nearest plans/ or plan.yaml, upward.", metavar="PATH"
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="text, or json for scripts.")] = Format.text,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Write it to this file, whole or not at all.", metavar="FILE")
    ] = None,
) -> None:
    """Tell what a change would touch: events, groups, questions, examples, generated files, and the owners to tell.

    Examples:

    \b
      plan impact "Project Created"
      plan impact "Project Created.project_type"
      plan impact properties/email --format json
    """
    from ..document import Limits  # noqa: PLC0415 - start-up: `plan --help` needs none of this
    from ..model import reference as references  # noqa: PLC0415
    from ..model.impact import impact as find  # noqa: PLC0415
    from ..revisions import working_tree  # noqa: PLC0415
    from . import _impact, _output  # noqa: PLC0415
    from ._judge import today  # noqa: PLC0415
    from ._sides import plan_of  # noqa: PLC0415

    side = working_tree(plan)
    loaded = plan_of(side, Limits(), today())
    path = references.resolve(loaded, reference)
    told = _impact.told(loaded, path, find(loaded, path), loaded.folder)
    _output.deliver(_impact.json(told) if format is Format.json else _impact.text(told), output)
