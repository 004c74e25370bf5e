"""Clients in JavaScript: run by Node as they are; their types compiled by tsc."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tracking_plan.targets._client import Client

from . import Case, typescript
from ._node import calls, in_modes, node

TOOLS = ("node", "npm")
RIGHT, WRONG = typescript.RIGHT, typescript.WRONG


def compiles(folder: Path, snippets: Mapping[str, str]) -> dict[str, str]:
    """What tsc says of the types, and of each snippet that uses them; and Node of the module."""
    (folder / "package.json").write_text('{"type": "module"}')
    node("--check", "index.js", cwd=folder)
    return typescript.compiles(folder, snippets)


def all_compile(folder: Path) -> str:
    """What tsc says of the types of all clients below a folder, and eslint of the modules; and Node loads each of these."""
    (folder / "package.json").write_text('{"type": "module"}')
    files = sorted(f"./{path.relative_to(folder).as_posix()}" for path in folder.rglob("*.js"))
    rows = [f"await import({json.dumps(name)});\n" for name in files]
    (folder / "load.mjs").write_text("".join(rows))
    node("load.mjs", cwd=folder)
    return typescript.all_compile(folder) + typescript.linted(folder, "*/index.js")


def run(folder: Path, client: Client, cases: Sequence[Case]) -> list[dict[str, Any]]:
    """Send the cases, and give what came of each."""
    (folder / "package.json").write_text('{"type": "module"}')
    return calls(folder, client, cases)


def modes(folder: Path, client: Client, wrong: Case, right: Case) -> dict[str, Any]:
    """What each mode does with a wrong call, and a right one with everything on."""
    (folder / "package.json").write_text('{"type": "module"}')
    return in_modes(folder, client, wrong, right)


parses, echo = typescript.parses, typescript.echo
