"""Clients in Kotlin: compiled by kotlinc with every warning an error, run by java."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import tree_sitter_kotlin

from tracking_plan.targets._client import Client, Type
from tracking_plan.targets._code import lines, told
from tracking_plan.targets.kotlin._module import Function, Module
from tracking_plan.targets.kotlin._text import comment, line_comment, literal, string

from . import FULL, MODES, Case, _trees
from ._jvm import QUICK, complaints, output, program
from ._node import npm

TOOLS = ("java", "node", "npm")

_MAIN = """\
import java.time.Instant
import java.time.LocalDate
import java.time.OffsetDateTime

internal class Json(private val text: String) {
    private var at = 0

    fun value(): Any? {
        val first = text[at++]
        return when (first) {
            '{' -> {
                val made = linkedMapOf<String, Any?>()
                while (text[at] != '}') {
                    if (text[at] == ',') at++
                    val name = value() as String
                    at++
                    made[name] = value()
                }
                at++
                made
            }
            '[' -> {
                val made = mutableListOf<Any?>()
                while (text[at] != ']') {
                    if (text[at] == ',') at++
                    made += value()
                }
                at++
                made
            }
            '"' -> {
                val made = StringBuilder()
                while (text[at] != '"') {
                    val letter = text[at++]
                    if (letter != BACKSLASH) {
                        made.append(letter)
                        continue
                    }
                    when (val sign = text[at++]) {
                        'u' -> {
                            made.append(text.substring(at, at + 4).toInt(16).toChar())
                            at += 4
                        }
                        'n' -> made.append(10.toChar())
                        't' -> made.append(9.toChar())
                        'r' -> made.append(13.toChar())
                        'b' -> made.append(8.toChar())
                        'f' -> made.append(12.toChar())
                        else -> made.append(sign)
                    }
                }
                at++
                made.toString()
            }
            else -> {
                val start = at - 1
                while (at < text.length && text[at] !in ",]}") at++
                when (val word = text.substring(start, at)) {
                    "null" -> null
                    "true" -> true
                    "false" -> false
                    else -> word.toLongOrNull() ?: word.toDouble()
                }
            }
        }
    }
}

private val BACKSLASH = 92.toChar()

internal fun json(value: Any?): String =
    when (value) {
        null, is Boolean, is Number -> value.toString()
        is Map<*, *> -> value.entries.joinToString(",", "{", "}") { json(it.key) + ":" + json(it.value) }
        is List<*> -> value.joinToString(",", "[", "]") { json(it) }
        is String ->
            value.toCharArray().joinToString("", "\\"", "\\"") {
                if (it.code in 32..126 && it != '"' && it != BACKSLASH) it.toString() else BACKSLASH + "u%04x".format(it.code)
            }
        else -> error("JSON holds no " + value)
    }

internal operator fun Char.plus(text: String) = this.toString() + text

internal val RECORDER = RecordingTracker()

internal fun attempt(call: () -> Unit) {
    RECORDER.clear()
    try {
        call()
        println(json(mapOf("sent" to RECORDER.messages[0].toMap())))
    } catch (error: PlanError) {
        println(json(mapOf("reasons" to error.reasons.map { mapOf("path" to it.path, "rule" to it.rule, "message" to it.message) })))
    }
}

