"""The call of an event in Python, as an engineer writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._client import Call, Type
from .._code import Code
from .._given import inside, others, planned
from .._names import settled
from ._layout import Expression, Listed, lay_out
from ._module import ARGUMENTS, FUNCTIONS, PARAMETERS, TAKEN
from ._text import literal


def show_call(call: Call, data: Mapping[str, Any], source: str) -> Code:
    """``project_created(project_id="proj_123")``"""
    given: list[tuple[str, Expression]] = [
        (f"{settled(field.name, PARAMETERS, ARGUMENTS, field.identifier)}=", _value(field.type, held))
        for field, held in planned(call.type, data)
    ]
    if more := others(call.type, data):
        given.append(("additional=", _value(None, more)))
    name = settled(call.name, FUNCTIONS, TAKEN, call.identifier)
    return lay_out(Listed(Code(f"{name}("), given, Code(")")), 0)


def _value(of: Type | None, data: Any) -> Expression:
    if isinstance(data, Mapping):
        pairs = [(f"{literal(name)}: ", _value(inside(of, name), held)) for name, held in data.items()]
        return Listed(Code("{"), pairs, Code("}"))
    if isinstance(data, list):
        return Listed(Code("["), [("", _value(of.items if of is not None else None, one)) for one in data], Code("]"))
    if of is not None and of.kind in ("date", "date-time") and isinstance(data, str):
        return Code(f"{'date' if of.kind == 'date' else 'datetime'}.fromisoformat({literal(data)})")
    return literal(data)
