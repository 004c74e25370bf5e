"""What a file's rows mean: which table they are, which column is which, and what each row is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...shelf import did_you_mean, listed, quote
from ...trouble import Trouble
from ._csv import unguarded
from ._grid import Grid, folded, likeness
from ._marks import Mark, is_mark, read_header, read_mark
from ._sheets import SHEETS, Column, Sheet
from ._text import settled


class Cell(NamedTuple):
    """What a cell holds, and what it holds where a quote before it is not taken for a guard."""

    text: str
    raw: str


class FoundRow(NamedTuple):
    """A row of a table: where it stands, and its cells by key of their column, as far as the table has the column."""

    place: str
    cells: Mapping[str, Cell]
    mark: Mark | None
    letters: Mapping[str, str]

    def at(self, column: Column) -> str:
        """`plan.xlsx: Events, row 5, Status (G5)`: where a cell stands."""
        letter = self.letters.get(column.key)
        return f"{self.place}, {column.title}{f' ({letter})' if letter else ''}"

    def text(self, key: str) -> str:
        return self.cells[key].text if key in self.cells else ""

    @property
    def is_empty(self) -> bool:
        return not any(cell.text for cell in self.cells.values())


class Found(NamedTuple):
    """A table: its rows, and which rows there were when it was exported (None where it does not say)."""

    sheet: Sheet
    place: str
    rows: list[FoundRow]
    once: Mapping[str, str] | None
    columns: tuple[Column, ...]
    notes: tuple[str, ...]


_LOOKED_AT = 20
"""Rows among which the header is looked for: people put a title above it."""


def found(grid: Grid, file: str) -> Found | None:
    """The table that a grid is; None where it is none of ours.

    Raises:
        Trouble: it is one and lacks the column that names its rows, or has a column twice.
    """
    header = max(grid.rows[:_LOOKED_AT], key=lambda row: likeness(row[1]), default=None)
    if header is None or not likeness(header[1]):
        return None
    told = [read_header(cell) for cell in header[1]]
    place = f"{file}: {grid.title}" if grid.title else file
    sheet = _sheet(grid, header[1], [one[0] for one in told if one is not None])
    if sheet is None:
        return None
    columns, notes = _columns(sheet, header[1], place)
    once: dict[str, str] | None = None
    for one in told:
        if one is not None:
            once = {**(once or {}), **one[1]}
    below = [row for row in grid.rows if row[0] > header[0]]
    rows = [_row(sheet, grid, place, row, columns) for row in below if any(cell.strip() for cell in row[1])]
    here = tuple(column for column in sheet.columns if column.key in columns.values())
    return Found(sheet, place, rows, once, here, (*notes, *(f"{place}: {note}" for note in grid.notes)))


def _sheet(grid: Grid, header: list[str], told: list[str]) -> Sheet | None:
    """By its marks, else by its name, else by its columns."""
    for sheet in SHEETS:
        if sheet.name in told:
            return sheet
    here = {folded(cell) for cell in header if cell.strip()}
    scores = {}
    for sheet in SHEETS:
        named = [{folded(word) for word in (column.title, *column.other)} for column in sheet.columns]
        known = sum(bool(words & here) for words in named)
        own = sum(folded(column.title) in here for column in sheet.columns)
        scores[sheet] = (folded(sheet.title) == folded(grid.title), known, own)
    best = max(scores, key=lambda sheet: scores[sheet])
    return best if scores[best][0] or scores[best][1] > 1 else None


def _columns(sheet: Sheet, header: list[str], place: str) -> tuple[dict[int, str], list[str]]:
    """Place of a column -> the key that it shows; and a note on each that is not known."""
    titles = {folded(column.title): column.key for column in sheet.columns}
    others = {folded(word): column.key for column in sheet.columns for word in column.other}
    exact = {titles[folded(cell)] for cell in header if folded(cell) in titles}
    made: dict[int, str] = {}
    notes = []
    for number, cell in enumerate(header):
        word = folded(cell)
        key = titles.get(word) or (others.get(word) if others.get(word) not in exact else None)
        if key is not None:
            if key in made.values():
                raise Trouble(f"{place}: two columns are called {quote(sheet.column(key).title)}; take one of them out")
            made[number] = key
        elif cell.strip() and read_header(cell) is None:
            near = did_you_mean(cell, [column.title for column in sheet.columns if column.key not in exact])
            notes.append(f"{place}: the column {quote(cell)} is not known{near}; it is left alone")
    for column in sheet.columns[: sheet.named]:
        if column.key not in made.values():
            there = listed((quote(cell) for cell in header if cell.strip()), 8)
            raise Trouble(f"{place}: has no column {quote(column.title)}; its columns are {there}")
    return made, notes


def _row(sheet: Sheet, grid: Grid, place: str, row: tuple[int, list[str]], columns: Mapping[int, str]) -> FoundRow:
    number, texts = row
    cells = {}
    for column, key in columns.items():
        text = texts[column] if column < len(texts) else ""
        cells[key] = Cell(settled(unguarded(text) if grid.guarded else text), settled(text))
    marks = [read_mark(sheet, text) for text in texts if is_mark(text)]
    letters = {key: f"{_letter(column)}{number}" for column, key in columns.items()} if grid.numbered == "row" else {}
    return FoundRow(f"{place}, {grid.numbered} {number}", cells, marks[0] if marks else None, letters)


def _letter(column: int) -> str:
    made = ""
    while column >= 0:
        made = chr(ord("A") + column % 26) + made
        column = column // 26 - 1
    return made


def each(grids: Iterator[Grid], file: str) -> Iterator[Found | str]:
    """The tables among the grids of a file; for each other one that holds something, a note."""
    for grid in grids:
        table = found(grid, file)
        if table is not None:
            yield table
        elif grid.rows:
            yield f"{file}: {grid.title or 'the table'} is none of the plan's tables; it is left alone"
