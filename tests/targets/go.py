"""Clients in Go: compiled and vetted without a network, laid out as gofmt does, run by `go test`."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from msgspec.structs import replace

from tracking_plan.targets._client import Client, Type
from tracking_plan.targets._code import lines
from tracking_plan.targets.go._module import Module, Record
from tracking_plan.targets.go._text import comment, literal

from . import FULL, MODES, Case

TOOLS = ("go", "gofmt")
_MODULE = "module made\n\ngo 1.18\n"
_OFFLINE = {"GOPROXY": "off", "GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local", "GOWORK": "off", "CGO_ENABLED": "0"}


def go(folder: Path, *words: str, more: str = "", stdin: IO[str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run Go in a module named made, without a network; ``more`` stands in its go.mod."""
    (folder / "go.mod").write_text(_MODULE + more)
    return subprocess.run(
        ["go", *words], cwd=folder, env=os.environ | _OFFLINE, stdin=stdin, capture_output=True, text=True, check=False
    )


@dataclass(frozen=True)
class Writer:
    """Calls of a client as Go writes them, inside its package or outside."""

    module: Module

    @property
    def records(self) -> dict[str, Record]:
        return {record.call.name: record for record in self.module.records if record.call is not None}

    def call(self, case: Case, options: str = "") -> str:
        """The call of a case through its own function."""
        record = self.records[case.call.name]
        made = self.made(record, case.data)
        if case.call.call in ("identify", "group"):
            return f'client.{case.call.call.title()}("id_1", {made}{options})'
        return f"client.Send({made}{options})"

    def untyped(self, case: Case) -> str:
        """The call of a case by its rule, with data as data."""
        record = self.records[case.call.name]
        own = case.call.call in ("identify", "group")
        name = case.call.call if own else case.call.name
        data = f"data({literal(json.dumps(case.data))})"
        words = [literal(case.call.call), literal(name), f"&{record.rule}", data, literal("id_1" if own else "")]
        return f"client.send(call{{{', '.join(words)}}}, nil)"

    def made(self, record: Record, data: dict[str, Any]) -> str:
        """An object, step by step; what it requires first."""
        told = f"{record.maker}()"
        fields = record.type.fields
        for step in (*record.required, *record.optional):
            field = fields[step.place]
            if field.name in data:
                told += f".{step.method}({self.value(field.type, data[field.name])})"
        planned = {field.name for field in fields}
        for name, held in data.items():
            if name not in planned:
                told += f".With({literal(name)}, {literal(held)})"
        return told

    def value(self, of: Type, data: Any) -> str:
        """A value as its parameter takes it."""
        spelled = self.module.spelled(of)
        if spelled == "any":
            return literal(data)
        if spelled.startswith("*"):
            inner = self.value(replace(of, nullable=False), data) if data is not None else ""
            return f"Ptr[{spelled[1:]}]({inner})" if data is not None else "nil"
        if of.kind == "enum":
            enum = next(enum for enum in self.module.enums if enum.name == spelled)
            return next(option.name for option in enum.options if option.value == literal(data))
        if of.kind == "object" and of.name:
            return self.made(next(one for one in self.module.objects if one.name == spelled), data)
        if of.kind == "object":
            return f"map[string]any{{{', '.join(f'{literal(name)}: {literal(held)}' for name, held in data.items())}}}"
        if of.kind == "array":
            items = of.items or Type("any")
            return f"{spelled}{{{', '.join(self.value(items, item) for item in data)}}}"
        if of.kind == "date-time":
            return f"at({literal(data)})"
        if of.kind == "date":
            return "Date{" + ", ".join(str(int(part)) for part in data.split("-")) + "}"
        return str(literal(data))


def _writer(client: Client) -> Writer:
    def report(finding: Any) -> None:
        raise AssertionError(finding)

    return Writer(Module(client, report))


_HEAD = """\
package events

import (
	"encoding/json"
	"errors"
	"os"
	"testing"
	"time"
)

func at(text string) time.Time {
	made, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		panic(err)
	}
	return made
}

func data(text string) any {
	made, err := decoded([]byte(text))
	if err != nil {
		panic(err)
	}
	return made
}

func write(made any) {
	text, err := json.Marshal(made)
	if err != nil {
		panic(err)
	}
	if err := os.WriteFile("made.json", text, 0o600); err != nil {
		panic(err)
	}
}

var _ = at

"""


