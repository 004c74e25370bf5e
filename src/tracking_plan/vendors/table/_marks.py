"""Fingerprints that a table carries of what it was exported from, so that an edit is told from what the plan changed since.

The last column holds a mark for each row: of which thing it is, and of each of its cells. Its header holds, for the
whole table, which rows there were, so that one that was taken out is told from one that came later.
"""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from ._sheets import Row, Sheet

_SIZE = 8
_ROOM = 30_000
"""Characters in one header; Excel keeps 32,767 of a cell."""
_NOTE = "Leave this column as it is"
_HEADER = re.compile(r"plan 1 (events|properties|enums|owners)(?: ([a-z2-7]*))?\s*\Z")
_ROW = re.compile(r"\s*plan1\.([a-z2-7]{16,})\s*\Z")


class Mark(NamedTuple):
    """Of one row: the thing it is, and the cells as they were, by key of their column."""

    id: str
    cells: Mapping[str, str]


def digest(*parts: str) -> str:
    """Forty bits of what is told apart, in eight letters that no spreadsheet takes for anything else."""
    found = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=5).digest()
    return b32encode(found).decode().lower()


def of_id(sheet: Sheet, ident: str) -> str:
    return digest(sheet.name, "id", ident)


def of_cell(sheet: Sheet, key: str, cell: str) -> str:
    return digest(sheet.name, key, sheet.column(key).canonical(cell))


def of_cells(sheet: Sheet, cells: Iterable[str]) -> dict[str, str]:
    return {column.key: of_cell(sheet, column.key, cell) for column, cell in zip(sheet.columns, cells, strict=True)}


def of_row(sheet: Sheet, row: Row) -> str:
    return digest(*of_cells(sheet, row.cells).values())


def headers(sheet: Sheet, rows: Sequence[Row]) -> list[str]:
    """The headers of the columns of marks: one, or more where the table is long."""
    every = "".join(of_id(sheet, row.id) + of_row(sheet, row) for row in rows)
    pieces = [every[place : place + _ROOM] for place in range(0, len(every), _ROOM)] or [""]
    return [f"{_NOTE}: plan 1 {sheet.name} {piece}" for piece in pieces]


def mark(sheet: Sheet, row: Row) -> str:
    return f"plan1.{of_id(sheet, row.id)}{''.join(of_cells(sheet, row.cells).values())}"


def read_header(cell: str) -> tuple[str, dict[str, str]] | None:
    """The name of the table, and the rows it had: mark of the thing -> mark of the row. None where this is no such header."""
    found = _HEADER.search(cell)
    if found is None:
        return None
    pairs = [*_chunks(found[2] or "")]
    return found[1], dict(zip(pairs[::2], pairs[1::2], strict=False))


def read_mark(sheet: Sheet, cell: str) -> Mark | None:
    """What a row's mark says; None where it says nothing that is known here."""
    found = _ROW.match(cell)
    pieces = [*_chunks(found[1])] if found else []
    if len(pieces) != 1 + len(sheet.columns):
        return None
    return Mark(pieces[0], {column.key: piece for column, piece in zip(sheet.columns, pieces[1:], strict=True)})


def is_mark(cell: str) -> bool:
    return _ROW.match(cell) is not None


def _chunks(text: str) -> Iterator[str]:
    for place in range(0, len(text) - _SIZE + 1, _SIZE):
        yield text[place : place + _SIZE]
