"""Node and the npm packages of the tests: installed once into a cache beside the project's own, from `package.json`."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tracking_plan.targets._client import Client, Report, Type
from tracking_plan.targets._ecma._module import Module
from tracking_plan.targets._ecma._text import literal

from . import FULL, MODES, Case

HERE = Path(__file__).parent
TOP = HERE.parent.parent


@cache
def npm(listed: Path = HERE / "package.json") -> Path:
    """The folder that holds `node_modules`; filled by the first test that asks, for all processes of a run."""
    wanted = listed.read_bytes()
    folder = TOP / ".cache" / f"npm-{sha256(wanted).hexdigest()[:12]}"
    if (folder / "ready").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    import fcntl

    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / "ready").exists():
            return folder
        (folder / "package.json").write_bytes(wanted)
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            missing(f"npm could not install the packages of the tests: {done.stderr[-300:]}")
        (folder / "ready").touch()
    return folder


def missing(reason: str) -> None:
    """Skip, saying why; in CI fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, and in CI nothing goes untested")
    pytest.skip(reason)


def tool(name: str, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program of the npm packages."""
    command = [str(npm() / "node_modules" / ".bin" / name), *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def node(*words: str, cwd: Path, stdin: str = "") -> str:
    """Run Node; what it prints."""
    done = subprocess.run(
        ["node", *words], cwd=cwd, input=stdin, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


_HEAD = """\
import * as plan from "./index.js";
const lines = [];
const recorder = new plan.RecordingTracker();
const attempt = (call) => {
  recorder.clear();
  try {
    call();
    lines.push({ sent: recorder.messages[0] });
  } catch (error) {
    if (!(error instanceof plan.PlanError)) throw error;
    lines.push({ reasons: error.reasons });
  }
};
"""


def calls(folder: Path, client: Client, cases: Sequence[Case]) -> list[dict[str, Any]]:
    """Send the cases through the client `index.js`, and give what came of each."""
    names = functions(client)
    rows = [_HEAD, 'plan.configure({ tracker: recorder, mode: "throw" });\n']
    rows += [f"attempt(() => {call(names, case)});\n" for case in cases]
    rows.append('process.stdout.write(lines.map((line) => JSON.stringify(line)).join("\\n"));\n')
    (folder / "run.js").write_text("".join(rows), encoding="utf-8")
    return [json.loads(line) for line in node("run.js", cwd=folder).split("\n")]


def functions(client: Client) -> dict[str, str]:
    """The name of the function for each event, and for identify and group."""

    def report(finding: Any) -> None:
        raise AssertionError(finding)

    told: Report = report
    return {one.call.name: one.name for one in Module(client, told).functions}


def call(names: dict[str, str], case: Case, more: str = "") -> str:
    """The call of a case, as an expression."""
    data = value(case.data, case.call.type, case.typed)
    who = '"id_1", ' if case.call.call in ("identify", "group") else ""
    return f"plan.{names[case.call.name]}({who}{data}{more})"


def value(data: Any, of: Type | None, typed: bool) -> str:
    """Data as an expression; with a Date for a time where the call is typed."""
    if isinstance(data, dict):
        fields = {field.name: field.type for field in of.fields} if of else {}
        pairs = (f"[{literal(name)}]: {value(held, fields.get(name), typed)}" for name, held in data.items())
        return "{ " + ", ".join(pairs) + " }"
    if isinstance(data, list):
        return "[" + ", ".join(value(held, of.items if of else None, typed) for held in data) + "]"
    if typed and of is not None and of.kind == "date-time" and isinstance(data, str):
        return f"new Date({literal(data)})"
    return json.dumps(data)


def in_modes(folder: Path, client: Client, wrong: Case, right: Case) -> dict[str, Any]:
    """What each mode does with a wrong call; and a right one with everything on."""
    names = functions(client)
    rows = [_HEAD, "const made = {};\n"]
    for mode in MODES:
        rows.append(f"""\
recorder.clear();
{{
  let told = 0, thrown = 0;
  plan.configure({{ tracker: recorder, mode: "{mode}", onViolation: () => told++ }});
  try {{ {call(names, wrong)}; }} catch {{ thrown++; }}
  made["{mode}"] = {{ sent: recorder.messages.length, told, thrown }};
}}
""")
    full = literal(FULL).replace(
        'timestamp: "2026-01-15T09:30:00.250Z"', 'timestamp: new Date("2026-01-15T09:30:00.250Z")'
    )
    rows.append(f"""\
recorder.clear();
plan.configure({{ tracker: recorder, mode: "throw", stamp: true }});
{call(names, right, f", {full}")};
made.full = recorder.messages[0];
process.stdout.write(JSON.stringify(made));
""")
    (folder / "modes.js").write_text("".join(rows), encoding="utf-8")
    found: dict[str, Any] = json.loads(node("modes.js", cwd=folder))
    return found