def run(folder: Path, client: Client, cases: Sequence[Case]) -> list[dict[str, Any]]:
    """Send the cases through the client, and give what came of each."""
    writer = _writer(client)
    rows = [
        _HEAD,
        """\
func TestRun(t *testing.T) {
	recorder := &RecordingTracker{}
	client := New(Settings{Tracker: recorder, Mode: ModeThrow})
	made := []any{}
	for _, one := range calls {
		recorder.Clear()
		err := one(client)
		var complaint *PlanError
		if errors.As(err, &complaint) {
			made = append(made, map[string]any{"reasons": complaint.Reasons})
		} else if err != nil {
			panic(err)
		} else {
			made = append(made, map[string]any{"sent": recorder.Messages()[0]})
		}
	}
	write(made)
}

var calls = []func(client *Client) error{
""",
    ]
    for case in cases:
        told = writer.call(case) if case.typed else writer.untyped(case)
        rows.append(f"\tfunc(client *Client) error {{ return {told} }},\n")
    rows.append("}\n")
    found: list[dict[str, Any]] = _tested(folder, "".join(rows))
    return found


def _tested(folder: Path, code: str) -> Any:
    (folder / "run_test.go").write_text(code, encoding="utf-8")
    done = go(folder, "test", "-count=1", "./...")
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return json.loads((folder / "made.json").read_text(encoding="utf-8"))


def modes(folder: Path, client: Client, wrong: Case, right: Case) -> dict[str, Any]:
    """What each mode does with a wrong call; and a right one with everything on."""
    writer = _writer(client)
    words = ["UserID", "AnonymousID", "Context", "Timestamp", "MessageID"]
    values = [literal(value) for value in FULL.values()]
    values[2] = f"map[string]any{{{', '.join(f'{literal(n)}: {literal(v)}' for n, v in FULL['context'].items())}}}"  # type: ignore[attr-defined,assignment]
    values[3] = f"at({values[3]})"  # type: ignore[call-overload]
    options = f", Options{{{', '.join(f'{word}: {value}' for word, value in zip(words, values, strict=True))}}}"
    code = f"""\
func TestRun(t *testing.T) {{
	made := map[string]any{{}}
	recorder := &RecordingTracker{{}}
	for _, mode := range []Mode{{{", ".join(map(literal, MODES))}}} {{
		recorder.Clear()
		told, thrown := 0, 0
		client := New(Settings{{Tracker: recorder, Mode: mode, OnViolation: func(*PlanError) {{ told++ }}}})
		err := {writer.untyped(wrong)}
		if errors.As(err, new(*PlanError)) {{
			thrown++
		}}
		made[string(mode)] = map[string]int{{"sent": len(recorder.Messages()), "told": told, "thrown": thrown}}
	}}
	recorder.Clear()
	client := New(Settings{{Tracker: recorder, Mode: ModeThrow, Stamp: true}})
	if err := {writer.call(right, options)}; err != nil {{
		panic(err)
	}}
	made["full"] = recorder.Messages()[0]
	write(made)
}}
"""
    return dict(_tested(folder, _HEAD + code))


def compiles(folder: Path, snippets: Mapping[str, str]) -> dict[str, str]:
    """What `go vet` says of each snippet, which may use the client as `plan`; under "" of the client, and what gofmt says."""
    names = {}
    for number, (label, code) in enumerate(snippets.items()):
        names[f"use{number}"] = label
        (folder / f"use{number}").mkdir()
        (folder / f"use{number}" / "use.go").write_text(_USE % code, encoding="utf-8")
    found = dict.fromkeys(["", *snippets], "")
    done = go(folder, "vet", "./...")
    label = ""
    for line in (done.stdout + done.stderr).splitlines():
        if line.startswith("# made"):
            continue
        if place := re.match(r"(?:vet: )?(?:\./)?(?:(use\d+)/)?\w+\.go:\d+", line):
            label = names.get(place[1] or "", "")
        found[label] += line + "\n"
    found[""] += gofmt(folder, *(path.name for path in folder.glob("*.go")))
    return found


