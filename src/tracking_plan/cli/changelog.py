"""`plan changelog`: release notes of the plan, from its git history."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class By(StrEnum):
    """What makes a release."""

    auto = "auto"
    version = "version"
    tag = "tag"


class Format(StrEnum):
    """How to say it."""

    markdown = "markdown"
    json = "json"


def changelog(
    since: Annotated[
        str | None,
        typer.Option("--from", help="Tell only what came after this tag, branch or commit.", metavar="REVISION"),
    ] = None,
    until: Annotated[str | None, typer.Option("--to", help="Where to end. Default: HEAD.", metavar="REVISION")] = None,
    by: Annotated[
        By,
        typer.Option(
            "--by",
            help="What makes a release: a change of the plan's `version`, or a git tag; auto is version where the plan "
            "has one.",
        ),
    ] = By.auto,
    tags: Annotated[
        str | None, typer.Option("--tags", help="Count only tags of this form, such as 'plan-*'.", metavar="GLOB")
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan", "-p", help="The plan. Default: the nearest plans/ or plan.yaml, upward.", metavar="PATH"
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="markdown, or json for scripts.")] = Format.markdown,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Write it to this file, whole or not at all.", metavar="FILE")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No remarks.")] = False,
) -> None:
    """Write release notes of the plan from its git history: by version or tag, with renames followed.

    Examples:

    \b
      plan changelog --output plans/CHANGELOG.md
      plan changelog --from v2.0.0
      plan changelog --tags 'plan-*'
    """
    from . import _changelog, _output  # noqa: PLC0415 - start-up: `plan --help` needs none of this

    told = _changelog.told(plan, since, until, by.value if tags is None else By.tag.value, tags or "*")
    if not quiet:
        for note in told.notes:
            _output.say(note)
    _output.deliver(_changelog.json(told) if format is Format.json else _changelog.markdown(told), output)
