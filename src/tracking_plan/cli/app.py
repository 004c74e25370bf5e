"""The commands of `plan`, as typer knows them."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Annotated

import typer

from .. import __version__
from . import (
    changelog,
    diff,
    docs,
    emit,
    explain,
    export,
    fetch,
    fmt,
    generate,
    history,
    impact,
    import_plan,
    infer,
    init,
    lint,
    lsp,
    new,
    rename,
    search,
    show,
    stats,
    validate,
    vendors,
)
from ._export_options import ExportCommand

COMMANDS: dict[str, Callable[..., None]] = {
    "validate": validate.validate,
    "diff": diff.diff,
    "lint": lint.lint,
    "explain": explain.explain,
    "fmt": fmt.fmt,
    "init": init.init,
    "import": import_plan.import_plan,
    "export": export.export,
    "generate": generate.generate,
    "docs": docs.docs,
    "show": show.show,
    "search": search.search,
    "stats": stats.stats,
    "rename": rename.rename,
    "new": new.new,
    "vendors": vendors.vendors,
    "emit": emit.emit,
    "impact": impact.impact,
    "fetch": fetch.fetch,
    "infer": infer.infer,
    "changelog": changelog.changelog,
    "history": history.history,
    "lsp": lsp.lsp,
}
CLASSES = {"export": ExportCommand}
"""Commands that typer alone cannot make of a function."""


def application(asked: str | None = None) -> typer.Typer:
    """The commands; only the one asked for where there is one of that name, as typer looks into each it is given."""
    app = typer.Typer(
        name="plan",
        help="Tracking plans as code: judge, explain and adopt the plan of the events that a product sends.",
        epilog="Exit codes: 0 clean, 1 findings, 2 trouble or wrong usage, 3 a fault in plan itself.",
        add_completion=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(_plan)
    for name, command in COMMANDS.items():
        if asked == name or asked not in COMMANDS:
            app.command(name, cls=CLASSES.get(name))(command)
    return app


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"plan {__version__}")
        raise typer.Exit


def _plan(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of trouble and faults.")] = False,
) -> None:
    if debug:
        os.environ["PLAN_DEBUG"] = "1"


def call(words: list[str]) -> None:
    """Run the command that the words ask for; typer leaves with SystemExit."""
    asked = next((word for word in words if not word.startswith("-")), None)
    typer.main.get_command(application(asked))()  # not application()(), which sets an except hook of its own
