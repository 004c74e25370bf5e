"""XLSX, through openpyxl: a workbook that people like to edit, and of what they give back only texts, within bounds."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from ...shelf import listed, quote
from ...trouble import Trouble
from ._grid import Grid
from ._sheets import Sheet
from ._text import LONGEST

_MISSING = "Excel files need openpyxl: pip install 'tracking-plan[xlsx]' (or export the table as .csv or .md)"
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Page(NamedTuple):
    """A sheet of a workbook as it is to be written: its rows, of which the last ``marks`` columns are hidden."""

    sheet: Sheet
    rows: Sequence[Sequence[str]]
    marks: int


def write(pages: Sequence[Page]) -> bytes:
    """A workbook: the same bytes for the same plan.

    Raises:
        Trouble: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - an extra
    except ImportError:
        raise Trouble(_MISSING) from None
    book = Workbook()
    book.remove(book.active)
    owners = next((len(page.rows) for page in pages if page.sheet.name == "owners"), 1)
    for page in pages:
        _fill(book.create_sheet(page.sheet.title), page, owners)
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def _fill(made: Any, page: Page, owners: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - an extra
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    wrapped = Alignment(vertical="top", wrap_text=True)
    for number, row in enumerate(page.rows, 1):
        for place, text in enumerate(row, 1):
            if not text and place > len(page.sheet.columns):
                continue
            cell = made.cell(number, place)
            if text:
                cell.value = _kept(text)
                cell.data_type = "s"  # a text, whatever it begins with
            cell.number_format = "@"  # so that what is typed into it stays what was typed
            cell.alignment = wrapped
            if number == 1:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
    width = len(page.rows[0])
    for place, column in enumerate(page.sheet.columns, 1):
        made.column_dimensions[get_column_letter(place)].width = column.width
    for place in range(width - page.marks + 1, width + 1):
        made.column_dimensions[get_column_letter(place)].hidden = True
    made.freeze_panes = "B2"
    made.auto_filter.ref = (
        f"A1:{get_column_letter(width)}{max(len(page.rows), 2)}"  # with the marks: sorting moves them too
    )
    for validation in _validations(page, owners):
        made.add_data_validation(validation)


def _kept(text: str) -> str:
    """A text as the format spells it: `_x0041_` is the letter A to it."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)[:LONGEST]


def _validations(page: Page, owners: int) -> Iterator[Any]:
    """What may stand in a column, offered as a list; others are let in after a question, as an import says more of them."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - an extra
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    for place, column in enumerate(page.sheet.columns, 1):
        formula = f'"{",".join(column.words)}"' if column.words and column.kind != "names" else None
        if column.kind == "owner":
            formula = f"Owners!$A$2:$A${owners + 200}"
        if formula is None and not column.hint:
            continue
        made = DataValidation(type="list" if formula else None, formula1=formula, allow_blank=True)
        if formula:
            made.errorStyle, made.showErrorMessage = "warning", True
            made.errorTitle = column.title
            made.error = f"{column.title} takes one of the words of the list."
        if column.hint:
            made.showInputMessage, made.promptTitle, made.prompt = True, column.title[:32], column.hint[:255]
        letter = get_column_letter(place)
        made.add(f"{letter}2:{letter}{len(page.rows) + 1000}")
        yield made


def _timeless(content: bytes) -> bytes:
    """The same archive without the moment at which it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:(created|modified)[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", part)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return made.getvalue()


# Reading


_MOST_ROWS, _MOST_COLUMNS = 200_000, 100


def read(content: bytes, file: str, limit: int) -> list[Grid]:
    """The sheets of a workbook, of which nothing is followed and nothing run.

    Raises:
        Trouble: it is no workbook, it is larger than ``limit`` once it is unpacked, or openpyxl is not installed.
    """
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra
    except ImportError:
        raise Trouble(_MISSING) from None
    merged = _looked_through(content, file, limit)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl does not keep: nothing of it is asked for
            books = [
                load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
                for data_only in (True, False)
            ]
            pairs = zip(books[0].worksheets, books[1].worksheets, strict=True)
            return [_grid(sheet, written, merged.get(sheet._worksheet_path, [])) for sheet, written in pairs]
    except _BROKEN as error:
        what = quote(error, 100)
        raise Trouble(f"{file}: cannot be read as a workbook ({what}); save it as .xlsx again, or as .csv") from None


_BROKEN = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError, OSError, EOFError, RuntimeError,
    NotImplementedError, AssertionError, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error,
)  # fmt: skip
"""What openpyxl and zipfile raise for a file that is not as it should be."""


def _looked_through(content: bytes, file: str, limit: int) -> dict[str, list[str]]:
    """The merged ranges of each part; and what is no workbook, or would fill the memory, is refused before it is unpacked."""
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Trouble(f"{file}: is in Excel's old format or has a password; save it as .xlsx without one")
    merged: dict[str, list[str]] = {}
    left = limit
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise Trouble(f"{file}: is an archive, but no workbook of Excel; save the table as .xlsx, .csv or .md")
            for entry in archive.infolist():
                with archive.open(entry) as stream:
                    part = stream.read(left + 1)
                left -= len(part)
                if left < 0:
                    what = "leave out what is no table, or raise it with --limit bytes=NUMBER"
                    raise Trouble(f"{file}: holds more than {limit:,} bytes once it is unpacked; {what}")
                if _declares(part):
                    raise Trouble(f"{file}: {quote(entry.filename)} declares XML entities, which no spreadsheet does")
                merged[entry.filename] = [found.decode() for found in _MERGED.findall(part)]
    except _BROKEN as error:
        raise Trouble(f"{file}: is no workbook of Excel, or is cut off ({quote(error)})") from None
    return merged


_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*\bref=[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})[\"']")


def _declares(part: bytes) -> bool:
    """Whether an XML text declares a document type, in whichever encoding."""
    bare = part.replace(b"\0", b"") if b"\0" in part[:200] else part
    return b"<!DOCTYPE" in bare or b"<!ENTITY" in bare


def _grid(sheet: Any, written: Any, merged: Sequence[str]) -> Grid:
    """A sheet's cells as the texts that it shows."""
    rows: list[tuple[int, list[str]]] = []
    known, unknown = list[str](), list[str]()
    for one in (sheet, written):
        one.reset_dimensions()
    pairs = zip(*(one.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS) for one in (sheet, written)), strict=True)
    for number, (shown, raw) in enumerate(pairs, 1):
        for cell, source in zip(shown, raw, strict=True):
            if source.data_type == "f":
                (unknown if cell.value is None else known).append(source.coordinate)
        cells = [_shown(cell.value) for cell in shown]
        if any(cells):
            rows.append((number, cells))
    notes = []
    if known:
        notes.append(f"{listed(known, 5)}: a formula; the value is taken that it had when the file was saved")
    if unknown:
        notes.append(f"{listed(unknown, 5)}: a formula that has no value, taken for an empty cell; paste it as a value")
    return Grid(sheet.title, _filled(rows, merged), notes=tuple(notes))


def _filled(rows: list[tuple[int, list[str]]], merged: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Cells that are merged all hold what is shown in them; those of a row that holds nothing else are left out."""
    from openpyxl.utils.cell import range_boundaries  # noqa: PLC0415 - an extra

    places = dict(rows)
    for reference in merged[:10_000]:
        left, top, right, bottom = range_boundaries(reference)
        first = places.get(top, [])[left - 1 : left]
        for number in range(top, min(bottom, top + 1000) + 1):
            cells = places.get(number)
            if first and cells is not None:
                right = min(right, _MOST_COLUMNS)
                cells += [""] * (right - len(cells))
                cells[left - 1 : right] = first * (right - left + 1)
    return rows


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    text = value if isinstance(value, str) else str(value)
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
