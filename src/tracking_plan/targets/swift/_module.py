"""A client as Swift sees it: names given, types spelled, rules as data, and for each object what takes its properties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from .._capitals import Names
from .._client import Call, Check, Client, Field, Report, Type
from .._code import Code, told
from .._formats import FORMATS
from .._names import Scope, Style, identifier
from .._nested import Nest, Piece, lay_out
from .._values import spelled_out
from ._text import comment, literal, regex, value

RESERVED = frozenset(
    "Any Protocol Self Type as associatedtype async await break case catch class continue default defer deinit do else"
    " enum extension fallthrough false fileprivate for func guard if import in init inout internal is let nil open"
    " operator precedencegroup private protocol public repeat rethrows return self some static struct subscript super"
    " switch throw throws true try typealias var where while hashValue none rawValue description hash".split()
)
"""No names of ours, whether the language or what we use of it says so."""
TYPES = frozenset(
    "Any Array Bool Calendar Call Check Date Day Double Event Field Format Int Int64 JSON Kinds Member Message Mode NSLog"
    " NSRange NSRegularExpression NSNull Nullable Object Optional Options Pattern PlanError Reason RecordingTracker Rule"
    " Rules Set Settings String Tracker Value".split()
)
"""Types of the run-time, and of the language's own that it uses."""
METHODS = frozenset("group identify send settings planName planVersion".split())
ARGUMENTS = ("options", "send", "sent", "id")
VALUES, _TYPES = Style("camel", RESERVED), Style("pascal", RESERVED)
_SPELLED = {
    "string": "String", "integer": "Int64", "number": "Double", "boolean": "Bool", "date": "Day", "date-time": "Date",
    "object": "Object", "any": "Value", "union": "Value",
}  # fmt: skip
_LIMITS = ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems")
WIDTH = 100


class Option(Struct, frozen=True):
    """A value of an enum."""

    name: Code
    value: Code
    doc: Code


class Parameter(Struct, frozen=True):
    """A property: what takes it, and the statement that sends it."""

    name: Code
    spelled: Code
    optional: bool
    doc: Code
    sending: Code

    @property
    def declared(self) -> str:
        return f"{self.name}: {self.spelled}{' = nil' if self.optional else ''}"


