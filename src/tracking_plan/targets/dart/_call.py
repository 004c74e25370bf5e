"""The call of an event in Dart, as an engineer writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from .._client import Call, Field, Type
from .._code import Code
from .._given import others, planned
from .._names import identifier, settled
from .._nested import Nest, Piece, lay_out
from .._values import spelled_out
from ._module import CLASSES, VALUES, WIDTH
from ._names import TYPES
from ._text import literal, value


def show_call(call: Call, data: Mapping[str, Any], source: str) -> Code:
    """``events.projectCreated(projectId: 'proj_123');``"""
    lead = f"events.{settled(call.name, VALUES, ('group', 'identify'), call.identifier)}"
    taken = ("options", "sent", *(("additional",) if call.type.open else ()))
    made = Nest("(", tuple(_arguments(call.type, data, taken)), ")", trailing=True)
    return Code(f"{lead}{lay_out(made, len(lead), '', WIDTH, 1)};")


def _arguments(of: Type, data: Mapping[str, Any], taken: Sequence[str]) -> Iterator[Piece]:
    for field, held in planned(of, data):
        label = f"{settled(field.name, VALUES, taken, field.identifier)}: "
        piece = _argument(field, held)
        if isinstance(piece, Nest):
            yield Nest(piece.opens, piece.inside, piece.closes, label, piece.trailing)
        else:
            yield f"{label}{piece}"
    if more := others(of, data):
        yield f"additional: {value(more)}"


def _argument(field: Field, data: Any) -> Piece:
    made = _value(field.type, data)
    return Nest("OrNull(", (made,), ")", trailing=True) if field.type.nullable and not field.required else made


def _value(of: Type | None, data: Any) -> Piece:
    if of is None or data is None or of.kind in ("any", "union"):
        return value(data)
    match of.kind:
        case "enum":
            name = settled(" ".join(of.name), CLASSES, TYPES)
            if all(choice.value != data for choice in of.choices):
                return f"{name}({literal(data)})"
            apart = spelled_out(of.choices, partial(identifier, style=VALUES))
            return f"{name}.{settled(data, VALUES, ('value', 'values'), apart.get(data))}"
        case "object" if of.name:
            taken = ("additional",) if of.open else ()
            name = settled(" ".join(of.name), CLASSES, TYPES)
            return Nest(f"{name}(", tuple(_arguments(of, data, taken)), ")", trailing=True)
        case "array":
            return Nest("[", tuple(_value(of.items, one) for one in data), "]", trailing=True)
        case "date-time":
            return f"DateTime.parse({literal(data)})"
        case "date":
            year, month, day = map(int, data.split("-"))
            return f"Day({year}, {month}, {day})"
    return value(data)
