"""A client as Go sees it: names given, types spelled, rules as data, and for each object the steps that make one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from .._capitals import Names
from .._client import Call, Check, Client, Field, Report, Type
from .._code import Code, told
from .._formats import FORMATS
from .._values import spelled_out
from ._names import exported
from ._text import comment, literal, regex

TAKEN = frozenset(
    "Client Date DateOf Event Member Message Mode ModeDrop ModeOff ModeThrow ModeWarn New Object Options PlanError Ptr"
    " Reason RecordingTracker Settings Tracker".split()
)
"""Names of the run-time."""
METHODS = frozenset(
    "Format GobDecode GobEncode MarshalJSON MarshalText MarshalXML Peek ReadByte ReadFrom ReadRune Scan Seek"
    " UnmarshalJSON UnmarshalText UnmarshalXML UnreadByte UnreadRune With WriteByte WriteTo".split()
)
"""Methods that have one meaning wherever they stand, to Go or to us."""
SPELLED = {
    "string": "string", "integer": "int64", "number": "float64", "boolean": "bool", "date": "Date",
    "date-time": "time.Time", "object": "map[string]any", "any": "any", "union": "any",
}  # fmt: skip
_KINDS = {
    "array": "isArray", "boolean": "isBoolean", "integer": "isInteger", "number": "isNumber", "object": "isObject",
    "string": "isString",
}  # fmt: skip


class Option(Struct, frozen=True):
    """A value of an enum."""

    name: Code
    value: Code
    doc: Code


class Enum(Struct, frozen=True):
    """A closed set of texts."""

    name: Code
    maker: Code
    options: tuple[Option, ...]


class Step(Struct, frozen=True):
    """A method that sets a property."""

    method: Code
    doc: Code
    place: int
    takes: Code
    on: Code
    """The type that has the method."""
    gives: Code
    """The type that it gives."""


class Record(Struct, frozen=True):
    """An object, which comes about in steps: one for each property that it requires, each of which offers the next."""

    maker: Code
    """The function that begins it."""
    about: Code
    first: Code
    """The type that the function gives."""
    name: Code
    """The type of the object, with all that it requires."""
    doc: Code
    rule: Code
    fields: Code
    """The names of the variables of its rule and its fields."""
    required: tuple[Step, ...]
    optional: tuple[Step, ...]
    members: tuple[Code, ...]
    """The rules of its fields, as data."""
    type: Type
    whole: Code
    """Its own rule, as data."""
    call: Call | None = None


class Module:
    """Names and texts of a client, ready to print."""

    def __init__(self, client: Client, report: Report) -> None:
        self.client, self.report = client, report
        of = f" by {client.source}" if client.source else ""
        self.top = Names("names", exported, report, TAKEN, of)
        self.types: dict[tuple[str, ...], Code] = {}
        self.formats: dict[str, Code] = {}
        """The formats in use: name -> name of the variable."""
        self.enums: list[Enum] = []
        self.objects: list[Record] = []
        for found in client.types:
            self._named(found)
        self.events = tuple(map(self._event, client.events))
        self.identify, self.group = map(self._traits, (client.identify, client.group))
        self.records = (*self.objects, *self.events, self.identify, self.group)
        """All that comes about in steps; each after those that it holds."""
        self.uses_time = any(
            "time.Time" in step.takes for one in self.records for step in (*one.required, *one.optional)
        )

    def _named(self, found: Type) -> None:
        words = " ".join(found.name)
        at = found.at or self.client.identify.at
        name = self.top.name(words, at, key=("type", id(found)))
        maker = self.top.name(words, at, key=("maker", id(found)), lead="New")
        self.types[found.name] = name
        if found.kind != "enum":
            doc = comment([f"{name} is the object {told(words)}."])
            self.objects.append(
                self._record(found, words, name, maker, comment([f"{maker} begins the object {told(words)}."]), doc)
            )
            return
        lead = f"{name}_"
        apart = spelled_out(found.choices, partial(exported, lead=lead))
        options = []
        for choice in found.choices:
            own = self.top.name(
                choice.value, at, apart.get(choice.value), key=("choice", id(found), choice.value), lead=lead
            )
            about = f"{own} is sent as {literal(choice.value)}"
            doc = comment([f"{about}: {choice.meaning}" if choice.meaning else f"{about}."])
            options.append(Option(own, literal(choice.value), doc))
        self.enums.append(Enum(name, maker, tuple(options)))

    def _event(self, event: Call) -> Record:
        maker = self.top.name(event.name, event.at, event.identifier)
        name = Code(f"{maker}_Event")  # the underscore keeps it apart from every other name
        about = comment([f"{maker} begins the event {told(event.name)}.", *event.doc], event.deprecated)
        doc = comment([f"{name} is the event {told(event.name)}, ready to be sent."], event.deprecated)
        return self._record(event.type, event.name, name, maker, about, doc, event)

    def _traits(self, call: Call) -> Record:
        words = f"{call.name} traits"
        name = self.top.name(words, call.at)
        maker = self.top.name(words, call.at, key=("maker", words), lead="New")
        about = comment([f"{maker} begins the traits of a {call.name}.", *call.doc], call.deprecated)
        doc = comment([f"{name} are the traits of a {call.name}."])
        return self._record(call.type, words, name, maker, about, doc, call)

    def _record(
        self, of: Type, called: str, name: Code, maker: Code, about: Code, doc: Code, call: Call | None = None
    ) -> Record:
        methods = Names("properties", exported, self.report, METHODS, f" of {told(called)}")
        named = [(methods.name(one.name, one.at, one.identifier), place, one) for place, one in enumerate(of.fields)]
        needed = [one for one in named if one[2].required]
        stages = [Code(f"needs{method}_of_{name.removesuffix('_Event')}") for method, _, _ in needed] + [name]
        required = [
            Step(
                method, self._about(method, field), place, self.spelled(field.type), stages[number], stages[number + 1]
            )
            for number, (method, place, field) in enumerate(needed)
        ]
        optional = [
            Step(method, self._about(method, field), place, self.spelled(field.type), name, name)
            for method, place, field in named
            if not field.required
        ]
        return Record(
            maker=maker, about=about, first=stages[0], name=name, doc=doc, rule=Code(f"ruleOf{name}"),
            fields=Code(f"fieldsOf{name}"), required=tuple(required), optional=tuple(optional), type=of,
            call=call, members=tuple(map(self._field, of.fields)), whole=self._whole(of, name),
        )  # fmt: skip

    @staticmethod
    def _whole(of: Type, name: Code) -> Code:
        closed = "" if of.open else ", closed: true"
        return Code(f"rule{{types: isObject, expected: {literal('an object')}{closed}, fields: fieldsOf{name}}}")

    @staticmethod
    def _about(method: Code, field: Field) -> Code:
        null = [" nil is sent as null."] if field.type.nullable and field.type.kind not in ("any", "union") else []
        return comment([f"{method} sets {told(field.name)}.{''.join(null)}", *field.doc], field.deprecated)

    def spelled(self, found: Type) -> Code:
        """A type, as Go writes it; a pointer where it takes null."""
        made = self._spelled(found)
        return Code(f"*{made}") if found.nullable and made != "any" else made

    def _spelled(self, found: Type) -> Code:
        if found.name:
            return self.types[found.name]
        if found.kind == "array":
            return Code(f"[]{self.spelled(found.items) if found.items is not None else 'any'}")
        return Code(SPELLED[found.kind])

    # Rules, as data for the run-time.

    def rule(self, found: Type) -> Code:
        """What a value must be, as the run-time reads it."""
        made = []
        if found.types:
            kinds = " | ".join(_KINDS[name] for name in found.types)
            made += [f"types: {kinds}", f"expected: {literal(found.expected)}"]
        if found.nullable:
            made.append("nullable: true")
        if found.checks:
            made.append(f"checks: []check{{{', '.join(map(self._check, found.checks))}}}")
        if found.items is not None:
            made.append(f"items: &{self.rule(found.items)}")
        if (found.fields or found.types == ("object",)) and not found.open:
            made.append("closed: true")
        if found.fields:
            own = self.types.get(found.name)
            inline = f"[]field{{{', '.join(map(self._field, found.fields))}}}"
            made.append(f"fields: {f'fieldsOf{own}' if own else inline}")
        return Code(f"rule{{{', '.join(made)}}}")

    def _field(self, field: Field) -> Code:
        return Code(f"{{{literal(field.name)}, {literal(field.required)}, {self.rule(field.type)}}}")

    def _check(self, check: Check) -> Code:
        value = literal(check.value)
        if check.rule == "enum":
            value = literal(list(check.value))
        elif check.rule == "pattern":
            value = Code(f"&pattern{{text: {regex(check.value)}}}")
        elif check.rule == "format":
            name = self.formats.setdefault(check.value, Code(f"format{exported(check.value)}"))
            value = Code(f"&{name}")
        return Code(f"{{{literal(check.rule)}, {value}, {literal(check.message)}}}")

    def format_rules(self) -> Iterator[Code]:
        """The variables of the formats in use."""
        for name, variable in sorted(self.formats.items()):
            found = FORMATS[name]
            longest = f", longest: {found.longest}" if found.longest is not None else ""
            yield Code(f"var {variable} = format{{pattern: pattern{{text: {regex(found.pattern)}}}{longest}}}\n")


__all__ = ["Enum", "Module", "Option", "Record", "Step"]
