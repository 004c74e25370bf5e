"""The names and texts of a client in Python, ready to print."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from keyword import kwlist

from msgspec import Struct

from .._client import Call, Check, Client, Field, Report, Type
from .._code import Code, joined
from .._formats import FORMATS
from .._names import Scope, Style
from ._layout import Expression, Listed, annotated, call, lay_out, tuple_of
from ._text import docstring, literal, regex

RESERVED = frozenset(kwlist)
TAKEN = frozenset(
    (
        "Callable", "Literal", "Mapping", "Message", "Mode", "NotRequired", "Options", "PlanError", "Reason",
        "RecordingTracker", "Tracker", "TypeAlias", "TypedDict", "UNSET", "Unset", "Items", "annotations", "configure", "identify",
        "group", *dir(builtins),
    )
)  # fmt: skip
"""Names of the run-time, and of the language's own things that the client uses."""

_SPELLED = {
    "string": "str", "integer": "int", "number": "float", "boolean": "bool", "date-time": "_DateTime", "date": "_Date",
    "any": "object",
}  # fmt: skip
_INTO = {"identify": "user_id", "group": "group_id"}
FUNCTIONS, PARAMETERS = Style("snake", RESERVED, digit="event_"), Style("snake", RESERVED)
ARGUMENTS = ("options", "additional")
"""What every function takes besides properties."""


class Named(Struct, frozen=True):
    """A type with a name, as the statement that defines it."""

    code: Code


class Parameter(Struct, frozen=True):
    """A property, as a parameter of its event's function."""

    field: Field
    name: Code
    line: Code
    """Of the signature."""
    wire: Code
    absent: Code
    """What it is where it is left out; "" where it must be there."""


class Function(Struct, frozen=True):
    """A function that sends an event, or tells of a person or a group."""

    call: Call
    name: Code
    doc: Code
    deprecated: Code
    """As a literal, or "" """
    parameters: tuple[Parameter, ...]
    rule: Code
    who: Code
    """The first parameter, of identify and group; else "" """
    sends: Code
    """The call of the run-time."""