class Made(Struct, frozen=True):
    """An enum, with options; an object, with parameters; or a call, whose name is that of its method."""

    name: Code
    doc: Code
    rule: Code = Code("")
    data: Code = Code("")
    """Its rule, as data."""
    options: tuple[Option, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    signature: Code = Code("")
    deprecated: Code = Code("")
    open: bool = False
    call: Call | None = None
    kind: Code = Code("")
    wire: Code = Code("")
    """The event as it is sent."""

    @property
    def holds(self) -> Code:
        """What declares the object that is sent: a variable where anything is put in."""
        return Code("var" if self.parameters or self.open else "let")


def type_name(name: str, lead: str) -> Code:
    made = identifier(name, _TYPES)
    return Code(lead + (made if made[0].isupper() else f"X{made}"))


class Module:
    """Names and texts of a client, ready to print."""

    def __init__(self, client: Client, report: Report) -> None:
        self.client, self.report = client, report
        of = f" by {client.source}" if client.source else ""
        self.name = type_name(f"{client.source or 'plan'} events", "")
        self.wire = Code(f"{identifier(self.name, VALUES)}Value")
        """The property that gives what is sent: of each client its own, as all of them extend String."""
        self.type_names = Names("type names", type_name, report, TYPES, of)
        self.methods = Scope("names", VALUES, report, METHODS, of)
        self.types: dict[tuple[str, ...], Code] = {}
        self.formats: dict[str, Code] = {}
        """The formats in use: name -> name of the constant."""
        self.enums: list[Made] = []
        self.objects: list[Made] = []
        for found in client.types:
            self._named(found)
        self.calls = tuple(map(self._call, client.calls))

    def _named(self, found: Type) -> None:
        words = " ".join(found.name)
        at = found.at or self.client.identify.at
        name = self.type_names.name(words, at, key=id(found))
        self.types[found.name] = name
        doc = comment([f"{told(words)}."], "  ")
        if found.kind != "enum":
            self.objects.append(self._object(found, words, name, doc))
            return
        scope = Scope("values", VALUES, self.report, (self.wire,), f" of {told(words)}")
        apart = spelled_out(found.choices, partial(identifier, style=VALUES))
        options = []
        for choice in found.choices:
            about = comment([choice.meaning] if choice.meaning else [], "    ")
            options.append(Option(scope.name(choice.value, at, apart.get(choice.value)), literal(choice.value), about))
        self.enums.append(Made(name, doc, options=tuple(options)))

    def _object(self, of: Type, words: str, name: Code, doc: Code) -> Made:
        parameters = self._parameters(of, words, ("sent", self.wire, *(("more",) if of.open else ())))
        declared = [one.declared for one in parameters] + (["more: Object = [:]"] if of.open else [])
        rule = Code(identifier(f"rule {name}", Style("camel")))
        return Made(
            name, doc, rule=rule, data=self._data(rule, of), parameters=parameters, open=of.open,
            signature=_signature("    public init", declared, ""),
        )  # fmt: skip

    def _call(self, call: Call) -> Made:
        is_event = call.call not in ("identify", "group")
        who = [] if is_event else ["_ id: String"]
        taken = (*ARGUMENTS, *(("more",) if call.type.open else ()))
        parameters = self._parameters(call.type, call.name, taken)
        declared = [*who, *(one.declared for one in parameters)]
        declared += [*(["more: Object = [:]"] if call.type.open else []), "options: Options = Options()"]
        if is_event:
            name = self.methods.name(call.name, call.at, call.identifier)
            rule = Code(f"event_{name}")
        else:
            name = Code(call.call)
            rule = Code(f"traits_{name}")
        doc = [*call.doc]
        if parameters:
            doc += ["", "- Parameters:"]
            doc += [f"  - {one.name}: {one.doc}" for one in parameters]
        return Made(
            name, comment(doc, "  "), rule=rule, data=self._data(rule, call.type), parameters=parameters,
            open=call.type.open, call=call, kind=Code(call.call), wire=literal(call.name if is_event else call.call),
            deprecated=_deprecated(call.deprecated),
            signature=_signature(f"  public func {name}", declared, " throws", "  "),
        )  # fmt: skip

    def _parameters(self, of: Type, called: str, taken: Sequence[str]) -> tuple[Parameter, ...]:
        scope = Scope("properties", VALUES, self.report, taken, f" of {told(called)}")
        return tuple(self._parameter(field, scope) for field in of.fields)

    def _parameter(self, field: Field, scope: Scope) -> Parameter:
        name = scope.name(field.name, field.at, field.identifier)
        spelled = self._spelled(field.type)
        if field.type.nullable and spelled != "Value":
            spelled = Code(f"{spelled}?" if field.required else f"Nullable<{spelled}>")
        if not field.required:
            spelled = Code(f"{spelled}?")
        deprecated = [] if field.deprecated is None else [f"Deprecated: {field.deprecated}".rstrip(": ")]
        doc = Code(" ".join([told(field.name) + ".", *field.doc, *deprecated]))
        put = "put" if field.required else "putIfPresent"
        return Parameter(name, spelled, not field.required, doc, Code(f"sent.{put}({literal(field.name)}, {name})"))

    def spelled(self, found: Type) -> Code:
        """A type, as Swift writes it; optional where it takes null."""
        made = self._spelled(found)
        return Code(f"{made}?") if found.nullable and made != "Value" else made

    def _spelled(self, found: Type) -> Code:
        if found.name:
            return self.types[found.name]
        if found.kind == "array":
            return Code(f"[{self.spelled(found.items) if found.items is not None else 'Value'}]")
        return Code(_SPELLED[found.kind])

    # Rules, as data for the run-time.

    def _data(self, rule: Code, of: Type) -> Code:
        lead = f"    static let {rule} = "
        return Code(lead + lay_out(self.rule(of, whole=True), len(lead), "    ", WIDTH))

    def rule(self, found: Type, label: str = "", whole: bool = False) -> Piece:
        """What a value must be, as the run-time reads it. The rule of a type with a name is named, unless the whole is asked."""
        if found.fields and found.name and not found.nullable and not whole:
            return f"{label}{Code(identifier(f'rule {self.types[found.name]}', Style('camel')))}"
        made: list[Piece] = []
        if found.types:
            kinds = ", ".join(f".{name}" for name in found.types)
            # Of a type with a name, null is the business of what holds it.
            expected = "an object" if whole else found.expected
            made += [f"types: [{kinds}]", f"expected: {literal(expected)}"]
        if found.nullable:
            made.append("nullable: true")
        if found.checks:
            made.append(Nest("[", tuple(map(self._check, found.checks)), "]", "checks: "))
        if found.items is not None:
            made.append(self.rule(found.items, "items: "))
        if (found.fields or found.types == ("object",)) and not found.open:
            made.append("closed: true")
        if found.fields:
            made.append(Nest("[", tuple(map(self._field, found.fields)), "]", "fields: "))
        return Nest("Rule(", tuple(made), ")", label)

    def _field(self, field: Field) -> Piece:
        needed = "required: true" if field.required else "required: false"
        return Nest("Field(", (literal(field.name), needed, self.rule(field.type, "rule: ")), ")")

    def _check(self, check: Check) -> Piece:
        message = literal(check.message)
        if check.rule == "uniqueItems":
            return f".uniqueItems({message})"
        if check.rule == "enum":
            return Nest(".oneOf(", (Nest("[", tuple(map(value, check.value)), "]"), message), ")")
        if check.rule == "pattern":
            return Nest(".pattern(", (Nest("Pattern(", (regex(check.value),), ")"), message), ")")
        if check.rule == "format":
            name = self.formats.setdefault(check.value, Code(identifier(f"format {check.value}", Style("camel"))))
            return Nest(".format(", (name, message), ")")
        assert check.rule in _LIMITS
        return Nest(f".{check.rule}(", (value(check.value), message), ")")

    def format_rules(self) -> Iterator[Code]:
        """The constants of the formats in use."""
        for name, constant in sorted(self.formats.items()):
            found = FORMATS[name]
            longest = () if found.longest is None else (f"longest: {found.longest}",)
            lead = f"    static let {constant} = "
            made = Nest("Pattern(", (regex(found.pattern), *longest), ")")
            yield Code(lead + lay_out(made, len(lead), "    ", WIDTH))


def _signature(lead: str, parameters: list[str], after: str, indent: str = "    ") -> Code:
    return Code(lead + lay_out(Nest("(", tuple(parameters), ")"), len(lead), indent, WIDTH, len(after) + 2) + after)


def _deprecated(why: str | None) -> Code:
    if why is None:
        return Code("")
    return Code(f"  @available(*, deprecated, message: {literal(why or 'do not use it any more')})\n")


__all__ = ["Made", "Module", "Option", "Parameter"]
