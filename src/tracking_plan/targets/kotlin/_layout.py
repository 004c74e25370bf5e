"""Kotlin laid out as its official style has it: a call on one line where it fits, else one argument a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .._code import Code

WIDTH = 120


class Invoked(NamedTuple):
    """A call of a function or constructor, with its arguments."""

    name: str
    arguments: Sequence[Expression]

    def flat(self) -> str:
        return f"{self.name}({', '.join(one if isinstance(one, str) else one.flat() for one in self.arguments)})"


Expression = Code | Invoked


def call(name: str, *arguments: Expression) -> Invoked:
    """`name(argument, argument)`"""
    return Invoked(name, arguments)


def lay_out(found: Expression, column: int, indent: int) -> Code:
    """The expression, which begins at a column of a line that is indented."""
    if isinstance(found, str):
        return found
    flat = found.flat()
    if column + len(flat) + 1 <= WIDTH or not found.arguments:
        return Code(flat)
    inner = indent + 4
    rows = "".join(f"{' ' * inner}{lay_out(one, inner, inner)},\n" for one in found.arguments)
    return Code(f"{found.name}(\n{rows}{' ' * indent})")


def assigned(lead: str, found: Expression, indent: int) -> Code:
    """`lead = expression` on a line of its own, or below it."""
    start = f"{' ' * indent}{lead} ="
    flat = found if isinstance(found, str) else found.flat()
    if len(start) + 1 + len(flat) <= WIDTH:
        return Code(f"{start} {flat}\n")
    return Code(f"{start}\n{' ' * (indent + 4)}{lay_out(found, indent + 4, indent + 4)}\n")


def stated(found: Expression, indent: int) -> Code:
    """A statement."""
    return Code(f"{' ' * indent}{lay_out(found, indent, indent)}\n")
