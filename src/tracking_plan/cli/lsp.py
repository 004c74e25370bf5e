"""`plan lsp`: the language server, which editors start."""

from __future__ import annotations

import sys

import typer

from ..trouble import Trouble


def lsp() -> None:
    """Serve an editor: findings as you type, completion, hover, definition, rename, quick fixes (Language Server Protocol).

    Your editor starts it and talks to it over standard input and output; docs/editors.md says how to set it up.
    It needs the extra `lsp`: pip install 'tracking-plan[lsp]'

    Examples:

    \b
      plan lsp      # what the editor runs, in the folder of your project
      vim.lsp.config("plan", {cmd = {"plan", "lsp"}, filetypes = {"yaml"}})      # in Neovim's init.lua
    """
    try:
        from ..language.server import serve  # noqa: PLC0415 - start-up: nobody else needs it
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("pygls", "lsprotocol", "cattrs", "attrs"):
            raise
        raise Trouble("the language server needs pygls: pip install 'tracking-plan[lsp]'") from missing
    from ._judge import today  # noqa: PLC0415 - as above

    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever is printed by mistake is not taken for the protocol
    raise typer.Exit(serve(today, stdin, stdout))
