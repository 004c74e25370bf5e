"""Classes for closed sets of texts: a constant for each value, or where these are too many their texts alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec import Struct

from ...document import Span
from .._client import Report, Type
from .._code import Code, joined
from .._jvm.batches import batches
from .._names import Scope, Style, identifier
from .._values import spelled_out
from ._layout import assigned, call, stated
from ._names import RESERVED
from ._text import comment, string

CONSTANTS = Style("upper", RESERVED | {"RULE"}, "letters")


class Enum(Struct, frozen=True):
    """A class for a closed set of texts."""

    name: Code
    doc: Code
    constants: tuple[Code, ...]
    all: Code
    rule: Code
    texts: Code = Code("")
    """Methods that give the values, of an enum that has no constants."""


def enum(found: Type, name: Code, rule: Code, at: Callable[[], Span], report: Report) -> Enum:
    """The class of an enum."""
    scope = Scope("values", CONSTANTS, report, (), f" of {' '.join(found.name)}")
    apart = spelled_out(found.choices, partial(identifier, style=CONSTANTS))
    constants, names = [], []
    for choice in found.choices:
        own = scope.name(choice.value, at, apart.get(choice.value))
        names.append(own)
        made = assigned(f"public static final {name} {own}", call(f"new {name}", string(choice.value)), 2)
        constants.append(joined((comment([choice.meaning], 2), made)))
    return Enum(
        name=name,
        doc=comment([f"The values of {' '.join(found.name)}, and with of() any other."]),
        constants=tuple(constants),
        all=Code(stated("return ", call("List.of", *names), 4) + "  }\n"),
        rule=rule,
    )


def large_enum(found: Type, name: Code, rule: Code) -> Enum:
    """The class of an enum without constants; its values stand in methods, as each holds only so much code."""
    texts, calls = [], []
    for place, some in enumerate(batches(found.choices)):
        made = stated("return ", call("List.of", *(string(choice.value) for choice in some)), 4)
        texts.append(Code(f"  private static List<String> values{place}() {{\n{made}  }}\n"))
        calls.append(f"    made.addAll(values{place}());\n")
    return Enum(
        name=name,
        doc=comment([f"The values of {' '.join(found.name)}, too many for a constant each: of() makes them."]),
        constants=(),
        all=Code(f"    return values().stream().map({name}::new).toList();\n  }}\n"),
        rule=rule,
        texts=joined((
            "  private static List<String> values() {\n    List<String> made = new java.util.ArrayList<>();\n",
            *calls, "    return made;\n  }\n\n", joined(texts, "\n"),
        )),
    )  # fmt: skip
