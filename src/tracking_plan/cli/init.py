"""`plan init`: begins a plan from a starter, with the snippets for pre-commit and CI."""

from __future__ import annotations

from typing import Annotated

import typer


def init(
    folder: Annotated[str, typer.Argument(help="Where to begin: the root of your repository.", metavar="DIR")] = ".",
    template: Annotated[str, typer.Option("--template", "-t", help="startup, saas, enterprise or mobile.")] = "startup",
) -> None:
    """Begin a plan: events, owners and sources to change into your own, ready for pre-commit and CI.

    Nothing that is there already is overwritten.

    Example:

    \b
      plan init . --template saas
    """
    from .. import starters, workspace  # noqa: PLC0415 - start-up: `plan --help` needs none of this
    from ..trouble import Trouble  # noqa: PLC0415
    from ._output import counted, say, write  # noqa: PLC0415

    texts = starters.files(template)
    plans = [name for name in texts if name.startswith("plans/")]
    there = workspace.existing(folder, dict.fromkeys(plans, ""))
    if there:
        raise Trouble(f"{folder}: holds {there[0]} already; name another folder, or move it away first")
    kept = workspace.existing(folder, texts)
    written = workspace.write_files(folder, {name: text for name, text in texts.items() if name not in kept})
    for path in written:
        write(f"{path}\n")
    for name in kept:
        say(f"{name} is there already and was left as it is; what it would hold: `plan init` in an empty folder")
    where = "" if folder == "." else f" {folder}/plans"
    say(f"Made {counted(len(written), 'file')}. Next: `plan validate{where}`, then change the events into your own.")
