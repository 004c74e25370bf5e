"""A client as Dart sees it: names given, types spelled, rules as data, and for each object what takes its properties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from .._client import Call, Check, Choice, Client, Field, Report, Type
from .._code import Code, joined, told
from .._formats import FORMATS
from .._names import Scope, Style, identifier
from .._nested import Nest, Piece, lay_out
from .._values import spelled_out
from ._names import RESERVED, TYPES
from ._text import comment, literal, regex, value

VALUES = Style("camel", RESERVED, "ascii", "$")
"""What begins with `_` is private in Dart, so that a digit has `$` before it."""
CLASSES = Style("pascal", RESERVED, "ascii", "Type")
_SPELLED = {
    "string": "String", "integer": "int", "number": "num", "boolean": "bool", "date": "Day", "date-time": "DateTime",
    "object": "Map<String, Object?>", "any": "Object", "union": "Object",
}  # fmt: skip
_LIMITS = ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems")
WIDTH = 80


class Option(Struct, frozen=True):
    """A value of an enum."""

    name: Code
    doc: Code
    code: Code


class Parameter(Struct, frozen=True):
    """A property: what takes it, and how it is put into the object that is sent."""

    name: Code
    spelled: Code
    doc: Code
    about: Code
    """What is said of a field: its documentation, and whether it is deprecated."""
    declared: Code
    """As a parameter of a method."""
    formal: Code
    """As a parameter of a constructor, which fills the field of that name."""
    sent: Code
    """As a member of what a method sends."""
    held: Code
    """As a member of what an object holds."""


class Made(Struct, frozen=True):
    """An enum, with options; an object, with parameters; or a call, whose name is that of its method."""

    name: Code
    doc: Code
    head: Code = Code("")
    """What declares an enum."""
    signature: Code = Code("")
    gathers: Code = Code("")
    """What puts the properties together."""
    sends: Code = Code("")
    deprecated: Code = Code("")
    options: tuple[Option, ...] = ()
    values: Code = Code("")
    parameters: tuple[Parameter, ...] = ()
    open: bool = False
    call: Call | None = None


class Module:
    """Names and texts of a client, ready to print."""

    def __init__(self, client: Client, report: Report) -> None:
        self.client, self.report = client, report
        of = f" by {client.source}" if client.source else ""
        self.type_names = Scope("type names", CLASSES, report, TYPES, of)
        self.methods = Scope("names", VALUES, report, ("group", "identify"), of)
        self.names: dict[tuple[str, ...], Code] = {}
        self.formats: dict[str, Code] = {}
        """The formats in use: name -> name of the constant."""
        self.used: set[str] = set()
        """The rules of types that another rule names; an analyzer tells of constants that nothing names."""
        for found in client.types:
            at = found.at or client.identify.at
            self.names[found.name] = self.type_names.name(" ".join(found.name), at, key=id(found))
        self.enums = [self._enum(found) for found in client.types if found.kind == "enum"]
        self.objects = [self._object(found) for found in client.types if found.kind != "enum"]
        self.calls = [self._call(call) for call in client.calls]
        self.ruled = [self._ruled(made) for made in self.calls]
        self.types_ruled = {
            _rule_of(self.names[found.name]): self._stated(_rule_of(self.names[found.name]), found)
            for found in client.types
            if found.kind != "enum"
        }

    # Types and methods.

    def _enum(self, found: Type) -> Made:
        name, words = self.names[found.name], " ".join(found.name)
        at = found.at or self.client.identify.at
        scope = Scope("values", VALUES, self.report, ("value", "values"), f" of {told(words)}")
        apart = spelled_out(found.choices, partial(identifier, style=VALUES))
        options = tuple(
            self._option(name, one, scope.name(one.value, at, apart.get(one.value))) for one in found.choices
        )
        lead = "  static const values = "
        every = Nest("[", tuple(one.name for one in options), "]", trailing=True)
        head, clause = f"extension type const {name}(String value)", "implements Object {"
        between = " " if len(head) + 1 + len(clause) <= WIDTH else "\n    "
        return Made(
            name,
            comment([f"{told(words)}; it may hold a value that the plan does not know."]),
            head=Code(f"{head}{between}{clause}"),
            options=options,
            values=Code(f"{lead}{lay_out(every, len(lead), '  ', WIDTH, 1)};"),
        )

    def _option(self, of: Code, choice: Choice, name: Code) -> Option:
        about = comment([choice.meaning] if choice.meaning else [], "  ")
        lead = f"  static const {name} = "
        made = Nest(f"{of}(", (literal(choice.value),), ")", trailing=True)
        return Option(name, about, Code(f"{lead}{lay_out(made, len(lead), '  ', WIDTH, 1)};"))

    def _object(self, found: Type) -> Made:
        name, words = self.names[found.name], " ".join(found.name)
        parameters = self._parameters(found, words, ("additional",) if found.open else ())
        formals = [one.formal for one in parameters] + ([Code("this.additional")] if found.open else [])
        lead = "  Map<String, Object?> toJson() => "
        held = [*(one.held for one in parameters), *(["...?additional"] if found.open else [])]
        sent = Nest("{", held, "}", trailing=True)
        return Made(
            name,
            comment([f"{told(words)}."]),
            signature=_signature(f"  const {name}", (), formals, 1),
            gathers=Code(f"{lead}{lay_out(sent, len(lead), '  ', WIDTH, 1)};"),
            parameters=parameters,
            open=found.open,
        )

    def _call(self, call: Call) -> Made:
        is_event = call.call not in ("identify", "group")
        name = self.methods.name(call.name, call.at, call.identifier) if is_event else Code(call.call)
        taken = ("options", "sent", *(() if is_event else ("id",)), *(("additional",) if call.type.open else ()))
        parameters = self._parameters(call.type, call.name, taken)
        named = [one.declared for one in parameters]
        if call.type.open:
            named.append(Code("Map<String, Object?>? additional"))
        named.append(Code("Options? options"))
        doc = [*call.doc]
        if parameters:
            doc += ["", *(f"- [{one.name}]: {one.doc}" for one in parameters)]
        wire = literal(call.name if is_event else call.call)
        sends = [f"Call.{call.call}", wire, _rule_of(name, call), "sent", "options", *([] if is_event else ["id: id"])]
        members = [*(one.sent for one in parameters), *(["...?additional"] if call.type.open else [])]
        if not members:
            sends[3] = "const {}"
        lead, opening = "    _sender.send", "    final sent = <String, Object?>"
        sending = lay_out(Nest("(", sends, ")", trailing=True), len(lead), "    ", WIDTH, 1)
        gathered = lay_out(Nest("{", members, "}", trailing=True), len(opening), "    ", WIDTH, 1)
        return Made(
            name,
            comment(doc, "  "),
            signature=_signature(f"  void {name}", () if is_event else (Code("String id"),), named, 2),
            gathers=Code(f"{opening}{gathered};" if members else ""),
            sends=Code(f"{lead}{sending};"),
            deprecated=_deprecated(call.deprecated, "  "),
            parameters=parameters,
            call=call,
        )

    def _parameters(self, of: Type, called: str, taken: Sequence[str]) -> tuple[Parameter, ...]:
        scope = Scope("properties", VALUES, self.report, taken, f" of {told(called)}")
        return tuple(self._parameter(field, scope) for field in of.fields)

    def _parameter(self, field: Field, scope: Scope) -> Parameter:
        name = scope.name(field.name, field.at, field.identifier)
        spelled, wire = self._spelled(field.type), literal(field.name)
        wrapped = field.type.nullable and not field.required
        if wrapped:
            spelled = Code(f"OrNull<{spelled}>")
        if field.type.nullable or not field.required:
            spelled = Code(f"{spelled}?")
        needed = "required " if field.required else ""
        given = "" if field.required else f"if ({name} != null)"
        why = field.deprecated
        doc = " ".join([told(field.name) + ".", *field.doc])
        return Parameter(
            name,
            spelled,
            doc=Code(doc),
            about=Code(comment([doc], "  ") + _deprecated(field.deprecated, "  ")),
            declared=_annotated(why, f"{needed}{spelled} {name}"),
            formal=_annotated(why, f"{needed}this.{name}"),
            sent=_member(given, f"{wire}: {name}{'.value' if wrapped else ''}", "      "),
            held=_member(given, f"{wire}: {name}{'?.value' if wrapped else ''}", "    "),
        )

    def spelled(self, found: Type) -> Code:
        """A type, as Dart writes it."""
        return Code(self._spelled(found) + ("?" if found.nullable else ""))

    def _spelled(self, found: Type) -> Code:
        if found.name:
            return self.names[found.name]
        if found.kind == "array":
            return Code(f"List<{self.spelled(found.items) if found.items is not None else 'Object?'}>")
        return Code(_SPELLED[found.kind])

    # Rules, as data for the run-time.

    def rules(self) -> Iterator[Code]:
        """The rules of types that are named by others, then those of calls."""
        yield from (code for name, code in self.types_ruled.items() if name in self.used)
        yield from self.ruled

    def format_rules(self) -> Iterator[Code]:
        """The constants of the formats in use."""
        for name, constant in sorted(self.formats.items()):
            found = FORMATS[name]
            longest = () if found.longest is None else (f"longest: {found.longest}",)
            lead = f"const {constant} = "
            made = Nest("Format(", (regex(found.pattern), *longest), ")", trailing=True)
            yield Code(f"{lead}{lay_out(made, len(lead), '', WIDTH, 1)};")

    def _ruled(self, made: Made) -> Code:
        assert made.call is not None
        return self._stated(_rule_of(made.name, made.call), made.call.type)

    def _stated(self, name: Code, found: Type) -> Code:
        lead = f"const {name} = "
        return Code(f"{lead}{lay_out(self.rule(found, whole=True), len(lead), '', WIDTH, 1)};")

    def rule(self, found: Type, label: str = "", whole: bool = False) -> Piece:
        """What a value must be, as the run-time reads it. The rule of a type with a name is named, unless the whole is asked."""
        if found.fields and found.name and not found.nullable and not whole:
            name = _rule_of(self.names[found.name])
            self.used.add(name)
            return f"{label}{name}"
        made: list[Piece] = []
        if found.types:
            # Of a type with a name, null is the business of what holds it.
            expected = "an object" if whole else found.expected
            made += [f"types: [{joined(map(literal, found.types), ', ')}]", f"expected: {literal(expected)}"]
        if found.nullable and not whole:
            made.append("nullable: true")
        if found.checks:
            made.append(Nest("[", tuple(map(self._check, found.checks)), "]", "checks: ", trailing=True))
        if found.items is not None:
            made.append(self.rule(found.items, "items: "))
        if (found.fields or found.types == ("object",)) and not found.open:
            made.append("closed: true")
        if found.fields:
            made.append(Nest("[", tuple(map(self._field, found.fields)), "]", "fields: ", trailing=True))
        return Nest("Rule(", tuple(made), ")", label, trailing=True)

    def _field(self, field: Field) -> Piece:
        needed = ("required: true",) if field.required else ()
        return Nest("Field(", (literal(field.name), self.rule(field.type), *needed), ")", trailing=True)

    def _check(self, check: Check) -> Piece:
        parts: list[Piece] = [literal(check.rule), literal(check.message)]
        if check.rule == "enum":
            parts.append(Nest("[", tuple(map(value, check.value)), "]", "value: ", trailing=True))
        elif check.rule == "pattern":
            parts.append(f"value: {regex(check.value)}")
        elif check.rule == "format":
            name = self.formats.setdefault(check.value, Code("_" + identifier(f"format {check.value}", VALUES)))
            parts.append(f"value: {name}")
        else:
            assert check.rule in _LIMITS
            parts += [] if check.value is None else [f"value: {value(check.value)}"]
        return Nest("Check(", parts, ")", trailing=True)


def _rule_of(name: Code, call: Call | None = None) -> Code:
    """The name of the rule of a type; or of a call, whose method has that name."""
    if call is None:
        return Code(f"_rule{name}")
    kind = "traits" if call.call in ("identify", "group") else "event"
    return Code(f"_{kind}{name[0].upper()}{name[1:]}")


def _signature(lead: str, positional: Sequence[str], named: Sequence[str], after: int) -> Code:
    """A head with its parameters; ``after`` is what follows on the line."""
    if not named:
        return Code(f"{lead}({', '.join(positional)})")
    opening = "(" + "".join(f"{one}, " for one in positional) + "{"
    flat = f"{lead}{opening}{', '.join(named)}}})"
    if "\n" not in flat and len(flat) + after <= WIDTH:
        return Code(flat)
    rows = "".join(f"    {one},\n" for one in named)
    if positional:
        first = ",\n    ".join(positional)
        return Code(f"{lead}(\n    {first}, {{\n{rows}  }})")
    return Code(f"{lead}({{\n{rows}  }})")


def _member(condition: str, entry: str, indent: str) -> Code:
    """A member of a map, which is there under a condition."""
    if not condition:
        return Code(entry)
    flat = f"{condition} {entry}"
    return Code(flat if len(indent) + len(flat) < WIDTH else f"{condition}\n{indent}  {entry}")


def _annotated(why: str | None, declared: str) -> Code:
    """A parameter behind its annotation, on a line of its own where both are too long for one."""
    if why is None:
        return Code(declared)
    one = f"{_deprecated(why, '').rstrip()} {declared}"
    if "\n" not in one and len(one) + 5 <= WIDTH:
        return Code(one)
    return Code(f"{_deprecated(why, '    ').lstrip()}    {declared}")


def _deprecated(why: str | None, indent: str) -> Code:
    if why is None:
        return Code("")
    made = Nest("@Deprecated(", (literal(why or "do not use it any more"),), ")", trailing=True)
    return Code(f"{indent}{lay_out(made, len(indent), indent, WIDTH)}\n")


__all__ = ["Made", "Module", "Option", "Parameter"]
