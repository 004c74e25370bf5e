"""The call of an event in Kotlin, as an engineer writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from .._client import Call, Type
from .._code import Code
from .._given import others, planned
from .._jvm.batches import is_large
from .._names import identifier, settled
from .._values import spelled_out
from ._layout import Expression, Invoked, call, lay_out
from ._module import (
    CLASSES,
    CONSTANTS,
    FUNCTIONS,
    MOST,
    PARAMETERS,
    TAKEN,
    TAKEN_FUNCTIONS,
    TAKEN_PARAMETERS,
    slots,
    takes_null,
)
from ._text import literal, string


def show_call(found: Call, data: Mapping[str, Any], source: str) -> Code:
    """``events.projectCreated(projectId = "proj_123")``"""
    name = f"events.{settled(found.name, FUNCTIONS, TAKEN_FUNCTIONS, found.identifier)}"
    made = call(name, *_arguments(found.type, data))
    flat = made.flat()
    return Code(flat) if len(flat) <= 90 else _broken(made)


def _broken(made: Invoked) -> Code:
    rows = "".join(f"    {lay_out(one, 4, 4)},\n" for one in made.arguments)
    return Code(f"{made.name}(\n{rows})")


def _arguments(of: Type, data: Mapping[str, Any]) -> Iterator[Expression]:
    if slots(of.fields) > MOST:
        yield literal(dict(data))
        return
    for field, held in planned(of, data):
        name = settled(field.name, PARAMETERS, TAKEN_PARAMETERS, field.identifier)
        value = _value(field.type, held)
        if not field.required and takes_null(field.type):
            value = call("OrNull", value)
        yield (
            Invoked(f"{name} = {value.name}", value.arguments)
            if isinstance(value, Invoked)
            else Code(f"{name} = {value}")
        )
    if more := others(of, data):
        told = literal(more)
        yield Code(f"additional = {told if isinstance(told, str) else told.flat()}")


def _value(of: Type | None, data: Any) -> Expression:
    if data is None or of is None:
        return literal(data)
    match of.kind:
        case "enum" if any(choice.value == data for choice in of.choices) and not is_large(of):
            apart = spelled_out(of.choices, partial(identifier, style=CONSTANTS))
            return Code(f"{_class(of)}.{settled(data, CONSTANTS, own=apart.get(data))}")
        case "enum":
            return call(_class(of), string(data))
        case "object" if of.name:
            return call(_class(of), *_arguments(of, data))
        case "array":
            return call("listOf", *(_value(of.items, one) for one in data))
        case "date-time":
            return Code(
                f"OffsetDateTime.parse({string(data)}).toInstant()"
                if data[-1:] != "Z"
                else f"Instant.parse({string(data)})"
            )
        case "date":
            return call("LocalDate.parse", string(data))
        case "number":
            return literal(data if len(of.types) > 1 else float(data))
        case "integer" if isinstance(data, int) and abs(data) < 2**31:
            return Code(str(data))
    return literal(data)


def _class(of: Type) -> Code:
    return settled(" ".join(of.name), CLASSES, TAKEN)
