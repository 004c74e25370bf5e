"""Clients in Ruby: `ruby -wc` says nothing of them, YARD reads their documentation, and wrong calls are refused at run time."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tracking_plan.targets._client import Client, Type
from tracking_plan.targets._code import lines
from tracking_plan.targets.ruby._module import Function, Module
from tracking_plan.targets.ruby._text import comment, harmless, literal

from . import FULL, MODES, Case

TOOLS = ("ruby", "yard")


def ruby(folder: Path, code: str) -> str:
    """Run a program beside the client, with all warnings on; what it prints. A warning fails, but of what the plan deprecates."""
    (folder / "run.rb").write_text(code, encoding="utf-8")
    done = subprocess.run(
        ["ruby", "-w", "-W:no-deprecated", "-E", "UTF-8", "run.rb"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr[-3000:]
    return done.stdout


def _head(module: Module) -> str:
    return f"""\
# frozen_string_literal: true

require "json"
require "time"
require_relative "events"

module {module.name}
  def self.untyped(kind, name, rule, data, id)
    Runtime.deliver(kind, name, const_get(rule), JSON.parse(data), nil, id)
  end
end

Plan = {module.name}
RECORDER = Plan::RecordingTracker.new

"""


def run(folder: Path, client: Client, cases: Sequence[Case]) -> list[dict[str, Any]]:
    """Send the cases through the client, and give what came of each."""
    module = _module(client)
    rows = [
        _head(module),
        """\
def attempt
  RECORDER.clear
  yield
  { sent: RECORDER.messages[0] }
rescue Plan::PlanError => e
  { reasons: e.reasons.map(&:to_h) }
end

Plan.configure(tracker: RECORDER, mode: :throw)
made = []
""",
    ]
    rows += [f"made << attempt {{ {call(module, case)} }}\n" for case in cases]
    rows.append("puts JSON.generate(made)\n")
    found: list[dict[str, Any]] = json.loads(ruby(folder, "".join(rows)))
    return found


def modes(folder: Path, client: Client, wrong: Case, right: Case) -> dict[str, Any]:
    """What each mode does with a wrong call; and a right one with everything on."""
    module = _module(client)
    names = ("user_id", "anonymous_id", "context", "timestamp", "message_id")
    values = [literal(value) for value in FULL.values()]
    told = ", ".join(f"{name}: {value}" for name, value in zip(names, values, strict=True))
    told = told.replace(literal(FULL["timestamp"]), f"Time.iso8601({literal(FULL['timestamp'])})")
    code = f"""\
made = {{}}
%w[{" ".join(MODES)}].each do |mode|
  RECORDER.clear
  told = 0
  thrown = 0
  Plan.configure(tracker: RECORDER, mode: mode, on_violation: ->(_) {{ told += 1 }})
  begin
    {call(module, wrong)}
  rescue Plan::PlanError
    thrown += 1
  end
  made[mode] = {{ sent: RECORDER.messages.length, told: told, thrown: thrown }}
