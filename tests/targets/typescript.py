"""Clients in TypeScript: compiled by tsc with everything on, run by Node."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tracking_plan.targets._client import Client
from tracking_plan.targets._code import lines
from tracking_plan.targets._ecma._text import comment, literal

from . import Case
from ._node import calls, in_modes, node, npm, tool

TOOLS = ("node", "npm")
STRICT = [
    "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--noPropertyAccessFromIndexSignature",
    "--noUnusedLocals", "--noImplicitReturns", "--noFallthroughCasesInSwitch", "--isolatedModules", "--verbatimModuleSyntax",
    "--target", "es2020", "--module", "esnext", "--moduleResolution", "bundler",
]  # fmt: skip


def compiles(folder: Path, snippets: Mapping[str, str]) -> dict[str, str]:
    """What tsc says of each snippet, which may use the client as `plan`; and under "" of the client itself."""
    (folder / "package.json").write_text('{"type": "module"}')
    names = {}
    for number, (label, code) in enumerate(snippets.items()):
        names[f"use{number}.ts"] = label
        (folder / f"use{number}.ts").write_text('import * as plan from "./index";\n' + code, encoding="utf-8")
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.ts"))
    done = tool("tsc", *STRICT, "--noEmit", *files, cwd=folder)
    found = dict.fromkeys(["", *snippets], "")
    label = ""
    for line in (done.stdout + done.stderr).splitlines():
        if not line.startswith(" "):  # else it goes on
            label = names.get(line.partition("(")[0], "")
        found[label] += line + "\n"
    return found


def all_compile(folder: Path) -> str:
    """What tsc says of all clients below a folder, and eslint with what it recommends for TypeScript."""
    return compiles(folder, {})[""] + linted(folder, "*/index.ts")


def linted(folder: Path, files: str) -> str:
    """What eslint says with all that it recommends, and what these files switch off switched on again."""
    modules = (npm() / "node_modules").as_posix()
    (folder / "eslint.config.mjs").write_text(_ESLINT.replace("MODULES", modules).replace("FILES", files))
    return tool("eslint", "--max-warnings=0", "--no-inline-config", "--no-warn-ignored", ".", cwd=folder).stdout


_ESLINT = """\
import js from "MODULES/@eslint/js/src/index.js";
import ts from "MODULES/typescript-eslint/dist/index.js";
const recommended = [js.configs.recommended, ...ts.configs.recommended];
const off = { "no-useless-escape": "off", "@typescript-eslint/no-explicit-any": "off" };
export default [
  { ignores: ["**/*.d.ts"] },
  ...recommended.map((config) => ({ ...config, files: ["FILES"] })),
  { files: ["FILES"], rules: off, languageOptions: { globals: { console: "readonly" } } },
];
"""


def built(folder: Path) -> Path:
    """The client as JavaScript, as esbuild makes it."""
    npm()
    done = tool("esbuild", "index.ts", "--format=esm", "--target=es2020", "--outfile=built/index.js", cwd=folder)
    assert done.returncode == 0, done.stderr
    (folder / "built" / "package.json").write_text('{"type": "module"}')
    return folder / "built"


def run(folder: Path, client: Client, cases: Sequence[Case]) -> list[dict[str, Any]]:
    """Send the cases, and give what came of each."""
    return calls(built(folder), client, cases)


def modes(folder: Path, client: Client, case: Case, right: Case) -> dict[str, Any]:
    """What each mode does with a wrong call, and a right one with everything on."""
    return in_modes(built(folder), client, case, right)


def parses(text: str) -> int:
    """How many statements a module has; it must parse without a complaint."""
    script = (
        "const ts = require('typescript'); const text = require('fs').readFileSync(0, 'utf8');"
        "const file = ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022);"
        "if (file.parseDiagnostics.length) throw new Error(JSON.stringify(file.parseDiagnostics.map(d => d.messageText)));"
        "console.log(file.statements.length)"
    )
    return int(node("-e", script, cwd=npm(), stdin=text))


def echo(folder: Path, texts: Sequence[str]) -> list[str]:
    """The texts as a program sees them that holds each as a literal, after a comment that holds it too."""
    rows = "".join(f"{comment(lines(text))}  {literal(text)},\n" for text in texts)
    tail = "process.stdout.write(JSON.stringify(made));\n"
    (folder / "echo.mjs").write_text(f"const made = [\n{rows}];\n{tail}", encoding="utf-8")
    found: list[str] = json.loads(node("echo.mjs", cwd=folder))
    return found


_RIGHT = {
    "text": '"a"', "whole": "1", "real": "0.5", "flag": "true", "when": "new Date(0)", "day": '"2026-01-15"',
    "color": '"red"', "nothing": "null", "address": '{ street: "a", planet: "mars" }', "tags": '["ab"]',
    "anything": "{ a: 1 }", "size": "2",
}  # fmt: skip


def _call(**changed: str | None) -> str:
    pairs = {**_RIGHT, **changed}
    return "plan.orderPlaced({ " + ", ".join(f"{k}: {v}" for k, v in pairs.items() if v is not None) + " });\n"


RIGHT = (
    _call(maybe="undefined", neither="null")
    + 'plan.rocketLaunched();\nplan.identify("u", { joined: new Date(), plan: "free" });\n'
)
WRONG: Mapping[str, str] = {
    "a missing property": _call(text=None),
    "a property that is not planned": _call(unplanned="1"),
    "a wrong type": _call(whole='"1"'),
    "a text for a time": _call(when='"2026-01-15T09:30:00Z"'),
    "a value that is not in the enum": _call(color='"green"'),
    "a number that is not in the enum": _call(size="4"),
    "null where it may not be": _call(text="null"),
    "null for what may be absent": _call(maybe="null"),
    "undefined for what may be null": _call(nothing="undefined"),
    "a wrong type inside": _call(address='{ street: 1, planet: "mars" }'),
    "a missing property inside": _call(address='{ street: "a" }'),
    "a wrong item": _call(tags="[1]"),
    "a day that is no day": _call(day='"yesterday"'),
    "properties for an event that has none": "plan.rocketLaunched({ a: 1 });\n",
    "no properties for an event that has some": "plan.orderPlaced();\n",
    "a retired event": "plan.gone();\n",
}