class Module:
    """Names and texts of a client."""

    def __init__(self, client: Client, report: Report) -> None:
        self.client, self.report = client, report
        of = f" by {client.source}" if client.source else ""
        self.type_names = Scope("type names", Style("pascal", RESERVED, digit="Type"), report, TAKEN, of)
        self.value_names = Scope("names", FUNCTIONS, report, TAKEN, of)
        self.names: dict[tuple[str, ...], Code] = {}
        self.formats: dict[str, Code] = {}
        """The formats in use: name -> name of the constant."""
        self.named = tuple(self._named())
        self.functions = tuple(self._functions())

    def _named(self) -> Iterator[Named]:
        for found in self.client.types:
            at = found.at or self.client.identify.at
            name = self.type_names.name(" ".join(found.name), at, key=("type", id(found)))
            self.names[found.name] = name
            yield Named(self._enum(name, found) if found.kind == "enum" else self._object(name, found))

    def _enum(self, name: Code, found: Type) -> Code:
        lead = f"{name}: TypeAlias = "
        options = [("", literal(choice.value)) for choice in found.choices]
        told = lay_out(Listed(Code("Literal["), options, Code("]")), len(lead))
        meanings = [f"- `{choice.value}`: {choice.meaning}" for choice in found.choices if choice.meaning]
        return joined((lead, told, "\n", docstring(meanings, "")))

    def _object(self, name: Code, found: Type) -> Code:
        """A TypedDict; by the call where the names on the wire are no names in Python."""
        if found.open:  # it takes what it does not name, and no TypedDict says that
            doc = docstring(["With these, and any other:", *(f"- `{field.name}`" for field in found.fields)], "")
            return joined((f"{name}: TypeAlias = {annotated('Mapping[str, object]', len(name) + 14)}\n", doc))
        if all(_is_plain(field.name) for field in found.fields):
            rows = [f"class {name}(TypedDict):\n"]
            for field in found.fields:
                rows += [f"    {field.name}: {self._member(field)}\n", docstring(_told(field), "    ")]
            return joined(rows)
        members = [(f"{literal(field.name)}: ", self._member(field)) for field in found.fields]
        mapping = Listed(Code("{"), members, Code("}"))
        return Code(f"{name} = TypedDict(\n    {literal(name)},\n    {lay_out(mapping, 4, 4, 1)},\n)\n")

    def _member(self, field: Field) -> Code:
        told = self.spelled(field.type)
        return told if field.required else Code(f"NotRequired[{told}]")

    def _functions(self) -> Iterator[Function]:
        for event in self.client.events:
            yield self._function(event, self.value_names.name(event.name, event.at, event.identifier))
        for told in (self.client.identify, self.client.group):
            yield self._function(told, Code(told.call))

    def _function(self, found: Call, name: Code) -> Function:
        own = _INTO.get(found.call)
        taken = (*ARGUMENTS, *([own] if own else ()))
        scope = Scope("properties", PARAMETERS, self.report, taken, f" of {found.name}")
        parameters = tuple(self._parameter(field, scope) for field in found.type.fields)
        return Function(
            call=found, name=name, doc=docstring(_about(found, parameters), "    "),
                        deprecated=literal(found.deprecated or f"{name} is deprecated") if found.deprecated is not None else Code(""),
            parameters=parameters,
            rule=lay_out(self.rule(found.type), len(f"_{name}_rule = ")),
            who=Code(own or ""),
            sends=_sends(found, name, own),
        )  # fmt: skip

    def _parameter(self, field: Field, scope: Scope) -> Parameter:
        name = scope.name(field.name, field.at, field.identifier)
        told = self.spelled(field.type)
        absent = ""
        if not field.required:
            takes_null = field.type.nullable or field.type.kind == "any"
            absent = "UNSET" if takes_null else "None"
            told = Code(f"{told} | {'Unset' if takes_null else 'None'}") if field.type.kind != "any" else told
        return Parameter(field, name, _parameter(name, told, absent), literal(field.name), Code(absent))

    # Types, as Python writes them.

    def spelled(self, found: Type) -> Code:
        """A type; None is part of it where it takes null."""
        made = self._spelled(found)
        return Code(f"{made} | None") if found.nullable and found.kind != "any" else made

    def _spelled(self, found: Type) -> Code:
        if found.name:
            return self.names[found.name]
        values = found.check("enum")
        if values and all(isinstance(value, (str, int)) for value in values):
            return Code(f"Literal[{', '.join(map(literal, values))}]")
        if found.kind == "union":
            return joined(dict.fromkeys(self._of(found, name) for name in found.types), " | ")
        return self._of(found, found.kind)

    def _of(self, found: Type, kind: str) -> Code:
        if kind == "array":
            item = self.spelled(found.items) if found.items is not None else Code("object")
            return Code(f"Items[{item}]")
        return Code("Mapping[str, object]" if kind == "object" else _SPELLED[kind])

    # Rules, as data for the run-time.

    def rule(self, found: Type) -> Expression:
        """What a value must be, as the run-time reads it."""
        named: dict[str, Expression] = {}
        if found.expected and found.types:
            named["expected"] = literal(found.expected)
        if found.nullable:
            named["nullable"] = Code("True")
        if found.checks:
            named["checks"] = tuple_of([self._check(check) for check in found.checks])
        if found.items is not None:
            named["items"] = self.rule(found.items)
        if found.fields or (found.types == ("object",) and not found.open):
            named["fields"] = tuple_of([self._field(field) for field in found.fields])
            if found.open:
                named["open"] = Code("True")
        return call("_Rule", *map(literal, found.types), **named)

    def _field(self, field: Field) -> Expression:
        optional = () if field.required else (Code("False"),)
        return call("_Field", literal(field.name), self.rule(field.type), *optional)

    def _check(self, check: Check) -> Expression:
        value: Expression
        if check.rule == "enum":
            value = tuple_of([*map(literal, check.value)])
        elif check.rule == "pattern":
            value = regex(check.value)
        elif check.rule == "format":
            value = self.formats.setdefault(check.value, Code(f"_{check.value.replace('-', '_')}_format"))
        else:
            value = literal(check.value)
        return call("_Check", literal(check.rule), value, literal(check.message))

    def format_rules(self) -> Iterator[Code]:
        """The constants of the formats in use."""
        for name, constant in sorted(self.formats.items()):
            found = FORMATS[name]
            told = lay_out(tuple_of([regex(found.pattern), literal(found.longest)]), len(f"{constant} = "))
            yield Code(f"{constant} = {told}\n")


def _is_plain(name: str) -> bool:
    """Whether a name can be a member of a class, and stays as it is there."""
    return name.isidentifier() and name.isascii() and name not in RESERVED and not name.startswith("__")


def _sends(found: Call, name: Code, own: str | None) -> Code:
    event = literal(found.call if own else found.name)
    more = (Code(own),) if own else ()
    told = call("_send", literal(found.call), event, Code(f"_{name}_rule"), Code("properties"), Code("options"), *more)
    return lay_out(told, 4, 4)


def _parameter(name: Code, annotation: str, absent: str) -> Code:
    """A line of a signature; a union that is too long stands one type a line."""
    default = f" = {absent}" if absent else ""
    return Code(f"    {name}: {annotated(annotation, len(name) + 6, 4, len(default) + 1)}{default},")


def _told(field: Field) -> list[str]:
    made = [*field.doc]
    if field.deprecated is not None:
        made.append(f"Deprecated. {field.deprecated}".strip())
    return made


def _about(found: Call, parameters: tuple[Parameter, ...]) -> Iterator[str]:
    """The docstring of a function, in Google's style."""
    yield from found.doc
    if found.deprecated is not None:
        yield f"Deprecated. {found.deprecated}".strip()
    documented = [parameter for parameter in parameters if parameter.field.doc]
    if documented:
        yield ""
        yield "Args:"
    for parameter in documented:
        first, *more = _told(parameter.field)
        yield f"    {parameter.name}: {first}"
        yield from (f"        {line}" for line in more)


__all__ = ["Function", "Module", "Named", "Parameter"]
