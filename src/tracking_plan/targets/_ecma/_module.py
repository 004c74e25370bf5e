"""A client as TypeScript and JavaScript see it: names given, types spelled, rules as data. Both targets print this."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf, nextafter
from typing import Any

from msgspec import Struct

from .. import _words as say
from .._client import Call, Check, Client, Field, Report, Type
from .._code import Code, joined
from .._formats import FORMATS
from .._names import Scope, Style
from ._layout import Data, lay_out, width
from ._text import comment, key, literal, regex

RESERVED = frozenset(
    "break case catch class const continue debugger default delete do else enum export extends false finally for function"
    " if import in instanceof new null return super switch this throw true try typeof var void while with implements"
    " interface let package private protected public static yield await async of get set as any boolean never number"
    " object string symbol unknown bigint undefined arguments eval NaN Infinity".split()
)
"""No names of ours, whether the language or what we use of it says so."""
TAKEN = (
    "Message", "Tracker", "Mode", "Reason", "Options", "Settings", "PlanError", "RecordingTracker", "configure",
    "identify", "group", "console", "Array", "Date", "Error", "Infinity", "JSON", "NaN", "Number", "Object", "Readonly",
    "Record", "Set", "globalThis",
)  # fmt: skip
"""Names of the run-time, and of the language's own things that it uses."""


FUNCTIONS = Style("camel", RESERVED)


class Named(Struct, frozen=True):
    """A type with a name. ``values`` is the name of the constant that lists an enum's values."""

    name: Code
    type: Type
    values: Code
    doc: Code


class Function(Struct, frozen=True):
    """A function that sends an event, or tells of a person or a group."""

    call: Call
    name: Code
    takes: Code
    """The name of the type of its properties."""
    doc: Code
    sending: Code
    """The statement in it."""
    optional: bool
    """Whether the properties may be left out."""
    rule: Code
    """What they must be, as data."""
    signature: Code
    """In TypeScript."""


class Module:
    """Names and texts of a client, ready to print; ``typed`` in TypeScript, else in JavaScript."""

    def __init__(self, client: Client, report: Report, typed: bool = True) -> None:
        self.client, self.typed = client, typed
        of = f" by {client.source}" if client.source else ""
        self.type_names = Scope("type names", Style("pascal", RESERVED), report, TAKEN, of)
        self.value_names = Scope("names", FUNCTIONS, report, TAKEN, of)
        self.names: dict[tuple[str, ...], tuple[Code, Code]] = {}
        self.formats: dict[str, Code] = {}
        """The formats in use: name -> name of the constant."""
        self.named = tuple(self._named())
        self.functions = tuple(self._functions())

    def _named(self) -> Iterator[Named]:
        for found in self.client.types:
            words = " ".join(found.name)
            at = found.at or self.client.identify.at
            name = self.type_names.name(words, at, key=("type", id(found)))
            values = name
            if found.kind == "enum":
                values = self.value_names.name(f"{words} values", at, key=("type", id(found)))
            self.names[found.name] = (name, values)
            yield Named(name, found, values, comment(_meanings(found)))

    def _functions(self) -> Iterator[Function]:
        for event in self.client.events:
            name = self.value_names.name(event.name, event.at, event.identifier)
            yield self._function(event, name, self.type_names.name(event.name, event.at, event.identifier))
        for call in (self.client.identify, self.client.group):
            takes = self.type_names.name(f"{call.name} traits", call.at)
            yield self._function(call, Code(call.call), takes)

    def _function(self, call: Call, name: Code, takes: Code) -> Function:
        optional = not any(field.required for field in call.type.fields)
        who = {"identify": ["userId: string"], "group": ["groupId: string"]}.get(call.call, [])
        data = f"{'traits' if who else 'properties'}: {takes}{' = {}' if optional else ''}"
        if not self.typed:
            data = f"properties?: {takes}" if optional else f"properties: {takes}"
            data = data.replace("properties", "traits") if who else data
        told = _signature(
            f"export {'' if self.typed else 'declare '}function {name}",
            [*who, data, "options?: Options"],
            2 if self.typed else 1,
        )
        return Function(
            signature=told,
            call=call, name=name, takes=takes, doc=comment(call.doc, deprecated=call.deprecated),
            sending=_sending(call, takes),
            optional=optional,
            rule=lay_out(self.rule(call.type), len(self.constant(f"${takes}", "$Rule"))),
        )  # fmt: skip

    # Types, as TypeScript writes them.

    def members(self, found: Type, indent: str = "  ") -> Code:
        """The members of an interface for an object."""
        rows = []
        for field in found.fields:
            mark = "" if field.required else "?"
            told = self.spelled(field.type, readonly=True)
            if not field.required:
                told = Code(f"{told} | undefined") if told != "unknown" else told
            doc = comment(field.doc, indent, field.deprecated)
            rows.append(f"{doc}{_member(indent, f'readonly {key(field.name)}{mark}:', told)}\n")
        if found.open:
            rows.append(f"{indent}readonly [name: string]: unknown;\n")
        return joined(rows)

    def spelled(self, found: Type, readonly: bool = False) -> Code:
        """A type; null is part of it where it takes null."""
        made = self._spelled(found)
        return Code(f"{made} | null") if found.nullable and made != "unknown" else made

    def _spelled(self, found: Type) -> Code:
        if found.name:
            return self.names[found.name][0]
        values = found.check("enum")
        if values is not None and all(isinstance(value, (str, int, float)) for value in values):
            return joined(map(literal, values), " | ") or Code("never")
        if found.kind == "any":
            return Code("unknown")
        if found.kind in ("union", "number"):
            return joined(dict.fromkeys(self._of(found, name) for name in found.types), " | ")
        return self._of(found, found.kind)

    def _of(self, found: Type, kind: str) -> Code:
        if kind == "array":
            item = self.spelled(found.items) if found.items is not None else Code("unknown")
            return Code(f"readonly ({item})[]" if " " in item else f"readonly {item}[]")
        if kind == "object":
            if not found.fields:
                return Code("Readonly<Record<string, unknown>>")
            return Code("{ " + " ".join(self.members(found, "").split("\n")) + "}")
        return Code(_SPELLED[kind])

    # Rules, as data for the run-time.

    def rule(self, found: Type) -> Mapping[str, Data]:
        """What a value must be, as the object that the run-time reads."""
        made: dict[str, Data] = {}
        if found.types:
            made["is"] = literal(found.types[0] if len(found.types) == 1 else list(found.types))
        if found.nullable:
            made["nullable"] = Code("true")
        for check in found.checks:
            if check.rule == "enum":
                own = self.names.get(found.name)
                made["in"] = own[1] if own and found.kind == "enum" else [literal(value) for value in check.value]
            elif check.rule == "pattern":
                made["pattern"] = regex(check.value)
                if made["pattern"] != f"/{check.value}/u":
                    made["like"] = literal(check.value)
            elif check.rule == "format":
                made["format"] = self.formats.setdefault(check.value, Code(f"${check.value.replace('-', '')}"))
            elif check.rule == "uniqueItems":
                made["unique"] = Code("true")
            else:
                made |= _limit(_WORDS[check.rule], check)
        if found.items is not None:
            made["of"] = self.rule(found.items)
        if found.fields or (found.types == ("object",) and not found.open):
            made["has"] = [self._field(field) for field in found.fields]
            if found.open:
                made["open"] = Code("true")
        return made

    def _field(self, field: Field) -> Mapping[str, Data]:
        optional: dict[str, Data] = {} if field.required else {"optional": Code("true")}
        return {"name": literal(field.name), **self.rule(field.type), **optional}

    def format_rules(self) -> Iterator[Code]:
        """The constants of the formats in use."""
        for name, constant in sorted(self.formats.items()):
            found = FORMATS[name]
            data: dict[str, Data] = {"name": literal(name), "pattern": regex(found.pattern)}
            data["example"] = literal(say.EXAMPLES[name])
            if found.longest is not None:
                data["longest"] = literal(found.longest)
            lead = self.constant(constant, "$Format")
            yield Code(f"{lead}{lay_out(data, len(lead))};\n")

    def constant(self, name: str, of: str) -> str:
        """How the line of a constant begins."""
        return f"const {name}: {of} = " if self.typed else f"const {name} = "


