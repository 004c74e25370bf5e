"""Clients in Java: compiled by javac with every warning an error, formatted by google-java-format, run by java."""

from __future__ import annotations

import atexit
import json
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tracking_plan.targets._client import Client, Type
from tracking_plan.targets._code import lines, told
from tracking_plan.targets.java._layout import ANY
from tracking_plan.targets.java._module import Method, Module
from tracking_plan.targets.java._text import comment, line_comment, literal, string

from . import FULL, MODES, Case
from ._jvm import JSON, QUICK, batches, complaints, output, program
from ._node import npm

TOOLS = ("java", "javac", "node", "npm")
_JAVAC = ("javac", "-J-XX:TieredStopAtLevel=1", "-encoding", "UTF-8", "-Xlint:all", "-Xmaxerrs", "1000", "-d", "built")

_MAIN = f"""\
import java.util.*;

final class Main {{
  static final RecordingTracker RECORDER = new RecordingTracker();
  static final Events EVENTS = new Events(new Settings(RECORDER).mode(Mode.THROW));
  static final StringBuilder LINES = new StringBuilder();

  static void attempt(Runnable call) {{
    RECORDER.clear();
    Map<String, Object> line = new LinkedHashMap<>();
    try {{
      call.run();
      line.put("sent", RECORDER.messages().get(0).toMap());
    }} catch (PlanError error) {{
      List<Object> reasons = new ArrayList<>();
      for (Reason reason : error.reasons()) {{
        reasons.add(Check.object("path", reason.path(), "rule", reason.rule(), "message", reason.message()));
      }}
      line.put("reasons", reasons);
    }}
    LINES.append(json(line)).append((char) 10);
  }}

{JSON}
"""


class Calls:
    """Calls of cases, as statements."""

    def __init__(self, client: Client) -> None:
        def report(finding: Any) -> None:
            raise AssertionError(finding)

        self.module = Module(client, report)
        self.methods: dict[str, Method] = {one.call.name: one for one in self.module.methods}

    def call(self, case: Case, events: str = "EVENTS", options: str = "null") -> str:
        method = self.methods[case.call.name]
        who = '"id_1", ' if case.call.call in ("identify", "group") else ""
        if not case.typed:
            event = case.call.call if who else case.call.name
            told = f"{string(case.call.call)}, {string(event)}, {method.rule}, {raw(case.data)}, {options}"
            return f"{events}.sender.send({told}, {who.removesuffix(', ') or 'null'})"
        data = (
            raw(case.data)
            if method.takes == "Map"
            else method.takes and self.built(case.data, case.call.type, method.takes)
        )
        return f"{events}.{method.name}({who}{data}{', ' if data else ''}{options})"

    def built(self, data: Mapping[str, Any], of: Type, name: str) -> str:
        """An object by its builder."""
        made = next(one for one in self.module.objects if one.name == name)
        setters = [*(step.setter for step in made.steps), *made.setters]
        fields = [*(one for one in of.fields if one.required), *(one for one in of.fields if not one.required)]
        told = f"{name}.builder()"
        for field, setter in zip(fields, setters, strict=True):
            if field.name in data:
                found = re.search(r"(\S+)\(\s*([^()]+?) \S+\) \{$", setter.heads[-1])
                assert found
                told += f".{found[1]}({self.value(data[field.name], field.type, found[2])})"
        planned = {field.name for field in fields}
        for word, held in data.items():
            told += f".additional({string(word)}, {raw(held)})" if word not in planned else ""
        return told + ".build()"

    def value(self, data: Any, of: Type | None, boxed: str) -> str:
        """Data as the type that a setter takes."""
        if data is None:
            return f"({boxed}) null"
        if of is None or of.kind in ("any", "union"):
            return raw(data)
        if of.kind == "enum":
            return f"{self.module.names[of.name]}.of({string(data)})"
        if of.kind == "object":
            return self.built(data, of, self.module.names[of.name]) if of.name else raw(data)
        if of.kind == "array":
            item = self.module._boxed(of.items, of.items.kind) if of.items else "Object"
            return f"Arrays.<{item}>asList({', '.join(self.value(one, of.items, item) for one in data)})"
        if of.kind == "date-time":
            return f"java.time.OffsetDateTime.parse({string(data)}).toInstant()"
        if of.kind == "date":
            return f"java.time.LocalDate.parse({string(data)})"
        return raw(float(data) if of.kind == "number" else data)


def raw(data: Any) -> str:
    """Data as Java holds JSON."""
    told = literal(data)
    return told if isinstance(told, str) else told.flat(ANY) or ""


def _start(folder: Path) -> str:
    """Lines for the top of a file in the package of the client."""
    return re.findall(r"^package .*;\n", (folder / "Events.java").read_text(encoding="utf-8"), re.M)[0]


