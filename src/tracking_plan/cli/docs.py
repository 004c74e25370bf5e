"""`plan docs`: the plan as a data dictionary that people browse."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Format(StrEnum):
    """What to make of the plan."""

    html = "html"
    markdown = "markdown"


def docs(
    plan: Annotated[
        str | None,
        typer.Argument(help="A folder or a file. Default: the nearest plans/ or plan.yaml, upward.", metavar="[PLAN]"),
    ] = None,
    format: Annotated[
        Format, typer.Option("--format", "-f", help="html, or markdown: a folder for MkDocs or Docusaurus.")
    ] = Format.html,
    out: Annotated[
        str | None,
        typer.Option("--out", help="The folder. Default: site, and dictionary for Markdown.", metavar="FOLDER"),
    ] = None,
    summary: Annotated[
        str | None,
        typer.Option(
            "--summary", help="What `plan lint --summary` wrote: how often each event was seen.", metavar="FILE"
        ),
    ] = None,
    url: Annotated[
        str, typer.Option("--url", help="Where the site will stand, for sitemap.xml and 404.html.", metavar="URL")
    ] = "",
    serve: Annotated[
        bool,
        typer.Option("--serve", help="Show it on this machine instead, and anew whenever the plan changes."),
    ] = False,
    port: Annotated[
        int, typer.Option("--port", help="Where to listen with --serve; 0 for any that is free.", min=0, max=65535)
    ] = 8000,
    no_history: Annotated[
        bool, typer.Option("--no-history", help="Leave out what git knows of the plan, which takes a while to read.")
    ] = False,
    update: Annotated[
        list[str] | None,
        typer.Option(
            "--update",
            help="Make the tables of this page anew, between <!-- plan:events --> and <!-- /plan -->; may be repeated.",
            metavar="FILE",
        ),
    ] = None,
    framework: Annotated[
        str | None,
        typer.Option(
            "--framework",
            help="Write the framework document: twelve sections, filled with what the plan knows, and questions.",
            metavar="FILE.md|.html",
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; fail where Markdown or the document is out of date: for CI."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Build the data dictionary of a plan: a static site that works from its folder, without a server.

    Examples:

    \b
      plan docs                                  # the nearest plan, into site/
      plan docs plans/saas --out public
      plan docs --format markdown --out docs/events
      plan docs --update docs/tracking.md        # its marked tables, made anew
      plan docs --framework framework.html       # the framework document, and what it still asks
      plan docs --serve                          # at http://127.0.0.1:8000/, while you edit
      plan lint day.ndjson --summary seen.json && plan docs --summary seen.json
    """
    from . import _site  # noqa: PLC0415 - start-up: `plan --help` needs none of this

    wanted = [bool(update), framework is not None, format is Format.markdown, serve]
    if sum(wanted) > 1:
        raise typer.BadParameter(
            "give one of --format markdown, --update, --framework and --serve: each is a run of its own"
        )
    place = out if out is not None else "dictionary" if format is Format.markdown else "site"
    asked = _site.Asked(plan, place, summary, url, not no_history, quiet)
    if update:
        from . import _markdown  # noqa: PLC0415

        known = _site.gather(asked._replace(history=False))
        raise typer.Exit(_markdown.update(known, update, check, quiet))
    if framework is not None:
        from . import _framework  # noqa: PLC0415

        known = _site.gather(asked._replace(history=False))
        raise typer.Exit(_framework.build(known, framework, check, quiet))
    if format is Format.markdown:
        from . import _markdown  # noqa: PLC0415

        raise typer.Exit(_markdown.build(_site.gather(asked), place, check, quiet))
    if check:
        raise typer.BadParameter(
            "only Markdown and the document are held against what stands there: give --format markdown too, or --update"
        )
    if serve:
        _site.serve(asked, port)
    raise typer.Exit(_site.build(asked))
