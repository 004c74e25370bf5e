"""The names and texts of a client in Java, ready to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from .. import _words as say
from .._client import Call, Check, Client, Field, Report, Type
from .._code import Code
from .._formats import FORMATS
from .._jvm.batches import is_large
from .._jvm.names import find_files_that_fall_together
from .._names import Scope, Style
from ._enums import Enum, enum, large_enum
from ._layout import Expression, assigned, call, signature, stated
from ._names import RESERVED, SETTERS, TAKEN
from ._text import comment, literal, regex, string

BOXED = {
    "string": "String", "integer": "Long", "number": "Double", "boolean": "Boolean", "date-time": "Instant",
    "date": "LocalDate", "object": "Map<String, ?>", "any": "Object",
}  # fmt: skip
_PLAIN = {"integer": "long", "number": "double", "boolean": "boolean"}
# Names of classes are names of files too, which not every machine takes in all scripts.
CLASSES, METHODS = Style("pascal", RESERVED, "ascii", "Type"), Style("camel", RESERVED, "letters")
PROPERTIES = Style("camel", RESERVED | SETTERS, "letters")
TAKEN_METHODS = ("identify", "group", "sender")


class Setter(Struct, frozen=True):
    """A method that gives a property: one for each type that it may be given as."""

    doc: Code
    heads: tuple[Code, ...]
    body: Code


class Step(Struct, frozen=True):
    """A class on the way to an object, from which one required property leads to the next."""

    name: Code
    doc: Code
    setter: Setter


class Object(Struct, frozen=True):
    """A class for an object: the properties of an event, traits, or an object inside them."""

    name: Code
    doc: Code
    rule: Code
    steps: tuple[Step, ...]
    setters: tuple[Setter, ...]
    open: bool
    imports: tuple[Code, ...]

    @property
    def first(self) -> Code:
        return self.steps[0].name if self.steps else Code("Builder")


class Method(Struct, frozen=True):
    """A method of the client, which sends an event or tells of a person or a group."""

    call: Call
    name: Code
    doc: Code
    plain: Code
    """The head of the one without options; and what it does."""
    passes: Code
    full: Code
    sends: Code
    rule: Code
    """The expression of its rule, for tests of untyped data."""
    takes: Code
    """The class of its properties; "" where there is none, "Map" for any."""


class Module:
    """Names and texts of a client."""

    def __init__(self, client: Client, report: Report) -> None:
        self.client, self.report = client, report
        of = f" by {client.source}" if client.source else ""
        self.type_names = Scope("class names", CLASSES, report, TAKEN, of)
        self.value_names = Scope("method names", METHODS, report, TAKEN_METHODS, of)
        self.files: dict[str, tuple[str, str]] = {}
        self.names: dict[tuple[str, ...], Code] = {}
        self.formats: dict[str, Code] = {}
        for found in client.types:
            at = found.at or client.identify.at
            name = self.type_names.name(" ".join(found.name), at, key=("type", id(found)))
            self.names[found.name] = name
        takes = [(one, self._takes(one)) for one in client.calls]
        find_files_that_fall_together(self.type_names, TAKEN, client, report)
        self.enums = [self._enum(found) for found in client.types if found.kind == "enum"]
        self.objects = [self._object(self.names[one.name], one) for one in client.types if one.kind != "enum"]
        self.objects += [self._object(name, one.type, one) for one, name in takes if one.type.fields]
        self.methods = [self._method(one, name) for one, name in takes]

    def _takes(self, found: Call) -> Code:
        """The class of the properties of a call."""
        if not found.type.fields:
            return Code("Map" if found.type.open else "")
        if found.call in ("identify", "group"):
            return self.type_names.name(f"{found.name} traits", found.at)
        return self.type_names.name(found.name, found.at, found.identifier)

    def _enum(self, found: Type) -> Enum:
        rule = assigned("static final Rule RULE", self._plain_rule(found), 2)
        if is_large(found):
            return large_enum(found, self.names[found.name], rule)
        return enum(found, self.names[found.name], rule, found.at or self.client.identify.at, self.report)

    # Objects.

    def _object(self, name: Code, found: Type, of: Call | None = None) -> Object:
        where = of.name if of else " ".join(found.name)
        scope = Scope("properties", PROPERTIES, self.report, (), f" of {where}")
        names = [scope.name(field.name, field.at, field.identifier) for field in found.fields]
        required = [(field, own) for field, own in zip(found.fields, names, strict=True) if field.required]
        optional = [(field, own) for field, own in zip(found.fields, names, strict=True) if not field.required]
        step_names = [self._step_name(own) for _, own in required]
        steps = []
        for place, (field, own) in enumerate(required):
            after = step_names[place + 1] if place + 1 < len(required) else Code("Builder")
            doc = comment([f"Needs {field.name}."], 2)
            steps.append(Step(step_names[place], doc, self._setter(field, own, after)))
        about = f"The properties of {where}." if of and of.call not in _WHO else f"What is told of a {where}."
        return Object(
            name=name,
            doc=comment([about if of else f"An object of the plan: {where}."]),
            rule=assigned("static final Rule RULE", self._plain_rule(found), 2),
            steps=tuple(steps),
            setters=tuple(self._setter(field, own, None) for field, own in optional),
            open=found.open,
            imports=_imports(found.fields),
        )

    def _step_name(self, own: Code) -> Code:
        made = f"Needs{own[0].upper()}{own[1:]}"
        while made in self.type_names.given:  # it would hide that class
            made += "_"
        return Code(made)

    def _setter(self, field: Field, own: Code, after: Code | None) -> Setter:
        """``after`` is the class that it leads to; None of an optional property."""
        mark = "@Deprecated\n    " if field.deprecated is not None else ""
        lead = f"{mark}public {after or 'Builder'} {own}"
        gives = call("give", string(field.name), own)
        if after:
            body = stated("return ", call(f"new {after}", gives), 6)
        else:
            absent = "offer" if not field.type.nullable and field.type.kind != "any" else "give"
            body = Code(stated("", call(absent, string(field.name), own), 6) + "      return this;\n")
        heads = [signature(f"{lead}", [f"{one} {own}"], 4) for one in self._given_as(field)]
        return Setter(comment(field.doc, 4, field.deprecated), tuple(heads), Code(f"{body}    }}\n"))

    def _given_as(self, field: Field) -> list[str]:
        """The types of the parameter."""
        found = field.type
        kinds = found.types if found.kind == "union" and not found.name else (found.kind,)
        made = []
        for kind in kinds:
            if found.name or kind not in _PLAIN:
                made.append(self._boxed(found, kind))
                continue
            if field.required and not found.nullable:
                made.append(_PLAIN[kind])
            elif kind == "boolean":
                made.append("Boolean")
            else:
                made += [_PLAIN[kind], BOXED[kind]]
        return made

    def _boxed(self, found: Type, kind: str) -> str:
        if found.name:
            return self.names[found.name]
        if kind == "union":
            return "Object"
        if kind != "array":
            return BOXED[kind]
        if found.items is None:
            return "List<?>"
        item = self._boxed(found.items, found.items.kind)
        return "List<?>" if item == "Object" else f"List<? extends {item}>" if "<" in item else f"List<{item}>"

    # Methods.

    def _method(self, found: Call, takes: Code) -> Method:
        isa = found.call in _WHO
        name = Code(found.call) if isa else self.value_names.name(found.name, found.at, found.identifier)
        data = "traits" if isa else "properties"
        parameters = [f"String {_WHO[found.call]}"] if isa else []
        if takes:
            parameters.append(f"{'Map<String, ?>' if takes == 'Map' else takes} {data}")
        names = [Code(one.rpartition(" ")[2]) for one in parameters]
        rule = Code(f"{takes}.RULE") if found.type.fields else Code("Rule.ANY" if found.type.open else "Rule.NONE")
        given = Code("Map.of()" if not takes else data if takes == "Map" else f"{data}.toMap()")
        sends = call(
            "sender.send", string(found.call), string(found.call if isa else found.name), rule, given,
            Code("options"), Code(_WHO[found.call] if isa else "null"),
        )  # fmt: skip
        mark = "@Deprecated\n  " if found.deprecated is not None else ""
        lead = f"{mark}public void {name}"
        return Method(
            call=found, name=name, doc=comment(found.doc, 2, found.deprecated),
            plain=signature(lead, parameters, 2), passes=Code(stated("", call(name, *names, Code("null")), 4) + "  }\n\n"),
            full=signature(lead, [*parameters, "Options options"], 2), sends=Code(stated("", sends, 4) + "  }\n"),
            rule=rule, takes=takes,
        )  # fmt: skip

    # Rules, as data for the run-time.

    def rule(self, found: Type) -> Expression:
        """What a value must be; of a type with a name that of its class."""
        made: Expression = Code(f"{self.names[found.name]}.RULE") if found.name else self._plain_rule(found)
        return call("Rule.orNull", made) if found.nullable else made

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
            return call("Check.oneOf", message, Code("values().toArray()"))
        if check.rule == "enum":
            return call("Check.oneOf", message, *map(literal, check.value))
        if check.rule == "format":
            name = check.value.upper().replace("-", "_")
            self.formats[check.value] = Code(name)
            return Code(f"Formats.{name}")
        if check.rule == "pattern":
            return call("Check.pattern", regex(check.value), message)
        if check.value is None:
            return call(f"Check.{check.rule}", message)
        bound = check.value
        if check.rule.startswith(("minL", "maxL", "minI", "maxI")):
            bound = int(bound)
        return call(f"Check.{check.rule}", literal(bound), message)

    def format_rules(self) -> Iterator[Code]:
        """The constants of the formats in use."""
        for name, constant in sorted(self.formats.items()):
            found = FORMATS[name]
            longest = Code("Integer.MAX_VALUE" if found.longest is None else str(found.longest))
            made = call("Check.format", regex(found.pattern), longest, string(say.format(name)))
            yield assigned(f"static final Check {constant}", made, 2)

    def stamp(self) -> Code:
        """What `context.plan` says."""
        told = [string("name"), string(self.client.plan)]
        if self.client.version:
            told += [string("version"), string(self.client.version)]
        return assigned("private static final Map<String, Object> PLAN", call("Check.object", *told), 2)


_WHO = {"identify": "userId", "group": "groupId"}


def _imports(fields: Sequence[Field]) -> tuple[Code, ...]:
    """What the signatures of an object need."""
    kinds: set[str] = set()
    for field in fields:
        found: Type | None = field.type
        while found is not None:
            if not found.name:
                kinds |= {found.kind} | (set(found.types) if found.kind == "union" else set())
            found = found.items if found.kind in ("array", "union") and not found.name else None
    named = {"date-time": "java.time.Instant", "date": "java.time.LocalDate", "array": "java.util.List"}
    named["object"] = "java.util.Map"
    return tuple(Code(named[kind]) for kind in sorted(kinds & named.keys(), key=lambda kind: named[kind]))
