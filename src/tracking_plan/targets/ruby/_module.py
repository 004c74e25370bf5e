"""The names and texts of a client in Ruby, ready to print."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .._capitals import Names
from .._client import Call, Check, Client, Field, Report, Type
from .._code import Code, told
from .._formats import FORMATS
from .._values import spelled_out
from ._layout import Expression, Listed, lay_out
from ._names import CONSTANTS, KEYWORDS, MODULE_METHODS, constant, module_name, variable
from ._text import comment, harmless, literal, regex

_SPELLED = {
    "string": "String", "integer": "Integer", "number": "Numeric", "boolean": "Boolean", "date-time": "Time, String",
    "date": "Date, String", "enum": "String", "object": "Hash", "any": "Object", "array": "Array",
}  # fmt: skip
_INTO = {"identify": "user_id", "group": "group_id"}
METHODS, PARAMETERS = KEYWORDS | MODULE_METHODS, KEYWORDS | {"options", "additional"}
"""What names of methods, and of parameters, may not be."""


class Enum(Struct, frozen=True):
    """A closed set of texts: a module with a constant for each."""

    name: Code
    doc: Code
    options: tuple[tuple[Code, Code, Code], ...]
    """Documentation, name and value."""


class Function(Struct, frozen=True):
    """A method that sends an event, or tells of a person or a group."""

    call: Call
    name: Code
    parameters: tuple[tuple[Code, Field], ...]
    """The keywords that it takes."""
    doc: Code
    signature: Code
    rule_name: Code
    rule: Code
    warning: Code
    """What is told of one that is deprecated, or ""."""
    sends: Code


class Module:
    """Names and texts of a client."""

    def __init__(self, client: Client, report: Report) -> None:
        self.client, self.report = client, report
        of = f" by {client.source}" if client.source else ""
        self.name = module_name(f"{client.source or 'plan'} events")
        self.module_names = Names("names of modules", module_name, report, CONSTANTS, of)
        self.methods = Names("names of methods", variable, report, METHODS, of)
        self.enum_names: dict[tuple[str, ...], Code] = {}
        self.enums = tuple(self._enum(found) for found in client.types if found.kind == "enum")
        self.formats: dict[str, Code] = {}
        """The formats in use: name -> name of the constant."""
        self.functions = tuple(self._functions())

    def _enum(self, found: Type) -> Enum:
        at = found.at or self.client.identify.at
        words = " ".join(found.name)
        name = self.module_names.name(words, at, key=id(found))
        self.enum_names[found.name] = name
        own = Names("values", constant, self.report, ("VALUES", "BEGIN", "END"), f" of {told(words)}")
        apart = spelled_out(found.choices, constant)
        options = []
        for choice in found.choices:
            doc = comment([harmless(choice.meaning)] if choice.meaning else [], "    ")
            options.append((doc, own.name(choice.value, at, apart.get(choice.value)), literal(choice.value)))
        return Enum(name, comment([f"Values of {harmless(told(words))}."], "  "), tuple(options))

    def _functions(self) -> Iterator[Function]:
        for event in self.client.events:
            yield self._function(event, self.methods.name(event.name, event.at, event.identifier))
        for call in (self.client.identify, self.client.group):
            yield self._function(call, Code(call.call))

    def _function(self, call: Call, name: Code) -> Function:
        own = _INTO.get(call.call)
        taken = PARAMETERS | {*([own] if own else ())}
        scope = Names("properties", variable, self.report, taken, f" of {told(call.name)}")
        fields = [(scope.name(one.name, one.at, one.identifier), one) for one in call.type.fields]
        parameters: list[tuple[str, Expression]] = [("", Code(own))] if own else []
        parameters += [(f"{name}: ", Code("UNSET")) for name, _ in fields]
        parameters += [("options: ", Code("nil")), ("**", Code("additional"))]
        lead = f"  def self.{name}"
        rule_name = Code(f"RULE_OF_{name.upper() if name.isascii() else name}")
        planned = Listed("{", [(f"{literal(one.name)} => ", name) for name, one in fields], "}")
        event = literal(call.call if own else call.name)
        words: list[Expression] = [literal(call.call), event, rule_name, planned, Code("additional"), Code("options")]
        words += [Code(own)] if own else []
        sends = Listed("Runtime.call(", [("", word) for word in words], ")")
        deprecated = call.deprecated
        warning = f"{name} is deprecated. {deprecated}".rstrip() if deprecated is not None else ""
        return Function(
            call=call, name=name, parameters=tuple(fields), doc=comment(self._doc(call, fields, own), "  "),
            signature=Code(f"{lead}{lay_out(Listed('(', parameters, ')'), len(lead), 2)}"),
            rule_name=rule_name, rule=lay_out(self.rule(call.type), len(rule_name) + 5, 2),
            warning=literal(warning) if warning else Code(""), sends=lay_out(sends, 4, 4),
        )  # fmt: skip

    # Documentation, as YARD reads it.

    def _doc(self, call: Call, fields: list[tuple[Code, Field]], own: str | None) -> Iterator[str]:
        yield from map(harmless, call.doc)
        yield ""
        if own:
            yield f"@param {own} [String]"
        for name, field in fields:
            first, *more = [*self._about(field), ""]
            yield f"@param {name} [{self.spelled(field.type)}] {first}".rstrip()
            yield from (f"  {line}" for line in more if line)
            if field.type.kind == "object":
                yield from self._inner(name, field.type)
        yield "@param options [Options, Hash, nil] whom and when it is of"
        yield f"@param additional [Hash] what the plan does not name{'' if call.type.open else ', which breaks it'}"
        yield "@return [void]"
        yield "@raise [PlanError] in the mode :throw, where it breaks the plan"
        if call.deprecated is not None:
            yield f"@deprecated {harmless(call.deprecated)}".rstrip()

    def _inner(self, name: Code, found: Type) -> Iterator[str]:
        for field in found.fields:
            about = " ".join(self._about(field))
            yield f"@option {name} [{self.spelled(field.type)}] {literal(field.name)} {about}"

    def _about(self, field: Field) -> list[str]:
        made = [*map(harmless, field.doc)]
        values = field.type.items if field.type.kind == "array" and field.type.items is not None else field.type
        if values.kind == "enum":
            made.append(f"Its values are in {{{self.enum_names[values.name]}}}.")
        if not field.required:
            made.append("May be left out.")
        if field.deprecated is not None:
            made.append(f"Deprecated. {harmless(field.deprecated)}".strip())
        return made

    def spelled(self, found: Type) -> str:
        """A type, as YARD writes it."""
        if found.kind == "array" and found.items is not None:
            made = f"Array<{self.spelled(found.items)}>"
        elif found.kind == "union":
            made = ", ".join(dict.fromkeys(_SPELLED[name] for name in found.types))
        else:
            made = _SPELLED[found.kind]
        return made + (", nil" if found.nullable and found.kind != "any" else "")

    # Rules, as data for the run-time.

    def rule(self, found: Type) -> Expression:
        """What a value must be, as the run-time reads it."""
        named: list[tuple[str, Expression]] = []
        if found.types:
            named.append(("types: ", literal(found.types)))
            named.append(("expected: ", literal(found.expected)))
        if found.nullable:
            named.append(("nullable: ", Code("true")))
        if found.checks:
            named.append(("checks: ", Listed("[", [("", self._check(check)) for check in found.checks], "]")))
        if found.items is not None:
            named.append(("items: ", self.rule(found.items)))
        if found.fields:
            fields = [(f"{literal(field.name)} => ", self._field(field)) for field in found.fields]
            named.append(("fields: ", Listed("{", fields, "}")))
        if (found.fields or found.types == ("object",)) and not found.open:
            named.append(("closed: ", Code("true")))
        return Listed("Rule.new(", named, ")") if named else Code("Rule.new")

    def _field(self, field: Field) -> Expression:
        return Listed("[", [("", self.rule(field.type)), ("", literal(field.required))], "]")

    def _check(self, check: Check) -> Expression:
        value = literal(check.value)
        if check.rule == "enum":
            value = literal(list(check.value))
        elif check.rule == "pattern":
            value = Code(f"Pattern.new({regex(check.value)})")
        elif check.rule == "format":
            name = check.value.upper().replace("-", "_")
            value = self.formats.setdefault(check.value, Code(f"FORMAT_{name}"))
        return Listed("[", [("", literal(check.rule)), ("", value), ("", literal(check.message))], "]")

    def format_rules(self) -> Iterator[tuple[Code, Code]]:
        """The constants of the formats in use, and what they hold."""
        for name, own in sorted(self.formats.items()):
            found = FORMATS[name]
            longest = [literal(found.longest)] if found.longest is not None else []
            made = Listed("Format.new(", [("", word) for word in [regex(found.pattern), *longest]], ")")
            yield own, lay_out(made, len(own) + 5, 2)


__all__ = ["Enum", "Function", "Module"]
