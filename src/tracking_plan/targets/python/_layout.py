"""Python expressions laid out as ruff's formatter leaves them: on one line where it fits, else one item a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .._code import Code

WIDTH = 88


class Listed(NamedTuple):
    """Items between brackets: a call, a tuple, a subscript. An item may have a name, such as a keyword and its `=`."""

    open: Code
    items: Sequence[tuple[str, Expression]]
    close: Code

    def flat(self) -> str:
        inner = ", ".join(f"{name}{item if isinstance(item, str) else item.flat()}" for name, item in self.items)
        only = "," if self.open == "(" and len(self.items) == 1 else ""
        return f"{self.open}{inner}{only}{self.close}"


Expression = Code | Listed


def call(name: str, *items: Expression, **named: Expression) -> Listed:
    """`name(item, word=item)`"""
    return Listed(
        Code(f"{name}("),
        [*(("", item) for item in items), *((f"{word}=", held) for word, held in named.items())],
        Code(")"),
    )


def tuple_of(items: Sequence[Expression]) -> Listed:
    return Listed(Code("("), [("", item) for item in items], Code(")"))


def lay_out(found: Expression, lead: int, indent: int = 0, after: int = 0) -> Code:
    """The expression, of which ``lead`` characters stand before it on its line, and ``after`` come behind it."""
    if isinstance(found, str):
        return found
    flat = found.flat()
    if lead + len(flat) + after <= WIDTH or not found.items:
        return Code(flat)
    inner = indent + 4
    rows = []
    for name, item in found.items:
        told = lay_out(item, inner + len(name), inner, 1)
        rows.append(f"{' ' * inner}{name}{told},\n")
    return Code(f"{found.open}\n{''.join(rows)}{' ' * indent}{found.close}")
