"""The call of an event in Swift, as an engineer writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from .. import _words as say
from .._client import Call, Field, Type
from .._code import Code
from .._given import others, planned
from .._names import identifier, settled
from .._nested import Nest, Piece, lay_out
from .._values import spelled_out
from ._module import ARGUMENTS, METHODS, VALUES, WIDTH
from ._text import literal, value

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def show_call(call: Call, data: Mapping[str, Any], source: str) -> Code:
    """``try? events.projectCreated(projectId: "proj_123")``"""
    lead = f"try? events.{settled(call.name, VALUES, METHODS, call.identifier)}"
    return Code(lead + lay_out(Nest("(", tuple(_arguments(call.type, data, ARGUMENTS)), ")"), len(lead), "", WIDTH))


def _arguments(of: Type, data: Mapping[str, Any], taken: tuple[str, ...]) -> Iterator[Piece]:
    taken = (*taken, "more") if of.open else taken
    for field, held in planned(of, data):
        yield _labeled(f"{settled(field.name, VALUES, taken, field.identifier)}: ", _argument(field, held))
    if more := others(of, data):
        yield f"more: [{', '.join(f'{literal(name)}: {value(held)}' for name, held in more.items())}]"


def _labeled(label: str, piece: Piece) -> Piece:
    return Nest(piece.opens, piece.inside, piece.closes, label) if isinstance(piece, Nest) else f"{label}{piece}"


def _argument(field: Field, data: Any) -> Piece:
    if field.type.nullable and field.type.kind not in ("any", "union"):
        if field.required:
            return "nil" if data is None else _value(field.type, data)
        return ".null" if data is None else Nest(".value(", (_value(field.type, data),), ")")
    return _value(field.type, data)


def _value(of: Type | None, data: Any) -> Piece:
    if of is None or of.kind in ("any", "union"):
        return value(data)
    if data is None:
        return "nil"
    match of.kind:
        case "enum" if any(choice.value == data for choice in of.choices):
            apart = spelled_out(of.choices, partial(identifier, style=VALUES))
            return f".{settled(data, VALUES, own=apart.get(data))}"
        case "enum":
            return f".init(rawValue: {literal(data)})"
        case "object" if of.name:
            return Nest(".init(", tuple(_arguments(of, data, ("sent",))), ")")
        case "object":
            return f"[{', '.join(f'{literal(name)}: {value(held)}' for name, held in data.items()) or ':'}]"
        case "array":
            return Nest("[", tuple(_value(of.items, one) for one in data), "]")
        case "date-time":
            return f"Date(timeIntervalSince1970: {say.number((datetime.fromisoformat(data) - _EPOCH).total_seconds())})"
        case "date":
            year, month, day = map(int, data.split("-"))
            return f"Day(year: {year}, month: {month}, day: {day})"
        case "boolean":
            return "true" if data else "false"
        case "integer" | "number":
            return say.number(data)
    return literal(data)
