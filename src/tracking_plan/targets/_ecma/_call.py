"""The call of an event in TypeScript and JavaScript, as an engineer writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._client import Call, Type
from .._code import Code
from .._given import inside
from .._names import settled
from ._layout import Data, lay_out
from ._module import FUNCTIONS, TAKEN
from ._text import literal


def show_call(call: Call, data: Mapping[str, Any], source: str) -> Code:
    """``projectCreated({ project_id: "proj_123" });``"""
    lead = f"{settled(call.name, FUNCTIONS, TAKEN, call.identifier)}("
    given = lay_out(_value(call.type, data), len(lead), after=2) if data else ""
    return Code(f"{lead}{given});")


def _value(of: Type | None, data: Any) -> Data:
    if isinstance(data, Mapping):
        return {name: _value(inside(of, name), held) for name, held in data.items()}
    if isinstance(data, list):
        return [_value(of.items if of is not None else None, one) for one in data]
    if of is not None and of.kind == "date-time" and isinstance(data, str):
        return Code(f"new Date({literal(data)})")
    return literal(data)