internal val EVENTS = Events(RECORDER, Mode.THROW)
"""


class Calls:
    """Calls of cases, as statements."""

    def __init__(self, client: Client) -> None:
        def report(finding: Any) -> None:
            raise AssertionError(finding)

        self.module = Module(client, report)
        self.functions: dict[str, Function] = {one.call.name: one for one in self.module.functions}

    def untyped(self, case: Case) -> list[Any]:
        """What the program takes to send a case untyped: call, name, which rule, data, and id."""
        isa = case.call.call in ("identify", "group")
        name = case.call.call if isa else case.call.name
        return [case.call.call, name, case.call.name, case.data, "id_1" if isa else None]

    def call(self, case: Case, options: str = "") -> str:
        function = self.functions[case.call.name]
        told = ['"id_1"'] if case.call.call in ("identify", "group") else []
        told += self.arguments(case.data, case.call.type, function.members.parameters)
        return f"EVENTS.{function.name}({', '.join([*told, *([options] if options else [])])})"

    def arguments(self, data: Mapping[str, Any], of: Type, parameters: Sequence[str]) -> list[str]:
        made = []
        for field, parameter in zip(of.fields, parameters, strict=False):
            if field.name in data:
                name, _, taken = parameter.partition(": ")
                value = self.value(data[field.name], field.type)
                made.append(f"{name} = {f'OrNull({value})' if taken.startswith('OrNull') else value}")
        planned = {field.name for field in of.fields}
        others = {name: held for name, held in data.items() if name not in planned}
        return [*made, f"additional = {raw(others)}"] if others else made

    def value(self, data: Any, of: Type | None) -> str:
        """Data as the type that a parameter takes."""
        if data is None or of is None or of.kind in ("any", "union"):
            return raw(data)
        if of.kind == "enum":
            return f"{self.module.names[of.name]}({string(data)})"
        if of.kind == "object" and of.name:
            name = self.module.names[of.name]
            members = self.module._members(of, "", "", ())
            return f"{name}({', '.join(self.arguments(data, of, members.parameters))})"
        if of.kind == "array":
            return f"listOf({', '.join(self.value(one, of.items) for one in data)})"
        if of.kind == "date-time":
            return f"OffsetDateTime.parse({string(data)}).toInstant()"
        if of.kind == "date":
            return f"LocalDate.parse({string(data)})"
        return raw(float(data) if of.kind == "number" else data)


def raw(data: Any) -> str:
    """Data as Kotlin holds JSON."""
    found = literal(data)
    return found if isinstance(found, str) else found.flat()


def _start(folder: Path) -> str:
    """Lines for the top of a file in the package of the client."""
    return re.findall(r"^package .*\n", (folder / "Events.kt").read_text(encoding="utf-8"), re.M)[0]


def _library() -> Path:
    return npm() / "node_modules" / "kotlin-compiler" / "lib"


def kotlinc(folder: Path, *words: str, into: str = "built") -> subprocess.CompletedProcess[str]:
    """Run the compiler; what it makes goes below the folder, and what stands in `sdk` there is known to it."""
    library = _library()
    main = "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler"
    options = ("-no-stdlib", "-no-reflect", "-jvm-target", "17", "-Xrender-internal-diagnostic-names", "-d", into)
    libraries = f"{library / 'kotlin-stdlib.jar'}{':sdk' if (folder / 'sdk').exists() else ''}"
    return program(
        "java", *QUICK, "-cp", f"{library}/*", main, *options, "-classpath", libraries, *words, cwd=folder
    )  # fmt: skip


def _run(folder: Path, text: str, stdin: str = "") -> str:
    start = _start(folder)
    (folder / "Main.kt").write_text(f"{start}\n{_MAIN}\n{text}", encoding="utf-8")
    done = kotlinc(folder, *sorted(path.name for path in folder.glob("*.kt")))
    assert done.returncode == 0, (done.stdout + done.stderr)[-6000:]
    package = start.removeprefix("package ").strip()
    return java(folder, f"{package}.MainKt", stdin)


def java(folder: Path, name: str, stdin: str = "") -> str:
    """Run a class of what was compiled."""
    return output("java", *QUICK, "-cp", f"built:sdk:{_library() / 'kotlin-stdlib.jar'}", name, cwd=folder, stdin=stdin)


def run(folder: Path, client: Client, cases: Sequence[Case]) -> list[dict[str, Any]]:
    """Send the cases through the client, and give what came of each."""
    calls = Calls(client)
    typed = [
        f'@Suppress("DEPRECATION")\nprivate fun typed{place}() = {calls.call(case)}\n'
        for place, case in enumerate(cases)
        if case.typed
    ]
    pairs = "".join(f"        {place} -> typed{place}()\n" for place, case in enumerate(cases) if case.typed)
    rules = "".join(f"    made[{string(name)}] = {one.rule}\n" for name, one in calls.functions.items())
    main = f"""\
private fun rules(): Map<String, Rule> {{
    val made = mutableMapOf<String, Rule>()
{rules}    return made
}}

{"".join(typed)}
private fun typed(place: Long) {{
    when (place.toInt()) {{
{pairs}    }}
}}

fun main() {{
    val rules = rules()
    for (line in generateSequence(::readLine)) {{
        val found = Json(line).value()
        if (found is Long) {{
            attempt {{ typed(found) }}
        }} else {{
            val (call, name, rule, data, id) = found as List<*>
            @Suppress("UNCHECKED_CAST")
            attempt {{ EVENTS.sender.send(call as String, name as String, rules.getValue(rule as String), data as Map<String, Any?>, id = id as String?) }}
        }}
    }}
}}
"""
    stdin = "".join(
        f"{place if case.typed else json.dumps(calls.untyped(case), separators=(',', ':'))}\n"
        for place, case in enumerate(cases)
    )
    return [json.loads(line) for line in _run(folder, main, stdin).splitlines()]


def modes(folder: Path, client: Client, wrong: Case, right: Case) -> dict[str, Any]:
    """What each mode does with a wrong call; and a right one with everything on."""
    calls, rows = Calls(client), []
    call, name, rule, data, _ = calls.untyped(wrong)
    sent = f"{string(call)}, {string(name)}, {calls.functions[rule].rule}, {raw(data)}"
    for mode in MODES:
        rows.append(f"""\
    RECORDER.clear()
    told = 0
    thrown = 0
    try {{
        Events(RECORDER, Mode.{mode.upper()}) {{ told++ }}.sender.send({sent})
    }} catch (_: PlanError) {{
        thrown++
    }}
    made["{mode}"] = mapOf("sent" to RECORDER.messages.size, "told" to told, "thrown" to thrown)
