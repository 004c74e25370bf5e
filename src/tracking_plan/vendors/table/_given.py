"""The rows of somebody's table by what its columns mean, before anything is made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ._csv import unguarded
from ._grid import Grid
from ._headers import Header
from ._text import settled


class Row:
    """A row of a table by what its columns mean, and the cells of the other columns by their titles."""

    def __init__(self, place: str, number: int, top: Header, cells: list[str]) -> None:
        self.ours = top.ours
        self.place, self.number = place, number
        texts = dict(enumerate(cells))
        self.said = {key: texts.get(column, "") for column, key in top.columns.items()}
        for key in ("event", "property"):  # a name that a cell breaks at its edge
            if key in self.said:
                self.said[key] = " ".join(self.said[key].split())
        self.others = {title: texts[column] for column, title in top.others.items() if texts.get(column)}

    def __call__(self, key: str) -> str:
        return self.said.get(key, "")

    def __bool__(self) -> bool:
        return any(self.said.values())


def rows(place: str, grid: Grid, top: Header) -> Iterator[Row]:
    """The rows below the header that say something."""
    for line, cells in grid.rows:
        if line > top.number:
            row = Row(place, line, top, [settled(unguarded(cell) if grid.guarded else cell) for cell in cells])
            if row:
                yield row


def of_events(rows: Sequence[Row]) -> set[str]:
    """The other columns that speak of events: filled only where an event stands, and not on each of its rows."""
    if all(row("event") for row in rows):
        return set()
    titles = {title for row in rows if row("event") for title in row.others}
    return titles - {title for row in rows if not row("event") for title in row.others}
