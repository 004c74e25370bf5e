"""CSV: as Excel, LibreOffice and Google Sheets write it, and so that none of them takes a text for a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence

from ...trouble import Trouble
from ._grid import Grid, likeness

_SIGNS = "=+\\-@\t＝＋－＠"
_BEGINS = r"(?:\A|(?<=[;\t\n]))"
"""Where a cell begins; for a program that parts cells at semicolons or tabs, or does not know our quotes, also amid one."""
_BARE = re.compile(rf"{_BEGINS}('*)(?=[{_SIGNS}])")
_GUARDED = re.compile(rf"{_BEGINS}'('*)(?=[{_SIGNS}])")


def guarded(cell: str) -> str:
    """A cell with a single quote before what a spreadsheet would take for a formula."""
    return _BARE.sub(r"'\1", cell)


def unguarded(cell: str) -> str:
    """The inverse of `guarded`."""
    return _GUARDED.sub(r"\1", cell)


def write(rows: Iterable[Sequence[str]]) -> str:
    """The text of a file; it begins with a byte order mark, by which Excel knows UTF-8."""
    return "\ufeff" + "".join(",".join(map(_field, row)) + "\r\n" for row in rows)


def _field(cell: str) -> str:
    cell = guarded(cell)
    if re.search(r'[,;"\t\n\r]|\A\s|\s\Z', cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell


_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DELIMITERS = (",", ";", "\t", "|")


def read(content: bytes, file: str) -> Grid:
    """The rows of a file.

    Raises:
        Trouble: it is not UTF-8 (or UTF-16 with its mark), or a quote in it is never closed.
    """
    text = _text(content, file)
    told = re.match(r'"?sep=(.)"?\r?\n', text)
    text = text[told.end() :] if told else text
    delimiter = told[1] if told else _delimiter(text)
    csv.field_size_limit(1 << 30)
    rows: list[tuple[int, list[str]]] = []
    number = 1 if told else 0
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            number += 1
            rows.append((number, row))
    except csv.Error as error:
        what = "a quote is never closed" if "unexpected end" in str(error) else "a quote stands amid a cell"
        raise Trouble(
            f'{file}: row {number + 1}: {what}; write "" for a quote within quotes, or export the table again'
        ) from None
    return Grid("", rows, guarded=True)


def _text(content: bytes, file: str) -> str:
    mark, encoding = next(((mark, name) for mark, name in _MARKS if content.startswith(mark)), (b"", "utf-8"))
    try:
        return content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise Trouble(f"{file}: begins as UTF-16 and is none; save it as UTF-8") from None
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{content[error.start]:02x} in line {line} is not UTF-8"
        raise Trouble(f'{file}: {byte}; in Excel, save it as "CSV UTF-8 (Comma delimited)"') from None


def _lines(text: str) -> Iterable[str]:
    """Lines with their ends, split where CSV does: never at U+2028 or a form feed."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)


def _delimiter(text: str) -> str:
    """The sign that parts the cells of the header."""
    start = [*_lines(text[:100_000])][:20]
    best = max(_DELIMITERS, key=lambda sign: max((likeness(_cells(line, sign)) for line in start), default=0))
    return best


def _cells(line: str, sign: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=sign), [])
    except csv.Error:
        return []