""")
    options = ", ".join(
        f"{name} = {f'Instant.parse({raw(value)})' if name == 'timestamp' else raw(value)}"
        for name, value in FULL.items()
    )
    full = calls.call(right, f"options = Options({options})").replace(
        "EVENTS.", "Events(RECORDER, Mode.THROW, stamp = true)."
    )
    main = f"""\
fun main() {{
    val made = linkedMapOf<String, Any?>()
    var told: Int
    var thrown: Int
{"".join(rows)}
    RECORDER.clear()
    {full}
    made["full"] = RECORDER.messages[0].toMap()
    print(json(made))
}}
"""
    return dict(json.loads(_run(folder, main)))


def compiles(folder: Path, snippets: Mapping[str, str]) -> dict[str, str]:
    """What kotlinc says of each snippet, which may use the client as `plan`; under "" of the client itself."""
    package = _start(folder).removeprefix("package ").strip()
    names = {}
    sources = sorted(path.name for path in folder.glob("*.kt"))
    for number, (label, code) in enumerate(snippets.items()):
        name = f"Use{number}.kt"
        names[name] = label
        lead = f"package use{number}\n\nimport {package}.*\nimport java.time.*\n\n"
        (folder / name).write_text(f"{lead}fun use(plan: Events) {{\n{code}}}\n", encoding="utf-8")
    done = kotlinc(folder, *([] if snippets else ["-Werror"]), *sources, *names)
    return complaints(done.stdout + done.stderr, names)


def all_compile(folder: Path) -> str:
    """What kotlinc says of all clients below a folder."""
    sources = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.kt"))
    done = kotlinc(folder, "-Werror", *sources)
    return done.stdout + done.stderr


_RIGHT = {
    "text": '"a"', "whole": "1", "real": "0.5", "flag": "true", "`when`": "Instant.now()",
    "day": "LocalDate.of(2026, 1, 15)", "color": "Color.RED", "nothing": "null",
    "address": 'Address(street = "a", planet = AddressPlanet.MARS)', "tags": 'listOf("ab")',
    "anything": 'mapOf("a" to 1)', "size": "2",
}  # fmt: skip


def _call(**changed: str | None) -> str:
    pairs = {**_RIGHT, **changed}
    told = ", ".join(
        f"{name.replace('`when`', 'when_')} = {value}" for name, value in pairs.items() if value is not None
    )
    return f"    plan.orderPlaced({told})\n"


RIGHT = (
    _call(maybe="null", neither="null", either="3", numeric="7", bag='mapOf("x" to 1)')
    + _call(neither="OrNull(3)", either='"x"', color='Color("green")', tags="listOf(null)")
    + '    plan.rocketLaunched()\n    plan.rocketLaunched(Options(userId = "u"))\n'
    + '    plan.identify("u", joined = Instant.now(), plan = UserTraitsPlan.FREE)\n'
)
WRONG: Mapping[str, str] = {
    "a missing property": _call(text=None),
    "a property that is not planned": _call(unplanned="1"),
    "a wrong type": _call(whole='"1"'),
    "a fraction for a whole number": _call(whole="1.5"),
    "a text for a time": _call(**{"`when`": '"2026-01-15T09:30:00Z"'}),
    "a text for a day": _call(day='"2026-01-15"'),
    "a text for an enum": _call(color='"red"'),
    "a value that is not in the enum": _call(color="Color.GREEN"),
    "null where it may not be": _call(text="null"),
    "null inside OrNull for what may only be absent": _call(maybe="OrNull(null)"),
    "a value that is not marked as one that may be null": _call(neither="3"),
    "a wrong type inside": _call(address="Address(street = 1, planet = AddressPlanet.MARS)"),
    "a missing property inside": _call(address='Address(street = "a")'),
    "a wrong item": _call(tags="listOf(1)"),
    "properties for an event that has none": "    plan.rocketLaunched(a = 1)\n",
    "no properties for an event that has some": "    plan.orderPlaced()\n",
    "a retired event": "    plan.gone()\n",
}


def echo(folder: Path, texts: Sequence[str]) -> list[str]:
    """The texts as a program sees them that holds each as a literal, after comments that hold it too."""
    rows = []
    for number, text in enumerate(texts):
        about = comment(lines(text), 0, [("@param x", told(text))] if number % 2 else ())
        rows.append(f"{about}{line_comment(told(text))}\nprivate fun s{number}() = {string(text)}\n\n")
    shown = "".join(f"    show(s{number}())\n" for number in range(len(texts)))
    show = 'private fun show(text: String) = println(text.map { "%04x".format(it.code) }.joinToString(""))\n'
    (folder / "Echo.kt").write_text(f"{''.join(rows)}{show}\nfun main() {{\n{shown}}}\n", encoding="utf-8")
    done = kotlinc(folder, "-Werror", "Echo.kt")
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    rows = java(folder, "EchoKt").split("\n")
    return [bytes.fromhex(row).decode("utf-16-be", "surrogatepass") for row in rows[:-1]]


def parses(text: str) -> int:
    """How many declarations a file has, and what else stands in it; a fault in it fails."""
    return _trees.count(tree_sitter_kotlin.language(), text)
