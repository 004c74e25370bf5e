"""Python expressions laid out as ruff's formatter leaves them: on one line where it fits, else one item a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .._code import Code

WIDTH = 88
_ANY = 1 << 30


class Listed(NamedTuple):
    """Items between brackets: a call, a tuple, a subscript. An item may have a name, such as a keyword and its `=`."""

    open: Code
    items: Sequence[tuple[str, Expression]]
    close: Code

    def flat(self, room: int) -> str | None:
        """It on one line, or None where that is longer than the room."""
        made: list[str] = []
        left = room - len(self.open) - len(self.close)
        for name, item in self.items:
            told = item if isinstance(item, str) else item.flat(left)
            if told is None or len(name) + len(told) > left:
                return None
            made.append(f"{name}{told}")
            left -= len(name) + len(told) + 2
        only = "," if self.open == "(" and len(self.items) == 1 else ""
        whole = f"{self.open}{', '.join(made)}{only}{self.close}"
        return whole if len(whole) <= room else None


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
    flat = found.flat(WIDTH - lead - after if found.items else _ANY)
    if flat is not None:
        return Code(flat)
    inner = indent + 4
    rows = []
    for name, item in found.items:
        told = lay_out(item, inner + len(name), inner, 1)
        rows.append(f"{' ' * inner}{name}{told},\n")
    return Code(f"{found.open}\n{''.join(rows)}{' ' * indent}{found.close}")


def annotated(told: str, lead: int, indent: int = 0, after: int = 0) -> Code:
    """A type; one that is too long stands one part of a union a line, and what is in brackets on a line of its own."""
    if lead + len(told) + after <= WIDTH:
        return Code(told)
    space, parts = " " * indent, _parts(told)
    made = [_bracketed(parts[0], lead, indent, after if len(parts) == 1 else 0)]
    made += [_bracketed(part, indent + 2, indent, after if part is parts[-1] else 0) for part in parts[1:]]
    return Code(f"\n{space}| ".join(made))


def _bracketed(told: str, lead: int, indent: int, after: int) -> str:
    if lead + len(told) + after <= WIDTH or not told.endswith("]"):
        return told
    of, _, inner = told[:-1].partition("[")
    below = indent + 4
    return f"{of}[\n{' ' * below}{annotated(inner, below, below)}\n{' ' * indent}]"


def _parts(union: str) -> list[str]:
    """The types of a union, not those inside brackets."""
    made, depth = [""], 0
    for word in union.split(" | "):
        made[-1] += word
        depth += word.count("[") - word.count("]")
        if depth:
            made[-1] += " | "
        else:
            made.append("")
    return made[:-1]
