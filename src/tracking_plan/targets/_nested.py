"""Calls and lists as code: on one line where they fit, else each argument on a line of its own."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ._code import Code


class Nest(Struct, frozen=True):
    """Code in brackets: what opens it, what stands inside, what closes it."""

    opens: str
    inside: Sequence[Piece]
    closes: str
    label: str = ""
    """What stands before it, such as `items: `."""
    trailing: bool = False
    """Whether a comma follows the last line where it is broken."""


Piece = str | Nest


def lay_out(piece: Piece, column: int, indent: str, width: int, after: int = 0) -> Code:
    """The piece as code that begins at ``column`` of a line set in by ``indent``, with room for ``after`` more signs."""
    flat = _flat(piece)
    if isinstance(piece, str) or column + len(flat) + after <= width or not piece.inside:
        return Code(flat)
    inner = indent + "  "
    last = len(piece.inside) - 1
    rows = []
    for place, one in enumerate(piece.inside):
        comma = "," if place < last or piece.trailing else ""
        rows.append(f"{inner}{lay_out(one, len(inner), inner, width, len(comma))}{comma}\n")
    return Code(f"{piece.label}{piece.opens}\n{''.join(rows)}{indent}{piece.closes}")


def _flat(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    return f"{piece.label}{piece.opens}{', '.join(map(_flat, piece.inside))}{piece.closes}"
