"""Clients in Python: checked by mypy and pyright with everything on, run by this Python."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tracking_plan.targets._client import Client, Type
from tracking_plan.targets.python._module import Function, Module

from . import FULL, MODES, Case
from ._node import tool

TOOLS = ("node", "npm")

_HEAD = """\
import json
from datetime import date, datetime

import made
from made._runtime import send

lines = []
recorder = made.RecordingTracker()


def attempt(call):
    recorder.clear()
    try:
        call()
        lines.append({"sent": recorder.messages[0]})
    except made.PlanError as error:
        lines.append({"reasons": [reason._asdict() for reason in error.reasons]})


"""


def run(folder: Path, client: Client, cases: Sequence[Case]) -> list[dict[str, Any]]:
    """Send the cases through the client, and give what came of each."""
    names = functions(client)
    rows = [_HEAD, 'made.configure(recorder, mode="throw")\n']
    rows += [f"attempt(lambda: {call(names, case)})\n" for case in cases]
    rows.append("print(json.dumps(lines))\n")
    found: list[dict[str, Any]] = json.loads(_python(folder, "run.py", "".join(rows)))
    return found


def modes(folder: Path, client: Client, wrong: Case, right: Case) -> dict[str, Any]:
    """What each mode does with a wrong call; and a right one with everything on."""
    names = functions(client)
    rows = [_HEAD, "found = {}\n"]
    for mode in MODES:
        rows.append(f"""\
recorder.clear()
told, thrown = [], 0
made.configure(recorder, mode={mode!r}, on_violation=told.append)
try:
    {call(names, wrong)}
except made.PlanError:
    thrown = 1
found[{mode!r}] = {{"sent": len(recorder.messages), "told": len(told), "thrown": thrown}}
""")
    options = {re.sub(r"[A-Z]", lambda found: "_" + found[0].lower(), name): value for name, value in FULL.items()}
    told = ", ".join(f"{name}={value!r}" for name, value in options.items())
    told = told.replace(repr(FULL["timestamp"]), f"datetime.fromisoformat({FULL['timestamp']!r})")
    rows.append(f"""\