def gofmt(folder: Path, *files: str) -> str:
    """What gofmt would change, and complains of."""
    done = subprocess.run(["gofmt", "-d", *files], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def all_compile(folder: Path) -> str:
    """What `go vet` and gofmt say of all clients below a folder."""
    done = go(folder, "vet", "./...")
    return done.stdout + done.stderr + gofmt(folder, ".")


_USE = """\
package use

import (
	"time"

	plan "made"
)

var _ = time.Now

// Use sends.
func Use(client *plan.Client) error {
	%s
}
"""


def echo(folder: Path, texts: Sequence[str]) -> list[str]:
    """The texts as a program sees them that holds each as a literal, after a comment that holds it too."""
    rows = "".join(f"{comment(lines(text))}\t\t{literal(text)},\n" for text in texts)
    found: list[str] = printed(folder, f"\t_ = json.NewEncoder(os.Stdout).Encode([]string{{\n{rows}\t}})\n")
    return found


def printed(folder: Path, body: str, imports: str = "") -> Any:
    """What a program prints, as JSON."""
    code = f'package main\n\nimport (\n\t"encoding/json"\n\t"os"\n{imports})\n\nfunc main() {{\n{body}}}\n'
    (folder / "main.go").write_text(code, encoding="utf-8")
    done = go(folder, "run", ".")
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


_COUNT = """\
package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"os"
)

func main() {
	text, _ := io.ReadAll(os.Stdin)
	file, err := parser.ParseFile(token.NewFileSet(), "", text, parser.ParseComments)
	if err != nil {
		panic(err)
	}
	fmt.Println(len(file.Decls))
}
"""


def parses(text: str) -> int:
    """How many declarations a file has, by Go's own parser; gofmt must leave the file as it is."""
    done = subprocess.run(["gofmt", "-d"], input=text, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("", "")
    with TemporaryDirectory() as folder:
        (Path(folder) / "count.go").write_text(_COUNT)
        (Path(folder) / "text").write_text(text, encoding="utf-8")
        with open(Path(folder) / "text") as stdin:
            done = go(Path(folder), "run", ".", stdin=stdin)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


_RIGHT = {
    "Text": '"a"', "Whole": "1", "Real": "0.5", "Flag": "true", "When": "time.Unix(0, 0)",
    "Day": "plan.Date{Year: 2026, Month: time.January, Day: 15}", "Color": "plan.Color_Red", "Nothing": "nil",
    "Address": 'plan.NewAddress().Street("a").Planet(plan.AddressPlanet_Mars)', "Tags": '[]*string{plan.Ptr("ab")}',
    "Anything": "map[string]int{}", "Size": "2",
}  # fmt: skip


def _call(more: str = "", **changed: str | None) -> str:
    steps = {**_RIGHT, **changed}
    told = "".join(f".{name}({value})" for name, value in steps.items() if value is not None)
    return f"return client.Send(plan.OrderPlaced(){told}{more})"


RIGHT = (
    "_ = client.Send(plan.RocketLaunched())\n"
    '\t_ = client.Identify("u", plan.NewUserTraits().Joined(time.Now()).Plan(plan.UserTraitsPlan_Free), plan.Options{UserID: "u"})\n\t'
    + _call('.Neither(nil).Maybe("a")')
)
WRONG: Mapping[str, str] = {
    "a missing property": _call(Text=None),
    "the last property missing": _call(Size=None),
    "a property that is not planned": _call(".Unplanned(1)"),
    "a wrong type": _call(Whole='"1"'),
    "a broken number for a whole one": _call(Whole="1.5"),
    "a text for a time": _call(When='"2026-01-15T09:30:00Z"'),
    "a text for an enum": _call(Color='"red"'),
    "a value that is not in the enum": _call(Color="plan.Color_Green"),
    "a value of another enum": _call(Color="plan.AddressPlanet_Mars"),
    "null where it may not be": _call(Text="nil"),
    "null for what may be absent": _call(".Maybe(nil)"),
    "a wrong type inside": _call(Address="plan.NewAddress().Street(1).Planet(plan.AddressPlanet_Mars)"),
    "a missing property inside": _call(Address='plan.NewAddress().Street("a")'),
    "a wrong item": _call(Tags="[]int{1}"),
    "a text for a day": _call(Day='"2026-01-15"'),
    "properties for an event that has none": "return client.Send(plan.RocketLaunched().A(1))",
    "no properties for an event that has some": "return client.Send(plan.OrderPlaced())",
    "a retired event": "return client.Send(plan.Gone())",
    "traits that lack what they require": 'return client.Identify("u", plan.NewUserTraits())',
}
