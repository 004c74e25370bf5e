"""A sheet on a terminal: laid out by rich, which knows how wide characters are and where lines may break."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text as Painted

from ._line import clean
from ._sheet import Block, Cell, Facts, Line, Table, Text, Words, filled, lines, pieces, said

_NARROWEST = 40


def terminal(blocks: Sequence[Block], width: int, color: bool) -> Iterator[str]:
    """The text of a sheet within a width, line by line."""
    console = Console(
        file=io.StringIO(),
        width=max(width, _NARROWEST),
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for number, block in enumerate(blocks):
        if number and not (isinstance(block, Line) and isinstance(blocks[number - 1], Line)):
            yield "\n"
        with console.capture() as taken:
            for part in _shown(block):
                console.print(part, soft_wrap=False)
        for line in taken.get().split("\n")[:-1]:
            yield line.rstrip() + "\n"


def _shown(block: Block) -> Iterator[Any]:
    match block:
        case Line(cell):
            yield _painted(cell)
        case Words(text):
            yield from map(Painted, lines(text))
        case Facts(found):
            grid = Grid.grid(padding=(0, 2, 0, 0))
            grid.add_column(style="dim", no_wrap=True)
            grid.add_column(overflow="fold")
            for name, cell in found:
                if said(cell):
                    grid.add_row(Painted(clean(name)), _painted(cell))
            yield Padding(grid, (0, 0, 0, 2))
        case Text(title, text):
            yield Painted(clean(title), style="bold")
            yield from (Padding(Painted(line, overflow="fold"), (0, 0, 0, 2)) for line in lines(text))
        case Table(title, _, _):
            if title:
                yield Painted(clean(title), style="bold")
            yield Padding(_grid(block), (0, 0, 0, 2))


def _grid(block: Table) -> Any:
    columns, found = filled(block)
    if not found:
        return Painted("(none)", style="dim")
    grid = Grid(box=None, padding=(0, 2, 0, 0), show_header=any(columns), header_style="dim", pad_edge=False)
    for place, name in enumerate(columns):
        grid.add_column(name, overflow="fold", no_wrap=place == 0 and max(len(said(row[0])) for row in found) <= 32)
    for row in found:
        grid.add_row(*map(_painted, row))
    return grid


def _painted(cell: Cell) -> Painted:
    return Painted.assemble(*((text, style) for text, style in pieces(cell)), overflow="fold")