recorder.clear()
made.configure(recorder, mode="throw", stamp=True)
{call(names, right, f"options=made.Options({told})")}
found["full"] = recorder.messages[0]
print(json.dumps(found))
""")
    return dict(json.loads(_python(folder, "modes.py", "".join(rows))))


def functions(client: Client) -> dict[str, Function]:
    def report(finding: Any) -> None:
        raise AssertionError(finding)

    return {function.call.name: function for function in Module(client, report).functions}


def call(names: Mapping[str, Function], case: Case, more: str = "") -> str:
    """The call of a case, as an expression."""
    function = names[case.call.name]
    if not case.typed:
        who = ', id="id_1"' if function.who else ""
        event = case.call.call if function.who else case.call.name
        return f"send({case.call.call!r}, {event!r}, made._{function.name}_rule, {case.data!r}{who})"
    words = {parameter.field.name: (parameter.name, parameter.field.type) for parameter in function.parameters}
    told = ['"id_1"'] if function.who else []
    told += [f"{words[name][0]}={value(held, words[name][1])}" for name, held in case.data.items() if name in words]
    others = {name: held for name, held in case.data.items() if name not in words}
    told += [f"additional={others!r}"] if others else []
    return f"made.{function.name}({', '.join([*told, *([more] if more else [])])})"


def value(data: Any, of: Type | None) -> str:
    """Data as an expression, with times and dates as Python has them."""
    if isinstance(data, dict):
        fields = {field.name: field.type for field in of.fields} if of else {}
        return "{" + ", ".join(f"{name!r}: {value(held, fields.get(name))}" for name, held in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(value(held, of.items if of else None) for held in data) + "]"
    if of is not None and isinstance(data, str) and of.kind == "date-time":
        return f"datetime.fromisoformat({data!r})"
    if of is not None and isinstance(data, str) and of.kind == "date":
        return f"date.fromisoformat({data!r})"
    return repr(data)


def _package(folder: Path) -> Path:
    """The client as a package of its own name, beside what uses it."""
    package = folder / "made"
    if not package.exists():
        package.mkdir()
        for path in folder.glob("*.py"):
            shutil.move(path, package)
    return package


def _python(folder: Path, name: str, code: str) -> str:
    _package(folder)
    (folder / name).write_text(code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-W", "ignore::DeprecationWarning", name],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def all_compile(folder: Path) -> str:
    """What mypy, pyright and ruff's formatter say of all clients below a folder."""
    files = sorted(path.name for path in folder.iterdir())
    mypy = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--no-incremental", *files]
    ruff = [sys.executable, "-m", "ruff", "format", "--isolated", "--quiet", "--check", *files]
    (folder / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    told = ""
    for command in (mypy, ruff):
        told += subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout
    done = tool("pyright", "--pythonpath", sys.executable, *files, cwd=folder)
    return told + (done.stdout + done.stderr if done.returncode else "")


def compiles(folder: Path, snippets: Mapping[str, str]) -> dict[str, str]:
    """What mypy and pyright say of each snippet, which may use the client as `plan`; under "" of the client itself."""
    package = _package(folder)
    names = {}
    for number, (label, code) in enumerate(snippets.items()):
        names[f"use{number}.py"] = label
        (folder / f"use{number}.py").write_text(_USE + code, encoding="utf-8")
    found = dict.fromkeys(["", *snippets], "")
    files = [package.name, *names]
    mypy = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--no-incremental", *files]
    outputs = [subprocess.run(mypy, cwd=folder, capture_output=True, text=True, check=False)]
    outputs.append(tool("pyright", "--pythonpath", sys.executable, *files, cwd=folder))
    for done in outputs:
        for line in (done.stdout + done.stderr).splitlines():
            place = re.match(r"\s*(?:.*/)?([\w.]+):\d+(?::\d+)? ?[:-] ?(error|warning)", line)
            if place and "deprecated" not in line:
                found[names.get(place[1], "")] += line + "\n"
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--isolated", "--check", package.name],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found[""] += "" if done.returncode == 0 else done.stdout
    return found


_USE = """\
from datetime import date, datetime, timezone

import made as plan

"""


_RIGHT = {
    "text": '"a"', "whole": "1", "real": "0.5", "flag": "True", "when": "datetime.now(timezone.utc)",
    "day": "date(2026, 1, 15)", "color": '"red"', "nothing": "None", "address": '{"street": "a", "planet": "mars"}',
    "tags": '["ab"]', "anything": '{"a": 1}', "size": "2",
}  # fmt: skip


def _call(**changed: str | None) -> str:
    pairs = {**_RIGHT, **changed}
    return "plan.order_placed(" + ", ".join(f"{k}={v}" for k, v in pairs.items() if v is not None) + ")\n"


RIGHT = (
    _call(maybe="None", neither="None")
    + 'plan.rocket_launched()\nplan.identify("u", joined=datetime.now(timezone.utc), plan="free")\n'
)
WRONG: Mapping[str, str] = {
    "a missing property": _call(text=None),
    "a property that is not planned": _call(unplanned="1"),
    "a wrong type": _call(whole='"1"'),
    "a text for a time": _call(when='"2026-01-15T09:30:00Z"'),
    "a value that is not in the enum": _call(color='"green"'),
    "a number that is not in the enum": _call(size="4"),
    "null where it may not be": _call(text="None"),
    "unset for what must be there": _call(nothing="plan.UNSET"),
    "a wrong type inside": _call(address='{"street": 1, "planet": "mars"}'),
    "a missing property inside": _call(address='{"street": "a"}'),
    "a wrong item": _call(tags="[1]"),
    "a text for a day": _call(day='"2026-01-15"'),
    "properties for an event that has none": "plan.rocket_launched(a=1)\n",
    "no properties for an event that has some": "plan.order_placed()\n",
    "a property by its place": "plan.order_placed(1)\n",
    "a retired event": "plan.gone()\n",
}


def parses(text: str) -> int:
    """How many statements a file has."""
    import ast

    return len(ast.parse(text).body)
