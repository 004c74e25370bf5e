"""Data as prettier lays it out: on one line where 80 columns hold it, else one part a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from unicodedata import east_asian_width

from .._code import Code
from ._text import key

Data = Code | Sequence["Data"] | Mapping[str, "Data"]
"""Code of a value, or a list or an object of such."""

WIDTH = 80


def lay_out(data: Data, used: int = 0, indent: str = "", after: int = 1) -> Code:
    """The data as an expression that begins after ``used`` columns on a line indented by ``indent``; ``after`` columns
    must be left for what follows it."""
    if isinstance(data, Code):
        return data
    flat = _flat(data)
    if not _always_broken(data) and used + width(flat) + after <= WIDTH:
        return flat
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


def _flat(data: Data) -> Code:
    if isinstance(data, Code):
        return data
    if isinstance(data, Mapping):
        pairs = ", ".join(f"{key(name)}: {_flat(value)}" for name, value in data.items())
        return Code(f"{{ {pairs} }}" if pairs else "{}")
    return Code(f"[{', '.join(map(_flat, data))}]")


def _always_broken(data: Data) -> bool:
    """A list of several objects of several keys each never stands on one line, nor does what holds one."""
    if isinstance(data, Code):
        return False
    if isinstance(data, Mapping):
        return any(map(_always_broken, data.values()))
    several = len(data) > 1 and all(isinstance(item, Mapping) and len(item) > 1 for item in data)
    return several or any(map(_always_broken, data))
