"""The call of an event in Ruby, as an engineer writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._capitals import settled
from .._client import Call, Type
from .._code import Code
from .._given import inside, others, planned
from ._layout import Expression, Listed, lay_out
from ._module import METHODS, PARAMETERS
from ._names import module_name, variable
from ._text import literal


def show_call(call: Call, data: Mapping[str, Any], source: str) -> Code:
    """``ApiEvents.project_created(project_id: "proj_123")``"""
    given: list[tuple[str, Expression]] = [
        (f"{settled(field.name, variable, PARAMETERS, field.identifier)}: ", _value(field.type, held))
        for field, held in planned(call.type, data)
    ]
    if more := others(call.type, data):
        given.append(("**", _value(None, more)))
    name = settled(call.name, variable, METHODS, call.identifier)
    module = module_name(f"{source or 'plan'} events")
    lead = f"{module}.{name}"
    return Code(lead + lay_out(Listed("(", given, ")"), len(lead)))


def _value(of: Type | None, data: Any) -> Expression:
    if isinstance(data, Mapping):
        pairs = [(f"{literal(name)} => ", _value(inside(of, name), held)) for name, held in data.items()]
        return Listed("{", pairs, "}")
    if isinstance(data, list):
        return Listed("[", [("", _value(of.items if of is not None else None, one)) for one in data], "]")
    if of is not None and of.kind in ("date", "date-time") and isinstance(data, str):
        return Code(f"{'Date' if of.kind == 'date' else 'Time'}.iso8601({literal(data)})")
    return literal(data)
