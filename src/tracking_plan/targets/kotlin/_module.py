"""The names and texts of a client in Kotlin, ready to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from .. import _words as say
from .._client import Call, Check, Client, Field, Report, Type
from .._code import Code, joined
from .._formats import FORMATS
from .._jvm.batches import batches, is_large
from .._jvm.names import find_files_that_fall_together
from .._names import Scope, Style, identifier
from .._values import spelled_out
from ._layout import Expression, assigned, call, lay_out, stated
from ._text import comment, literal, regex, string

RESERVED = frozenset(
    "as break class continue do else false for fun if in interface is null object package return super this throw true"
    " try typealias typeof val var when while".split()
)
TAKEN = frozenset(
    (
        "Check Choice Data Events Field Formats Message Mode Options OrNull PlanError Reason RecordingTracker Rule Rules"
        " Sender Tracker AmplitudeTracker FirebaseTracker MixpanelTracker PostHogTracker RudderStackTracker SegmentTracker"
        " SnowplowTracker RuntimeKt TypesKt EventsKt Instant LocalDate"
        # of the language itself, which a class of the same name would hide
        " Any Array Boolean Byte Char CharSequence Collection Comparable Deprecated Double Enum Error Exception Float Int"
        " Iterable JvmInline LazyThreadSafetyMode LinkedHashMap List Long Map MutableList MutableMap Nothing Number Pair"
        " Regex Runnable RuntimeException Set Short StackOverflowError String Suppress Thread Throwable Transient Unit"
    ).split()
)
"""Names of the run-time, and of the language's own things: a class of the same package hides them."""
MOST = 250
"""The Java machine lets a function have 255 parameters, of which whole numbers and fractions count twice."""

_SPELLED = {
    "string": "String", "integer": "Long", "number": "Double", "boolean": "Boolean", "date-time": "Instant",
    "date": "LocalDate", "object": "Map<String, Any?>", "union": "Any", "any": "Any",
}  # fmt: skip
_WHO = {"identify": "userId", "group": "groupId"}
# Names of classes are names of files too, which not every machine takes in all scripts.
CLASSES, FUNCTIONS = Style("pascal", RESERVED, "ascii", "Type"), Style("camel", RESERVED, "letters")
CONSTANTS, PARAMETERS = Style("upper", RESERVED, "letters", "VALUE_"), Style("camel", RESERVED, "letters")
TAKEN_FUNCTIONS = ("identify", "group", "sender")
TAKEN_PARAMETERS = ("given", "options", "additional", "sender", "all", "name", "value")


class Members(Struct, frozen=True):
    """What an object is given: parameters, and the statements that gather them."""

    parameters: tuple[Code, ...]
    gathers: Code
    tags: tuple[tuple[str, str], ...]
    """What is said of each."""


class Function(Struct, frozen=True):
    """A function of the client, which sends an event or tells of a person or a group."""

    call: Call
    name: Code
    members: Members
    code: Code
    rule: Code


