"""CSV as other tools write it and read it: rows by the names of the columns, and cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..trouble import Trouble
from ._imported import Note

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 1_000_000


class Row(NamedTuple):
    """A row by its columns, those that are empty left out; and the line that it ends on."""

    line: int
    cells: dict[str, str]

    def __call__(self, column: str) -> str:
        return self.cells.get(column, "")


def columns(text: str, known: Iterable[str] = ()) -> list[str]:
    """The names in the first line, those that are ``known`` as they are known: people's programs change their case."""
    line = text.lstrip("\ufeff").split("\n", 1)[0]
    return _named(next(csv.reader([line], delimiter=_delimiter(line, known)), []), known)


def _named(cells: Iterable[str], known: Iterable[str]) -> list[str]:
    spelled = {name.casefold(): name for name in known}
    return [spelled.get(name.strip().casefold(), name.strip()) for name in cells]


def _delimiter(line: str, known: Iterable[str]) -> str:
    """The sign between cells: a comma, unless more of the columns are known with one that spreadsheets save in its place."""
    known = {*known}
    return max(",;\t", key=lambda sign: len(known & {*_named(line.split(sign), known)}))


def rows(file: str, text: str, notes: list[Note], known: Iterable[str] = ()) -> list[Row]:
    """The rows below the first line, by its names (see `columns`). A row of more cells than there are columns is told.

    Raises:
        Trouble: it is no CSV: a quote is not closed, or a cell is larger than any plan's.
    """
    csv.field_size_limit(_LONGEST)
    text = text.lstrip("\ufeff")
    sign = _delimiter(text.split("\n", 1)[0], known)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=sign)
    made = []
    try:
        names = _named(next(reader, []), known)
        for cells in reader:
            if len(cells) > len(names) and any(cells[len(names) :]):
                notes.append(
                    Note(
                        file,
                        "",
                        f"has {len(cells)} cells for {len(names)} columns: the rest is not kept",
                        reader.line_num,
                    )
                )
            found = {name: _taken(cell) for name, cell in zip(names, cells, strict=False) if name and cell.strip()}
            if found:
                made.append(Row(reader.line_num, found))
    except csv.Error as error:
        raise Trouble(f"{file}:{reader.line_num}: is no CSV: {error}") from None
    return made


def write(header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """CSV with these columns. A cell that a spreadsheet would run gets a `'` before it, which `rows` takes off."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_guarded(row.get(name, "")) for name in header] for row in rows)
    return out.getvalue()


def _guarded(cell: str) -> str:
    return f"'{cell}" if _runs(cell.lstrip("'")) else cell


def _taken(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _runs(cell.lstrip("'")) else cell


def _runs(cell: str) -> bool:
    """Whether a spreadsheet takes it for a formula; a number is none."""
    if not cell.startswith(_FORMULA):
        return False
    try:
        float(cell)
    except ValueError:
        return True
    return cell[0] in "\t\r"


def number(text: str) -> int | float | None:
    """A number that is written in a cell."""
    try:
        found = float(text)
    except ValueError:
        return None
    if found - found != 0:
        return None
    return int(found) if found.is_integer() and "e" not in text.lower() else found


def listed(text: str) -> list[str]:
    """The values of a list with commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def is_true(text: str) -> bool:
    return text.strip().lower() in ("true", "yes", "1")
