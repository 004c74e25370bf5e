"""Java laid out as google-java-format leaves it: calls, assignments and signatures within 100 columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .._code import Code

WIDTH = 100
_SHORT = 10
ANY = 1 << 30
_LIKE_FORMAT = re.compile(r'"(?:[^"\\]|\\.)*?(?:%|\{[0-9]\})')


class Invoked(NamedTuple):
    """A call of a method or constructor, with its arguments."""

    name: str
    arguments: Sequence[Expression]

    def flat(self, room: int) -> str | None:
        """It on one line, or None where that is longer than the room."""
        inside = _flat(self.arguments, room - len(self.name) - 2)
        return None if inside is None else f"{self.name}({inside})"


Expression = Code | Invoked


def call(name: str, *arguments: Expression) -> Invoked:
    """`name(argument, argument)`"""
    return Invoked(name, arguments)


def _flat(arguments: Sequence[Expression], room: int) -> str | None:
    """Arguments on one line, or None where that is longer than the room."""
    made, left = [], room
    for one in arguments:
        told = one if isinstance(one, str) else one.flat(left)
        if told is None or len(told) > left:
            return None
        made.append(told)
        left -= len(told) + 2
    return ", ".join(made)


def lay_out(found: Expression, column: int, indent: int, after: int = 1) -> Code:
    """The expression, which begins at a column of a line that is indented, and behind which so many characters come."""
    if isinstance(found, str):
        return found
    flat = found.flat(WIDTH - column - after if found.arguments else ANY)
    if flat is not None:
        return Code(flat)
    inner = indent + 4
    lead = f"{found.name}(\n{' ' * inner}"
    whole = _flat(found.arguments, WIDTH - inner - 1 - after)
    if whole is not None:
        return Code(f"{lead}{whole})")
    if all(_flat([one], _SHORT - 1) is not None for one in found.arguments):
        return Code(f"{lead}{_filled(found.arguments, inner, after)})")
    first = found.arguments[0]
    if len(found.arguments) > 1 and isinstance(first, str) and _LIKE_FORMAT.match(first):
        rest = _flat(found.arguments[1:], WIDTH - inner - 1 - after)  # as it treats `String.format`
        if rest is not None:
            return Code(f"{lead}{first},\n{' ' * inner}{rest})")
    last = len(found.arguments) - 1
    rows = [lay_out(one, inner, inner, 1 + after if place == last else 1) for place, one in enumerate(found.arguments)]
    return Code(lead + f",\n{' ' * inner}".join(rows) + ")")


def _filled(arguments: Sequence[Expression], inner: int, after: int) -> str:
    made, column = "", inner
    for place, one in enumerate(arguments):
        told = _flat([one], ANY) or ""
        room = 1 + after if place == len(arguments) - 1 else 1
        if made and column + 1 + len(told) + room > WIDTH:
            made, column = f"{made}\n{' ' * inner}{told}", inner + len(told)
        else:
            made, column = f"{made} {told}" if made else told, column + len(told) + (1 if made else 0)
        if place < len(arguments) - 1:
            made, column = made + ",", column + 1
    return made


def assigned(lead: str, found: Expression, indent: int) -> Code:
    """`lead = expression;`, on a line of its own."""
    start = f"{' ' * indent}{lead} ="
    flat = _flat([found], WIDTH - len(start) - 2)
    if flat is not None:
        return Code(f"{start} {flat};\n")
    return Code(f"{start}\n{' ' * (indent + 4)}{lay_out(found, indent + 4, indent + 4)};\n")


def stated(lead: str, found: Expression, indent: int) -> Code:
    """A statement: `return expression;`, or a call with nothing before it."""
    start = " " * indent + lead
    return Code(f"{start}{lay_out(found, len(start), indent)};\n")


def signature(lead: str, parameters: Sequence[str], indent: int) -> Code:
    """The head of a method, up to its brace."""
    start = " " * indent + lead
    told = ", ".join(parameters)
    if len(start) + len(told) + len("() {") <= WIDTH:
        return Code(f"{start}({told}) {{\n")
    inner = " " * (indent + 4)
    if len(inner) + len(told) + len(") {") > WIDTH:
        last = len(parameters) - 1
        told = f",\n{inner}".join(_parameter(one, 3 if at == last else 1, inner) for at, one in enumerate(parameters))
    return Code(f"{start}(\n{inner}{told}) {{\n")


def _parameter(told: str, after: int, inner: str) -> str:
    """A parameter on a line of its own; its name goes below its type where both do not fit."""
    if len(inner) + len(told) + after <= WIDTH:
        return told
    of, _, name = told.rpartition(" ")
    return f"{of}\n{inner}    {name}"
