"""Data as prettier lays it out: on one line where 80 columns hold it, else one part a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

from .._code import Code
from ._text import key

Data = Code | Sequence["Data"] | Mapping[str, "Data"]
"""Code of a value, or a list or an object of such."""

WIDTH = 80


def lay_out(data: Data, used: int = 0, indent: str = "", after: int = 1) -> Code:
    """The data as an expression that begins after ``used`` columns on a line indented by ``indent``; ``after`` columns
    must be left for what follows it."""
    if data.__class__ is Code:
        return data
    flat = _flat(data)
    if flat is not None and used + width(flat) + after <= WIDTH:
        return Code(flat)
    inner = indent + "  "
    if isinstance(data, Mapping):
        rows = [_pair(name, value, inner) for name, value in data.items()]
        return Code("{\n" + "".join(f"{inner}{row},\n" for row in rows) + indent + "}")
    items = [lay_out(item, len(inner), inner) for item in data]
    return Code("[\n" + "".join(f"{inner}{item},\n" for item in items) + indent + "]")


def width(text: str) -> int:
    """How many columns a text takes: letters of the Far East and emoji take two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _pair(name: str, value: Data, indent: str) -> str:
    lead = f"{key(name)}:"
    if isinstance(value, Code) and value[:1] in "\"'/" and len(indent) + len(lead) + width(value) + 2 > WIDTH:
        return f"{lead}\n{indent}  {value}"
    return f"{lead} {lay_out(value, len(indent) + len(lead) + 1, indent)}"


def _flat(data: Any) -> str | None:
    """The data on one line; None for a list of several objects of several keys each, and what holds one: never on one."""
    if data.__class__ is Code:
        return data
    if data.__class__ is dict:
        pairs = []
        for name, value in data.items():
            flat = _flat(value)
            if flat is None:
                return None
            pairs.append(f"{key(name)}: {flat}")
        return f"{{ {', '.join(pairs)} }}" if pairs else "{}"
    if len(data) > 1 and all(item.__class__ is dict and len(item) > 1 for item in data):
        return None
    items = []
    for item in data:
        flat = _flat(item)
        if flat is None:
            return None
        items.append(flat)
    return f"[{', '.join(items)}]"
