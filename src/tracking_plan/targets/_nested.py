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


Measured = str | tuple[Nest, str | None, list["Measured"]]
"""A piece; and how it looks on one line, None where no line has room for that, with what stands inside."""


def lay_out(piece: Piece, column: int, indent: str, width: int, after: int = 0) -> Code:
    """The piece as code that begins at ``column`` of a line set in by ``indent``, with room for ``after`` more signs."""
    return Code(_laid(_measured(piece, width), column, indent, width, after))


def _measured(piece: Piece, width: int) -> Measured:
    if isinstance(piece, str):
        return piece
    inside = [_measured(one, width) for one in piece.inside]
    flats, flat, room = [], None, width
    for one in inside:
        told = one if isinstance(one, str) else one[1]
        if told is None or room < len(told):
            break
        room -= len(told)
        flats.append(told)
    else:
        flat = f"{piece.label}{piece.opens}{', '.join(flats)}{piece.closes}"
    return piece, flat, inside


def _laid(measured: Measured, column: int, indent: str, width: int, after: int) -> str:
    if isinstance(measured, str):
        return measured
    piece, flat, inside = measured
    if flat is not None and (not inside or column + len(flat) + after <= width):
        return flat
    inner = indent + "  "
    last = len(inside) - 1
    rows = []
    for place, one in enumerate(inside):
        comma = "," if place < last or piece.trailing else ""
        rows.append(f"{inner}{_laid(one, len(inner), inner, width, len(comma))}{comma}\n")
    return f"{piece.label}{piece.opens}\n{''.join(rows)}{indent}{piece.closes}"
