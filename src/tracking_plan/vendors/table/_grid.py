"""A table as a file holds it: rows of texts, before anything is known of what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ._sheets import SHEETS, Sheet


class Grid(NamedTuple):
    """Rows of cells, each with the number by which a person finds it; and what to say of cells that were not plain."""

    title: str
    rows: list[tuple[int, list[str]]]
    numbered: str = "row"
    """What the numbers count: rows of a sheet, or lines of a file."""
    guarded: bool = False
    """Whether texts that look like formulas may have a quote before them."""
    notes: tuple[str, ...] = ()


def folded(header: str) -> str:
    """A header without case, blanks and signs: `Event_name` is `Event Name`."""
    return re.sub(r"[\W_]+", "", header).casefold()


def _known(sheet: Sheet) -> frozenset[str]:
    return frozenset(folded(word) for column in sheet.columns for word in (column.title, *column.other))


HEADERS = frozenset(word for sheet in SHEETS for word in _known(sheet))


def likeness(cells: Iterable[str]) -> int:
    """How many of these cells are headers that are known."""
    return len({folded(cell) for cell in cells} & HEADERS)