_WORDS = {
    "minimum": "min", "maximum": "max", "minLength": "shortest", "maxLength": "longest",
    "minItems": "fewest", "maxItems": "most",
}  # fmt: skip
_SPELLED = {
    "string": "string", "integer": "number", "number": "number", "boolean": "boolean", "date-time": "Date",
    "date": "`${number}-${number}-${number}`",
}  # fmt: skip


def _limit(word: str, check: Check) -> Mapping[str, Data]:
    """A bound. One that no number there can be stands as the last number inside it, and beside it as what is said of it."""
    bound, lower = check.value, check.rule == "minimum"
    near = float(bound) if abs(bound) < 1 << 1023 else bound
    if near == bound:
        return {word: literal(bound)}
    inside = near if (near > bound) == lower else nextafter(near, inf if lower else -inf)
    return {word: literal(int(inside)), f"{word}Like": literal(say.number(bound))}


def _meanings(found: Type) -> list[str]:
    return [f"- `{choice.value}`: {choice.meaning}" for choice in found.choices if choice.meaning]


def _member(indent: str, lead: str, told: str) -> str:
    whole = f"{indent}{lead} {told};"
    if width(whole) <= 80 or " | " not in told or told.startswith("readonly"):
        return whole
    if width(f"{indent}  {told};") <= 80:
        return f"{indent}{lead}\n{indent}  {told};"
    return f"{indent}{lead}\n" + "\n".join(f"{indent}  | {option}" for option in told.split(" | ")) + ";"


def values_type(named: Named) -> Code:
    """The type of an enum's values."""
    lead, told = f"export type {named.name} =", f"(typeof {named.values})[number];"
    return Code(f"{lead} {told}" if width(f"{lead} {told}") <= 80 else f"{lead}\n  {told}")


def _sending(call: Call, takes: Code) -> Code:
    who = {"identify": ["traits", "options", "userId"], "group": ["traits", "options", "groupId"]}.get(call.call)
    name = literal(call.call if who else call.name)
    words = [literal(call.call), name, f"${takes}", *(who or ["properties", "options"])]
    flat = f"  $send({', '.join(words)});"
    if width(flat) <= 80:
        return Code(flat)
    return Code("  $send(\n" + "".join(f"    {word},\n" for word in words) + "  );")


def _signature(lead: str, parameters: list[str], after: int) -> Code:
    flat = f"{lead}({', '.join(parameters)}): void"
    if width(flat) + after <= 80:
        return Code(flat)
    return Code(f"{lead}(\n" + "".join(f"  {one},\n" for one in parameters) + "): void")


def list_of(named: Named, lead: str, after: str) -> Code:
    """The values of an enum, as a list that stands between these; prettier's way."""
    values = [literal(choice.value) for choice in named.type.choices]
    return Code(lead + lay_out(values, len(lead), after=len(after)) + after)


def plan_stamp(client: Client) -> Code:
    """What `context.plan` says."""
    found: dict[str, Any] = {"name": literal(client.plan)}
    if client.version:
        found["version"] = literal(client.version)
    return lay_out(found, len("const $plan = "))
