"""The tables that a file holds, by what its name ends in: a workbook, CSV or Markdown."""

from __future__ import annotations

from os.path import splitext

from ...trouble import Trouble
from . import _csv, _markdown, _xlsx
from ._grid import Grid


def grids(file: str, content: bytes, limit: int) -> list[Grid]:
    """The tables of a file. ``limit`` is how many bytes a workbook may unpack to.

    Raises:
        Trouble: it cannot be read.
    """
    ending = splitext(file)[1].lower()
    if ending in (".xlsx", ".xlsm") or content[:4] == b"PK\x03\x04":
        return _xlsx.read(content, file, limit)
    if ending in (".md", ".markdown"):
        return _markdown.read(content, file)
    if ending in (".xls", ".ods", ".numbers") or content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Trouble(f"{file}: is not read; save the table as .xlsx, .csv or .md")
    return [_csv.read(content, file)]
