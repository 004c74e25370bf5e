"""A Sheet: what a command shows a person, as headings, facts and tables; painted on a terminal, plain in a pipe.

A sheet is made of the text of a plan as it is: whatever stands in it, `rows` makes it harmless. On a terminal it is laid
out by rich within the width there; in a pipe each row of a table is one line, so that `grep` and `cut` work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ._line import clean


class Styled(NamedTuple):
    """A piece of text that is to stand out: a style as rich names it (`bold`, `dim`, `green`)."""

    text: str
    style: str


class Joined(NamedTuple):
    """Several pieces in one cell or line."""

    parts: tuple[str | Styled, ...]


Cell = str | Styled | Joined


class Line(NamedTuple):
    """A line by itself."""

    cell: Cell


class Words(NamedTuple):
    """A paragraph, or several; its line ends are kept."""

    text: str


class Facts(NamedTuple):
    """Labels and what stands behind them; nothing is shown of a label that has nothing."""

    rows: Sequence[tuple[str, Cell]]


class Table(NamedTuple):
    """A heading and rows under it. A column's name may be empty; a column in which nothing stands is left out."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


class Text(NamedTuple):
    """A heading, and text below it that is shown line by line as it is: an example."""

    title: str
    text: str


Block = Line | Words | Facts | Table | Text


def rows(blocks: Sequence[Block], width: int | None = None, color: bool = False) -> Iterator[str]:
    """The text of a sheet, line by line with their line ends; within a ``width``, or without one plain, each row one line."""
    if width is None:
        yield from _plain(blocks)
    else:
        from ._sheet_terminal import terminal  # noqa: PLC0415 - a pipe must not wait for rich

        yield from terminal(blocks, width, color)


def pieces(cell: Cell) -> Iterator[tuple[str, str]]:
    """The pieces of a cell, harmless and on one line, each with its style."""
    for part in cell.parts if isinstance(cell, Joined) else (cell,):
        text, style = part if isinstance(part, Styled) else (part, "")
        yield flat(text), style


def said(cell: Cell) -> str:
    """A cell without its styles."""
    return "".join(text for text, _ in pieces(cell))


_GAP = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")


def flat(text: str) -> str:
    """On one line: line ends become spaces, and what else a terminal would obey an escape."""
    return clean(_GAP.sub(" ", text.strip("\r\n")).replace("\t", " ")) if not text.isprintable() else clean(text)


def lines(text: str) -> list[str]:
    """The lines of a text, each harmless."""
    return [clean(line.replace("\t", "    ")) for line in re.split(r"\r\n|\r|\n", text.strip("\r\n"))]


def filled(block: Table) -> tuple[Sequence[str], list[list[Cell]]]:
    """The columns of a table in which something stands, and its rows."""
    kept = [n for n, _ in enumerate(block.columns) if any(said(row[n]) for row in block.rows)]
    return [block.columns[n] for n in kept], [[row[n] for n in kept] for row in block.rows]


def _plain(blocks: Sequence[Block]) -> Iterator[str]:
    for number, block in enumerate(blocks):
        if number and not (isinstance(block, Line) and isinstance(blocks[number - 1], Line)):
            yield "\n"
        match block:
            case Line(cell):
                yield f"{said(cell)}\n"
            case Words(text):
                yield from (f"{line}\n" for line in lines(text))
            case Facts(found):
                shown = [(name, said(cell)) for name, cell in found if said(cell)]
                yield from _columns([], shown)
            case Text(title, text):
                yield f"{clean(title)}\n"
                yield from (f"  {line}".rstrip() + "\n" for line in lines(text))
            case Table(title, _, found_rows):
                columns, cells = filled(block)
                if title:
                    yield f"{clean(title)}\n"
                yield from _columns(columns, [tuple(map(said, row)) for row in cells])
                if not found_rows:
                    yield "  (none)\n"


def _columns(names: Sequence[str], found: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows in columns, each as wide as what stands in it; nothing trails."""
    if any(names):
        found = [tuple(names), *found]
    if not found:
        return
    widths = [max(map(_width, column)) for column in zip(*found, strict=True)]
    for row in found:
        filled = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        yield "  " + "  ".join(filled).rstrip() + "\n"


def _width(text: str) -> int:
    """How many cells of a terminal a text takes: an accent none of its own, a Chinese character two."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width  # noqa: PLC0415 - most plans are ASCII

    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)
