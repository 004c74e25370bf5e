"""The call of an event in Go, as an engineer writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from .._capitals import settled
from .._client import Call, Type
from .._code import Code
from .._given import others, planned
from .._values import spelled_out
from ._module import METHODS, SPELLED, TAKEN
from ._names import exported
from ._text import literal

WIDTH = 100
_PACKAGE = "events."


def show_call(call: Call, data: Mapping[str, Any], source: str) -> Code:
    """``client.Send(events.ProjectCreated().ProjectID("proj_123"))``"""
    name = settled(call.name, exported, TAKEN, call.identifier)
    links = [f"{_PACKAGE}{name}()", *_steps(call.type, data)]
    flat = f"err := client.Send({'.'.join(links)})"
    if len(flat) <= WIDTH:
        return Code(flat)
    return Code("err := client.Send(\n\t" + ".\n\t\t".join(links) + ",\n)")


def _steps(of: Type, data: Mapping[str, Any]) -> Iterator[str]:
    """The methods, what is required first: each gives what has the next."""
    given = [*planned(of, data)]
    for required in (True, False):
        for field, held in given:
            if field.required is required:
                method = settled(field.name, exported, METHODS, field.identifier)
                yield f"{method}({_value(field.type, held)})"
    for name, held in others(of, data).items():
        yield f"With({literal(name)}, {_raw(held)})"


def _spelled(of: Type) -> str:
    """A type, as `_module.Module.spelled` writes it, from outside of the package."""
    if of.name:
        made = _PACKAGE + _type(of)
    elif of.kind == "array":
        made = f"[]{_spelled(of.items) if of.items is not None else 'any'}"
    else:
        made = _PACKAGE + SPELLED[of.kind] if of.kind == "date" else SPELLED[of.kind]
    return f"*{made}" if of.nullable and made != "any" else made


def _type(of: Type) -> Code:
    return settled(" ".join(of.name), exported, TAKEN)


def _value(of: Type, data: Any) -> str:
    spelled = _spelled(of)
    if data is None:
        return "nil"
    if spelled == "any":
        return _raw(data)
    if spelled.startswith("*"):
        return f"{_PACKAGE}Ptr[{spelled[1:]}]({_plain(of, data, spelled[1:])})"
    return _plain(of, data, spelled)


def _plain(of: Type, data: Any, spelled: str) -> str:
    """A value that is not null."""
    match of.kind:
        case "enum" if any(choice.value == data for choice in of.choices):
            lead = f"{_type(of)}_"
            own = spelled_out(of.choices, partial(exported, lead=lead)).get(data)
            return _PACKAGE + settled(data, exported, TAKEN, own, lead)
        case "enum":
            return f"{_PACKAGE}{settled(' '.join(of.name), exported, TAKEN, lead='New')}({literal(data)})"
        case "object" if of.name:
            begin = f"{_PACKAGE}{settled(' '.join(of.name), exported, TAKEN, lead='New')}()"
            return ".".join((begin, *_steps(of, data)))
        case "array":
            return spelled + _listed([_value(of.items or Type("any"), one) for one in data])
        case "date-time":
            at = datetime.fromisoformat(data).astimezone(UTC)
            nanos = at.microsecond * 1000
            return f"time.Date({at.year}, {at.month}, {at.day}, {at.hour}, {at.minute}, {at.second}, {nanos}, time.UTC)"
        case "date":
            year, month, day = map(int, data.split("-"))
            return f"{_PACKAGE}Date{{Year: {year}, Month: {month}, Day: {day}}}"
    return _raw(data)


def _listed(items: list[str]) -> str:
    """Items in braces; one a line where they are long."""
    flat = ", ".join(items)
    return f"{{{flat}}}" if len(flat) <= 60 else "{\n" + "".join(f"\t\t\t{item},\n" for item in items) + "\t\t}"


def _raw(data: Any) -> str:
    """Data as Go holds JSON."""
    if isinstance(data, Mapping):
        return f"map[string]any{{{', '.join(f'{literal(name)}: {_raw(held)}' for name, held in data.items())}}}"
    if isinstance(data, list):
        return f"[]any{{{', '.join(map(_raw, data))}}}"
    return literal(data)
