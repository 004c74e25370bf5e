"""What a log is handed out as: blocks of whole lines, or rows; and the batches that either becomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

UNKNOWN = -1
"""Instead of how many lines stand before a block, where nobody asked."""


class Row(NamedTuple):
    """One record of a log that is no NDJSON, or one of its lines that cannot be read."""

    line: int
    """The physical line on which it begins (0: the one below all that came before); of Parquet, the number of the row."""
    raw: bytes
    """As it stands in the file; of Parquet, as JSON."""
    value: Any = None
    """What it holds, None where it cannot be read."""
    fault: str | None = None
    """Why it cannot be read, in one line for people."""
    cells: bool = False
    """The values are texts of a table, to be read by the planned type: see `csv.typed`."""
    too_long: int = 0
    """Not 0: the line has so many bytes, more than are read, and ``raw`` is the beginning of it."""


class Block(NamedTuple):
    """Whole lines of a file, each of which but the last of the file ends with a line feed."""

    data: bytes
    before: int
    """How many lines stand before it in what is read; or UNKNOWN."""
    too_long: int = 0
    """Not 0: this is the beginning of one line, which has so many bytes, more than are read."""

    @property
    def lines(self) -> list[bytes]:
        """The lines without their line feeds."""
        return _lines(self.data)


class Batch(NamedTuple):
    """Whole lines, or rows, to be judged together; the other is None."""

    first: int
    """The number of the first line, where this is lines; 0 where nobody asked for it."""
    data: bytes | memoryview
    rows: Sequence[Row] | None = None

    @property
    def lines(self) -> list[bytes]:
        """The lines without their line feeds."""
        return _lines(bytes(self.data))


def _lines(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    if not lines[-1]:
        lines.pop()
    return lines


class Limits(NamedTuple):
    """Bounds on what is read. Each can be raised: ``--limit line=200000000``."""

    line: int = 64 << 20
    """Bytes of one line, of one row of a table, and of one element of a JSON array."""
    ratio: int = 400
    """How many times its compressed size a file may decompress to, beyond the first `FREE` bytes."""
    document: int = 256 << 20
    """Bytes of a file that is one JSON object."""


FREE = 64 << 20
"""Bytes to which any file may decompress, however small it is."""
