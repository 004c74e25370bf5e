"""`plan show`: the page of an event, a property, a group, a source, an owner or a question, for the terminal."""

from __future__ import annotations

from typing import Annotated

import typer


def show(
    name: Annotated[
        str | None,
        typer.Argument(
            help="An event, a property, `Event.property`, a group, source, owner, question or objective; an old name "
            "too. `owners/growth` where a name means two things.",
            metavar="NAME",
        ),
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan", "-p", help="The plan. Default: the nearest plans/ or plan.yaml, upward.", metavar="PATH"
        ),
    ] = None,
    summary: Annotated[
        str | None,
        typer.Option("--summary", help="Tell what a log said of it: what `plan lint --summary` wrote.", metavar="FILE"),
    ] = None,
    calls: Annotated[
        bool, typer.Option("--calls", help="Show the call that sends an event too, in the languages of its sources.")
    ] = False,
    overrides: Annotated[
        bool,
        typer.Option("--overrides", help="List all that the plan says over what it has from plans that it builds on."),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="As JSON, for scripts.")] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Write it to this file, whole or not at all.", metavar="FILE")
    ] = None,
) -> None:
    """Show what an event means, who answers for it, what it carries and what depends on it; so of properties, owners …

    Examples:

    \b
      plan show "Project Created"
      plan show "Project Created" --calls        # how it is sent, in TypeScript, Swift …
      plan show project_type
      plan show owners/growth
      plan show "Project Created" --json
      plan show --overrides                      # what this plan says over the plans that it builds on
    """
    from . import _output, _sheets, _show, _show_sheet  # noqa: PLC0415 - start-up: `plan --help` needs none of this

    if overrides or name is None:
        if name is not None or not overrides:
            raise typer.BadParameter("name one thing, or list all with --overrides", param_hint="NAME")
        from . import _overrides  # noqa: PLC0415

        raise typer.Exit(_overrides.show(plan, json=json, output=output))
    found = _show.found(_sheets.plan_at(plan), name, summary, calls)
    if len(found) > 1:
        told = _show.several(name, found)
        if json:
            _output.deliver(_show.json(told), output)
        else:
            _sheets.show(_show_sheet.several(told), output)
        raise typer.Exit(2)
    page = found[0]
    if page.how:
        _output.say(page.how)
    if json:
        _output.deliver(_show.json(_show.told(page)), output)
    else:
        _sheets.show(_show_sheet.sheet(page), output)
