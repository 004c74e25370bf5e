"""The call of an event in Java, as an engineer writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from .._client import Call, Field, Type
from .._code import Code
from .._given import others, planned
from .._jvm.batches import is_large
from .._names import identifier, settled
from .._values import spelled_out
from ._enums import CONSTANTS
from ._layout import ANY, WIDTH
from ._module import BOXED, CLASSES, METHODS, PROPERTIES, TAKEN_METHODS
from ._names import TAKEN
from ._text import literal, string


def show_call(call: Call, data: Mapping[str, Any], source: str) -> Code:
    """``events.projectCreated(ProjectCreated.builder().projectId("proj_123").build());``"""
    name = settled(call.name, METHODS, TAKEN_METHODS, call.identifier)
    if not call.type.fields:
        return Code(f"events.{name}({_raw(data) if call.type.open else ''});")
    links = _built(call.type, data, settled(call.name, CLASSES, TAKEN, call.identifier))
    flat = f"events.{name}({''.join(links)});"
    if len(flat) <= WIDTH:
        return Code(flat)
    return Code(f"events.{name}(\n    {links[0]}" + "".join(f"\n        {link}" for link in links[1:]) + ");")


def _built(of: Type, data: Mapping[str, Any], name: str) -> list[str]:
    """An object by its builder, link by link: what is required first."""
    return [f"{name}.builder()", *_setters(of, data), ".build()"]


def _setters(of: Type, data: Mapping[str, Any]) -> Iterator[str]:
    given = [*planned(of, data)]
    for required in (True, False):
        for field, held in given:
            if field.required is required:
                yield f".{settled(field.name, PROPERTIES, (), field.identifier)}({_argument(field, held)})"
    for name, held in others(of, data).items():
        yield f".additional({string(name)}, {_raw(held)})"


def _argument(field: Field, data: Any) -> str:
    found = field.type
    if data is None:
        kinds = found.types if found.kind == "union" and not found.name else ()
        return f"({BOXED.get(kinds[-1], 'List<?>')}) null" if len(kinds) > 1 else "null"
    if found.kind == "integer" and isinstance(data, int) and abs(data) < 2**31:
        return str(data)
    return _value(found, data)


def _value(of: Type | None, data: Any) -> str:
    if data is None or of is None:
        return _raw(data)
    match of.kind:
        case "enum" if any(choice.value == data for choice in of.choices) and not is_large(of):
            apart = spelled_out(of.choices, partial(identifier, style=CONSTANTS))
            return f"{_class(of)}.{settled(data, CONSTANTS, own=apart.get(data))}"
        case "enum":
            return f"{_class(of)}.of({string(data)})"
        case "object" if of.name:
            return "".join(_built(of, data, _class(of)))
        case "array":
            items = [_value(of.items, one) for one in data]
            lead, flat = "Arrays.asList(" if None in data else "List.of(", ", ".join(items)
            return (
                f"{lead}{flat})"
                if len(flat) <= 70
                else lead + ",".join(f"\n            {item}" for item in items) + ")"
            )
        case "date-time":
            return (
                f"OffsetDateTime.parse({string(data)}).toInstant()"
                if data[-1:] != "Z"
                else f"Instant.parse({string(data)})"
            )
        case "date":
            return f"LocalDate.parse({string(data)})"
        case "number":
            return _raw(float(data))
    return _raw(data)


def _class(of: Type) -> Code:
    return settled(" ".join(of.name), CLASSES, TAKEN)


def _raw(data: Any) -> str:
    """Data as Java holds JSON: with null among it, `Map.of` and `List.of` would not do."""
    if isinstance(data, Mapping):
        if any(held is None for held in data.values()) or len(data) > 10:
            return f"new HashMap<String, Object>() {{{{ {' '.join(f'put({string(n)}, {_raw(h)});' for n, h in data.items())} }}}}"
        return f"Map.of({', '.join(f'{string(name)}, {_raw(held)}' for name, held in data.items())})"
    if isinstance(data, list):
        return f"{'Arrays.asList' if None in data else 'List.of'}({', '.join(map(_raw, data))})"
    told = literal(data)
    return told if isinstance(told, str) else told.flat(ANY) or ""