end
RECORDER.clear
Plan.configure(tracker: RECORDER, mode: :throw, stamp: true)
{call(module, right, f"options: {{ {told} }}")}
made["full"] = RECORDER.messages[0]
puts JSON.generate(made)
"""
    return dict(json.loads(ruby(folder, _head(module) + code)))


def _module(client: Client) -> Module:
    def report(finding: Any) -> None:
        raise AssertionError(finding)

    return Module(client, report)


def call(module: Module, case: Case, more: str = "") -> str:
    """The call of a case, as an expression."""
    function: Function = next(one for one in module.functions if one.call.name == case.call.name)
    own = case.call.call in ("identify", "group")
    if not case.typed:
        name = case.call.call if own else case.call.name
        words = [literal(case.call.call), literal(name), literal(function.rule_name), literal(json.dumps(case.data))]
        return f"Plan.untyped({', '.join(words)}, {literal('id_1' if own else None)})"
    fields = {field.name: (name, field.type) for name, field in function.parameters}
    told = ['"id_1"'] if own else []
    told += [f"{fields[name][0]}: {value(held, fields[name][1])}" for name, held in case.data.items() if name in fields]
    others = {name: held for name, held in case.data.items() if name not in fields}
    told += [f"**{literal(others)}"] if others else []
    return f"Plan.{function.name}({', '.join([*told, *([more] if more else [])])})"


def value(data: Any, of: Type | None) -> str:
    """Data as an expression, with times and dates as Ruby has them."""
    if isinstance(data, dict):
        fields = {field.name: field.type for field in of.fields} if of else {}
        pairs = (f"{literal(name)} => {value(held, fields.get(name))}" for name, held in data.items())
        return "{ " + ", ".join(pairs) + " }"
    if isinstance(data, list):
        return "[" + ", ".join(value(held, of.items if of else None) for held in data) + "]"
    if of is not None and isinstance(data, str) and of.kind in ("date-time", "date"):
        return f"{'Time' if of.kind == 'date-time' else 'Date'}.iso8601({literal(data)})"
    return str(literal(data))


def compiles(folder: Path, snippets: Mapping[str, str]) -> dict[str, str]:
    """What `ruby -wc` and YARD say of the client, under ""; and how each snippet, which may use it as `Plan`, is refused."""
    found = {"": ""}
    files = sorted(path.name for path in folder.glob("*.rb"))
    for name in files:
        done = subprocess.run(["ruby", "-wc", name], cwd=folder, capture_output=True, text=True, check=False)
        found[""] += (done.stdout + done.stderr).replace("Syntax OK\n", "")
    done = subprocess.run(
        ["yard", "stats", "--no-cache", "--no-save", "--no-progress", "--list-undoc", *files],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    for line in (done.stdout + done.stderr).splitlines():
        # YARD takes letters that are not ASCII for no part of a parameter's name.
        if line.startswith("[warn]") and not (line.isascii() is False and "unknown parameter name" in line):
            found[""] += line + "\n"
    if not snippets:
        return found
    name = next(path for path in folder.glob("events.rb")).read_text(encoding="utf-8").split("\nmodule ")[1].split()[0]
    rows = [
        'require "json"\nrequire "time"\nrequire_relative "events"\n',
        f"Plan = {name}\nPlan.configure(tracker: ->(_) {{}}, mode: :throw)\nmade = {{}}\n",
    ]
    for label, code in snippets.items():
        rows.append(f'begin\n  {code}\n  made[{literal(label)}] = ""\n')
        rows.append(f"rescue Plan::PlanError, NoMethodError => e\n  made[{literal(label)}] = e.message\nend\n")
    rows.append("puts JSON.generate(made)\n")
    return found | dict(json.loads(ruby(folder, "".join(rows))))


def all_compile(folder: Path) -> str:
    """What Ruby says of all clients below a folder as it compiles them with all warnings on, as `ruby -wc` does each."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.rb"))
    code = "ARGV.each { |name| RubyVM::InstructionSequence.compile_file(name) }"
    done = subprocess.run(["ruby", "-w", "-e", code, *files], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout + done.stderr


def echo(folder: Path, texts: Sequence[str]) -> list[str]:
    """The texts as a program sees them that holds each as a literal, after a comment that holds it too."""
    rows = "".join(f"{comment(map(harmless, lines(text)))}{literal(text)},\n" for text in texts)
    found: list[str] = json.loads(ruby(folder, f'require "json"\n\nputs JSON.generate([\n{rows}])\n'))
    return found


def parses(text: str) -> int:
    """How many statements a file has, by Ruby's own parser; Ruby must have no warning for it."""
    code = "require 'ripper'; text = $stdin.read; STDERR.puts 'no' unless Ripper.sexp(text); puts Ripper.sexp(text)[1].size"
    for words in (["-wc"], ["-E", "UTF-8", "-e", code]):
        done = subprocess.run(
            ["ruby", *words], input=text, capture_output=True, text=True, check=False, encoding="utf-8"
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stderr[-2000:]
    return int(done.stdout)


_RIGHT = {
    "text": '"a"', "whole": "1", "real": "0.5", "flag": "true", "when_": "Time.at(0)", "day": "Date.new(2026, 1, 15)",
    "color": "Plan::Color::RED", "nothing": "nil", "address": '{ street: "a", planet: :mars }', "tags": '["ab"]',
    "anything": "{ a: 1 }", "size": "2",
}  # fmt: skip


def _call(**changed: str | None) -> str:
    pairs = {**_RIGHT, **changed}
    return f"Plan.order_placed({', '.join(f'{name}: {held}' for name, held in pairs.items() if held is not None)})"


RIGHT = (
    _call(maybe="Plan::UNSET", neither="nil")
    + '\n  Plan.rocket_launched\n  Plan.identify("u", joined: Time.now, plan: Plan::UserTraitsPlan::FREE)'
)
WRONG: Mapping[str, str] = {
    "a missing property": _call(text=None),
    "a property that is not planned": _call(unplanned="1"),
    "a wrong type": _call(whole='"1"'),
    "a number that JSON cannot hold": _call(real="Float::NAN"),
    "an object that JSON cannot hold": _call(anything="Object.new"),
    "a text that is none": _call(text='"\\xED\\xA0\\x80"'),
    "a value that is not in the enum": _call(color='"green"'),
    "a constant that the enum has not": "begin; Plan::Color::GREEN; rescue NameError => e; raise NoMethodError, e.message; end",
    "null where it may not be": _call(text="nil"),
    "null for what may be absent": _call(maybe="nil"),
    "what is absent for what may be null": _call(nothing="Plan::UNSET"),
    "a wrong type inside": _call(address="{ street: 1, planet: :mars }"),
    "a missing property inside": _call(address='{ street: "a" }'),
    "a wrong item": _call(tags="[1]"),
    "a day that is no day": _call(day='"yesterday"'),
    "properties for an event that has none": "Plan.rocket_launched(a: 1)",
    "no properties for an event that has some": "Plan.order_placed",
    "a retired event": "Plan.gone",
}