class Module:
    """Names and texts of a client."""

    def __init__(self, client: Client, report: Report) -> None:
        self.client, self.report = client, report
        of = f" by {client.source}" if client.source else ""
        self.type_names = Scope("class names", CLASSES, report, TAKEN, of)
        self.value_names = Scope("function names", FUNCTIONS, report, TAKEN_FUNCTIONS, of)
        self.names: dict[tuple[str, ...], Code] = {}
        self.formats: dict[str, Code] = {}
        for found in client.types:
            at = found.at or client.identify.at
            self.names[found.name] = self.type_names.name(" ".join(found.name), at, key=("type", id(found)))
        find_files_that_fall_together(self.type_names, TAKEN, client, report)
        self.used: set[str] = set()
        self.types = [self._enum(one) if one.kind == "enum" else self._object(one) for one in client.types]
        self.type_imports = self._imports()
        self.functions = [self._function(one) for one in client.calls]
        self.imports = self._imports()

    def _imports(self) -> Code:
        """What the signatures so far need."""
        used, self.used = self.used, set()
        return joined(f"import java.time.{name}\n" for name in sorted(used))

    def _enum(self, found: Type) -> Code:
        name = self.names[found.name]
        if is_large(found):
            return self._large_enum(found)
        scope = Scope("values", CONSTANTS, self.report, (), f" of {' '.join(found.name)}")
        apart = spelled_out(found.choices, partial(identifier, style=CONSTANTS))
        rows, names = [], []
        for choice in found.choices:
            own = scope.name(choice.value, found.at or self.client.identify.at, apart.get(choice.value))
            names.append(own)
            made = assigned(f"val {own}", call(name, string(choice.value)), 8)
            rows.append(joined((comment([choice.meaning], 8), made, "\n")))
        return joined((
            self._enum_head(found), *rows,
            "        /** The values of the plan. */\n", assigned(f"val all: List<{name}>", call("listOf", *names), 8), "\n",
            assigned("internal val rule: Rule", self._plain_rule(found), 8), "    }\n}\n",
        ))  # fmt: skip

    def _enum_head(self, found: Type) -> Code:
        return joined((
            comment([f"A value of {' '.join(found.name)}, or one that the plan does not know."]),
            f"data class {self.names[found.name]}(\n    override val value: String,\n) : Choice {{\n",
            "    override fun toString(): String = value\n\n    companion object {\n",
        ))  # fmt: skip

    def _large_enum(self, found: Type) -> Code:
        """An enum without constants; its values stand in functions, as each holds only so much code."""
        name, rows, calls = self.names[found.name], [], []
        for place, some in enumerate(batches(found.choices)):
            made = call("listOf", *(string(choice.value) for choice in some))
            rows.append(joined(("\n", assigned(f"private fun values{place}(): List<String>", made, 8))))
            calls.append(f"values{place}()")
        return joined((
            self._enum_head(found), "        /** The values of the plan: too many for a constant each. */\n",
            f"        val all: List<{name}> by lazy {{ values().map {{ {name}(it) }} }}\n",
            "        internal val rule: Rule by lazy {\n", stated(self._plain_rule(found), 12), "        }\n",
            f"\n        private fun values() = listOf({', '.join(calls)}).flatten()\n", *rows, "    }\n}\n",
        ))  # fmt: skip

    def _object(self, found: Type) -> Code:
        name = self.names[found.name]
        members = self._members(found, " ".join(found.name), "        ", ())
        parameters = "".join(f"    {one},\n" for one in members.parameters)
        return joined((
            comment([f"An object of the plan: {' '.join(found.name)}."], 0, members.tags),
            f"class {name}(\n{parameters}) : Data() {{\n",
            "    override val given: LinkedHashMap<String, Any?> = linkedMapOf()\n\n    init {\n", members.gathers,
            "    }\n\n    internal companion object {\n", assigned("val rule: Rule", self._plain_rule(found), 8), "    }\n}\n",
        ))  # fmt: skip

    def _members(self, found: Type, where: str, indent: str, more: Sequence[str]) -> Members:
        """``more`` are parameters of ours."""
        taken = (*TAKEN_PARAMETERS, *more)
        scope = Scope("properties", PARAMETERS, self.report, taken, f" of {where}")
        names = [scope.name(field.name, field.at, field.identifier) for field in found.fields]
        if slots(found.fields) > MOST:
            return Members((Code("values: Map<String, Any?>"),), Code(f"{indent}given += values\n"), ())
        parameters, rows, tags = [], [], []
        for field, own in zip(found.fields, names, strict=True):
            parameters.append(self._parameter(field, own))
            lead = f"{indent}if ({own} != null) given" if not field.required else f"{indent}given"
            given = f"{own}.value" if not field.required and takes_null(field.type) else own
            rows.append(f"{lead}[{string(field.name)}] = {given}\n")
            about = [*field.doc, *([f"Deprecated. {field.deprecated}"] if field.deprecated is not None else [])]
            if about:
                tags.append((f"@param {own}", " ".join(about).strip()))
        if found.open:
            parameters.append(Code("additional: Map<String, Any?> = emptyMap()"))
            rows.append(
                f"{indent}for ((name, value) in additional) {{\n{indent}    if (name !in given) given[name] = value\n"
            )
            rows.append(f"{indent}}}\n")
        return Members(tuple(parameters), joined(rows), tuple(tags))

    def _parameter(self, field: Field, own: Code) -> Code:
        told = self.spelled(field.type)
        if field.required:
            return Code(f"{own}: {told}{'?' if takes_null(field.type) else ''}")
        return Code(f"{own}: {f'OrNull<{told}>' if takes_null(field.type) else told}? = null")

    def spelled(self, found: Type) -> str:
        """A type, without the `?` of one that takes null."""
        if found.name:
            return self.names[found.name]
        if found.kind == "number" and len(found.types) > 1:
            return "Number"
        if found.kind in ("date", "date-time"):
            self.used.add(_SPELLED[found.kind])
        if found.kind != "array":
            return _SPELLED[found.kind]
        if found.items is None:
            return "List<*>"
        return f"List<{self.spelled(found.items)}{'?' if takes_null(found.items) else ''}>"

    def _function(self, found: Call) -> Function:
        isa = found.call in _WHO
        name = Code(found.call) if isa else self.value_names.name(found.name, found.at, found.identifier)
        who = _WHO.get(found.call)
        members = self._members(found.type, found.name, "        ", (who,) if who else ())
        parameters = [*([f"{who}: String"] if who else []), *members.parameters, "options: Options = Options()"]
        head = f"    fun {name}({parameters[0]}) {{\n"
        if len(parameters) > 1:
            head = f"    fun {name}(\n{''.join(f'        {one},{chr(10)}' for one in parameters)}    ) {{\n"
        rule = Code(f"{self._rules(found)}.{name}")
        if not found.type.fields:
            rule = Code("Rule.ANY" if found.type.open else "Rule.NONE")
        gathered = bool(members.parameters)
        sends = call(
            "sender.send", string(found.call), string(found.call if isa else found.name), rule,
            Code("given" if gathered else "emptyMap()"), Code("options"), *([Code(who)] if who else []),
        )  # fmt: skip
        mark = ""
        if found.deprecated is not None:
            mark = stated(call("@Deprecated", string((found.deprecated or f"{name} is deprecated")[:1000])), 4)
        return Function(found, name, members, joined((
            comment(found.doc, 4, members.tags), mark, head,
            "        val given = linkedMapOf<String, Any?>()\n" if gathered else "", members.gathers,
            stated(sends, 8), "    }\n",
        )), rule)  # fmt: skip

    def _rules(self, found: Call) -> str:
        """The object that holds its rule: a class holds only so much."""
        place = next(place for place, one in enumerate(self.client.calls) if one is found) // 200
        return f"Rules{place + 1 if place else ''}"

    def rules(self) -> Iterator[Code]:
        """The objects that hold the rules."""
        held: dict[str, list[Code]] = {}
        for function in self.functions:
            if function.call.type.fields:
                expression = lay_out(self._plain_rule(function.call.type), 8, 8)
                row = f"    val {function.name}: Rule by lazy {{\n        {expression}\n    }}\n"
                held.setdefault(self._rules(function.call), []).append(Code(row))
        for name, rows in held.items():
            yield joined((f"\ninternal object {name} {{\n", joined(rows, "\n"), "}\n"))

    # Rules, as data for the run-time.

    def rule(self, found: Type) -> Expression:
        """What a value must be; of a type with a name that of its class."""
        made: Expression = Code(f"{self.names[found.name]}.rule") if found.name else self._plain_rule(found)
        if not found.nullable:
            return made
        return Code(f"{made if isinstance(made, str) else made.flat()}.orNull()")

    def _plain_rule(self, found: Type) -> Expression:
        made: Expression = call(
            "Rule.of", string(" ".join(found.types)), *(self._check(check, found) for check in found.checks)
        )
        if found.items is not None:
            made = call("Rule.items", made, self.rule(found.items))
        if found.fields or (found.types == ("object",) and not found.open):
            fields = [
                call("Rule.required" if field.required else "Rule.optional", string(field.name), self.rule(field.type))
                for field in found.fields
            ]
            made = call("Rule.open" if found.open else "Rule.closed", made, *fields)
        return made

    def _check(self, check: Check, of: Type) -> Expression:
        message = string(check.message)
        if check.rule == "enum" and is_large(of):
            return call("Check.oneOf", message, Code("*values().toTypedArray()"))
        if check.rule == "enum":
            return call("Check.oneOf", message, *map(literal, check.value))
        if check.rule == "format":
            self.formats[check.value] = name = Code(check.value.upper().replace("-", "_"))
            return Code(f"Formats.{name}")
        if check.rule == "pattern":
            return call("Check.pattern", regex(check.value), message)
        if check.value is None:
            return call(f"Check.{check.rule}", message)
        bound = int(check.value) if check.rule[3:] in ("Length", "Items") else check.value
        return call(f"Check.{check.rule}", literal(bound), message)

    def format_rules(self) -> Iterator[Code]:
        """The constants of the formats in use."""
        for name, constant in sorted(self.formats.items()):
            found = FORMATS[name]
            longest = Code("Int.MAX_VALUE" if found.longest is None else str(found.longest))
            made = call("Check.format", regex(found.pattern), longest, string(say.format(name)))
            yield Code(f"    val {constant}: Check by lazy {{\n{stated(made, 8)}    }}\n")

    def stamp(self) -> Code:
        """What `context.plan` says."""
        told = [Code(f'"name" to {string(self.client.plan)}')]
        if self.client.version:
            told.append(Code(f'"version" to {string(self.client.version)}'))
        return assigned("private val PLAN", call("mapOf", *told), 0)


def takes_null(found: Type) -> bool:
    return found.nullable or found.kind == "any"


def slots(fields: Sequence[Field]) -> int:
    """How many of the parameters that the Java machine counts, with the marks of what is left out."""
    return sum(2 if field.type.kind in ("integer", "number") else 1 for field in fields) + len(fields) // 32 + 4