def _built(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    sources = sorted(path.name for path in folder.glob("*.java"))
    output(*_JAVAC, *sources, cwd=folder)


def _run(folder: Path) -> str:
    package = _start(folder).removeprefix("package ").removesuffix(";\n")
    return output("java", *QUICK, "-cp", "built", f"{package}.Main", cwd=folder)


def run(folder: Path, client: Client, cases: Sequence[Case]) -> list[dict[str, Any]]:
    """Send the cases through the client, and give what came of each."""
    calls, start = Calls(client), _start(folder)
    rows = [f"    Main.attempt(() -> Main.EVENTS{calls.call(case, '')});\n" for case in cases]
    groups = batches(rows)
    files = {
        f"Cases{number}.java": f"{start}import java.time.*;\nimport java.util.*;\n\nfinal class Cases{number} {{\n  static void run() {{\n"
        + "".join(group)
        + "  }\n}\n"
        for number, group in enumerate(groups)
    }
    runs = "".join(f"    Cases{number}.run();\n" for number in range(len(groups)))
    files["Main.java"] = (
        f"{start}{_MAIN}  public static void main(String[] words) {{\n{runs}    System.out.print(LINES);\n  }}\n}}\n"
    )
    _built(folder, files)
    return [json.loads(line) for line in _run(folder).splitlines()]


def modes(folder: Path, client: Client, wrong: Case, right: Case) -> dict[str, Any]:
    """What each mode does with a wrong call; and a right one with everything on."""
    calls, rows = Calls(client), []
    for mode in MODES:
        rows.append(f"""\
    {{
      RECORDER.clear();
      int[] told = {{0}};
      int thrown = 0;
      Events events = new Events(new Settings(RECORDER).mode(Mode.{mode.upper()}).onViolation(error -> told[0]++));
      try {{
        {calls.call(wrong, "events")};
      }} catch (PlanError error) {{
        thrown++;
      }}
      made.put("{mode}", Check.object("sent", RECORDER.messages().size(), "told", told[0], "thrown", thrown));
    }}
""")
    options = "new Options()" + "".join(
        f".{name}({f'java.time.Instant.parse({raw(value)})' if name == 'timestamp' else raw(value)})"
        for name, value in FULL.items()
    )
    full = calls.call(right, "new Events(new Settings(RECORDER).mode(Mode.THROW).stamp(true))", options)
    main = f"""\
  public static void main(String[] words) {{
    Map<String, Object> made = new LinkedHashMap<>();
{"".join(rows)}
    RECORDER.clear();
    {full};
    made.put("full", RECORDER.messages().get(0).toMap());
    System.out.print(json(made));
  }}
}}
"""
    _built(folder, {"Main.java": _start(folder) + _MAIN + main})
    return dict(json.loads(_run(folder)))


def compiles(folder: Path, snippets: Mapping[str, str]) -> dict[str, str]:
    """What javac says of each snippet, which may use the client as `plan`; under "" of the client itself."""
    package = _start(folder).removeprefix("package ")
    names = {}
    sources = sorted(path.name for path in folder.glob("*.java"))
    for number, (label, code) in enumerate(snippets.items()):
        name = f"Use{number}.java"
        names[name] = label
        lead = f"package use;\n\nimport {package.replace(';', '.*;')}import java.time.*;\nimport java.util.*;\n\n"
        text = f"{lead}final class Use{number} {{\n  static void use(Events plan) {{\n{code}  }}\n}}\n"
        (folder / name).write_text(text, encoding="utf-8")
    done = program(*_JAVAC, *sources, *names, cwd=folder)
    found = complaints(done.stdout + done.stderr, names)
    found[""] += unformatted(folder, sources)
    return found


def all_compile(folder: Path) -> str:
    """What javac says of all clients below a folder, and what google-java-format would change."""
    sources = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.java"))
    done = program(*_JAVAC, *sources, cwd=folder)
    return done.stdout + done.stderr + unformatted(folder, sources)


def unformatted(folder: Path, sources: Sequence[str]) -> str:
    """Which files are not as the formatter leaves them."""
    [jar] = (npm() / "node_modules" / "google-java-format" / "lib").glob("*.jar")
    parts = ("api", "code", "file", "parser", "tree", "util")
    opened = [f"--add-exports=jdk.compiler/com.sun.tools.javac.{part}=ALL-UNNAMED" for part in parts]
    words = ("--dry-run", "--skip-reflowing-long-strings", *sources)
    told = output("java", *QUICK, *opened, "-jar", str(jar), *words, cwd=folder)
    return f"not as google-java-format leaves it: {told}" if told else ""


_RIGHT = {
    "text": '"a"', "whole": "1", "real": "0.5", "flag": "true", "when": "Instant.now()",
    "day": "LocalDate.of(2026, 1, 15)", "color": "Color.RED", "nothing": "null",
    "address": 'Address.builder().street("a").planet(AddressPlanet.MARS).build()', "tags": 'List.of("ab")',
    "anything": 'Map.of("a", 1)', "size": "2",
}  # fmt: skip


def _call(**changed: str | None) -> str:
    pairs = {**_RIGHT, **changed}
    told = "".join(f".{name}({value})" for name, value in pairs.items() if value is not None)
    return f"    plan.orderPlaced(OrderPlaced.builder(){told}.build());\n"


RIGHT = (
    _call(maybe="null", neither="null", either="3", numeric="7", bag='Map.of("x", 1)')
    + _call(neither="3", numeric="(Double) null", either='"x"', color='Color.of("green")')
    + '    plan.rocketLaunched();\n    plan.rocketLaunched(new Options().userId("u"));\n'
    + '    plan.identify("u", UserTraits.builder().joined(Instant.now()).plan(UserTraitsPlan.FREE).build());\n'
)
WRONG: Mapping[str, str] = {
    "a missing property": _call(text=None),
    "a missing last property": _call(size=None),
    "a property that is not planned": _call(unplanned="1"),
    "a wrong type": _call(whole='"1"'),
    "a fraction for a whole number": _call(whole="1.5"),
    "a text for a time": _call(when='"2026-01-15T09:30:00Z"'),
    "a text for a day": _call(day='"2026-01-15"'),
    "a text for an enum": _call(color='"red"'),
    "a value that is not in the enum": _call(color="Color.GREEN"),
    "null where it may not be": _call(whole="null"),
    "a wrong type inside": _call(address=_RIGHT["address"].replace('"a"', "1")),
    "a missing property inside": _call(address='Address.builder().street("a").build()'),
    "a wrong item": _call(tags="List.of(1)"),
    "the properties of another event": '    plan.orderPlaced(HomeSeen.builder().path("/").build());\n',
    "properties for an event that has none": '    plan.rocketLaunched(Map.of("a", 1));\n',
    "no properties for an event that has some": "    plan.orderPlaced();\n",
    "a retired event": "    plan.gone();\n",
}


def echo(folder: Path, texts: Sequence[str]) -> list[str]:
    """The texts as a program sees them that holds each as a literal, after comments that hold it too."""
    rows = []
    for number, text in enumerate(texts):
        mark = number % 2 == 1
        about = comment(lines(text), 2, told(text) if mark else None)
        deprecated = "@Deprecated " if mark else ""
        rows.append(
            f"{about}  {line_comment(told(text))}\n  {deprecated}static String s{number}() {{ return {string(text)}; }}\n"
        )
    shown = "".join(f"    System.out.println(json(s{number}()));\n" for number in range(len(texts)))
    main = f"{JSON}  public static void main(String[] words) {{\n{shown}  }}\n"
    (folder / "Echo.java").write_text(f"final class Echo {{\n{''.join(rows)}{main}}}\n", encoding="utf-8")
    output(*_JAVAC, "-Werror", "Echo.java", cwd=folder)
    return [json.loads(row) for row in output("java", *QUICK, "-cp", "built", "Echo", cwd=folder).split("\n")[:-1]]


@cache
def _counter() -> subprocess.Popen[bytes]:
    """A program that stays, and counts what is in each text that it is given."""
    folder = Path(mkdtemp())
    (folder / "Count.java").write_text(_COUNT)
    started = subprocess.Popen(
        ["java", *QUICK, "Count.java"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    atexit.register(lambda: (started.kill(), started.wait(), shutil.rmtree(folder, ignore_errors=True)))
    return started


def parses(text: str) -> int:
    """How many classes, methods and fields a file has; it must parse without a complaint."""
    counter, data = _counter(), text.encode()
    assert counter.stdin is not None and counter.stdout is not None
    counter.stdin.write(len(data).to_bytes(4, "big") + data)
    counter.stdin.flush()
    said = counter.stdout.readline().decode()
    assert said.strip().isdigit(), said
    return int(said)


_COUNT = """\
import com.sun.source.tree.*;
import com.sun.source.util.*;
import java.io.DataInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.tools.*;

class Count {
  public static void main(String[] words) throws Exception {
    DataInputStream in = new DataInputStream(System.in);
    while (true) {
      System.out.println(said(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8)));
    }
  }

  static String said(String text) throws Exception {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///X.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignore) {
            return text;
          }
        };
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task = (JavacTask) compiler.getTask(null, null, told, null, null, List.of(file));
    int[] count = {0};
    for (CompilationUnitTree unit : task.parse()) {
      new TreeScanner<Void, Void>() {
        @Override
        public Void visitClass(ClassTree found, Void nothing) {
          count[0] += 1 + found.getMembers().size();
          return super.visitClass(found, nothing);
        }
      }.scan(unit, null);
    }
    if (!told.getDiagnostics().isEmpty()) {
      return told.getDiagnostics().toString().replace((char) 10, ' ');
    }
    return String.valueOf(count[0]);
  }
}
"""
