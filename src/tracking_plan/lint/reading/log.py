"""A Log: one file of events, opened, of which it is known what it is, and which is handed out as blocks or as rows."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from io import RawIOBase
from itertools import chain, groupby, islice
from tempfile import TemporaryFile
from typing import Any, BinaryIO, TypeVar, cast

from ...vendors.snowplow.envelope import COLUMNS
from . import csv, elements, lines, parquet, paths, ranges, tsv
from .kind import BOM, HEAD, PARQUET, READ, kind
from .packing import CHUNK, STEP, Broken, compression, unpacked
from .row import Batch, Block, Limits, Row
from .zipped import Member

_AT_ONCE = 1000
_Piece = TypeVar("_Piece", bytes, memoryview)


class Log:
    """One file of events. It is read once, from its beginning to its end; what went wrong is then in ``trouble``."""

    def __init__(self, name: str, file: BinaryIO, limits: Limits, columns: Sequence[str] = ()) -> None:
        self.name, self.limits = name, limits
        self.trouble: str | None = None
        """Why the rest of the file could not be read; set when what came before it has been handed out."""
        self.notes: list[str] = []
        """What is odd about the file, and worth a word."""
        self.done = 0
        """Bytes of the file that have been read so far, for a progress bar: as stored, not as decompressed."""
        self._file, self._columns = file, columns or COLUMNS
        self._spool: BinaryIO | None = None
        self.size = _size(file)
        """Bytes of the file as stored, None where that is not known."""
        start = self._first()
        self.compression = compression(start)
        """gzip, zstd, bzip2, xz, zip, or empty."""
        pieces = self._packed(start) if self.compression else self._plain(start)
        self._pieces: Iterator[bytes] = self._guarded(pieces) if self.trouble is None else iter(())
        if isinstance(file, Member):
            self.compression = self.compression or "zip"
        head = b""
        while len(head) < HEAD and (piece := next(self._pieces, None)) is not None:
            head += piece
            if head.startswith(PARQUET):
                break
        if head[:HEAD].lstrip().startswith(b"{") and b"\n" not in head:  # one record, that its envelope is told from
            first = [head]
            size = len(head)
            while size <= limits.line and b"\n" not in first[-1] and (piece := next(self._pieces, None)) is not None:
                first.append(piece)
                size += len(piece)
            head = b"".join(first)
        self._pieces = chain([head], self._pieces) if head else self._pieces
        self._head = head[: max(HEAD, head.find(b"\n") + 1)]
        self._is_whole = len(head) < HEAD
        self.kind = kind(self._head[:HEAD], self._is_whole, name)
        """ndjson, json, csv, snowplow or parquet; else it is the name of a `hint`."""

    @property
    def hint(self) -> str | None:
        """What the file is instead of a log that can be read: one of the kinds of the rule `not-an-event-log`."""
        return None if self.kind in READ else self.kind

    @property
    def is_splittable(self) -> bool:
        """Whether parts of it can be read by themselves: see `ranges`."""
        return self.kind == "ndjson" and not self.compression and self.size is not None

    # -- what is in it

    def sample(self, most: int = 200) -> list[Any]:
        """The first objects in it, as far as they can be read: what its envelope is told from. Nothing is consumed."""
        rows: Iterable[Row] = ()
        head = [self._head.removeprefix(BOM)]
        if self.kind == "parquet":
            with closing(self._parquet()) as found:
                return [row.value for row in next(_few(islice(found, most)), ()) if isinstance(row.value, dict)]
        elif self.kind == "ndjson":
            found = (_loaded(line) for block in lines.blocks(head, self.limits.line) for line in block.lines)
            return [*islice((value for value in found if isinstance(value, dict)), most)]
        else:
            rows = self._rows(head, self.notes)
        return [row.value for row in islice(rows, most) if isinstance(row.value, dict)]

    def ranges(self, parts: int) -> list[tuple[int, int]]:
        """Cut a plain NDJSON file into about so many parts, each from the start of a line to the end of one."""
        if not self.is_splittable or not self.size:
            return [(0, self.size or 0)]
        edges = [0]
        with paths.opened(self.name) as file:
            for part in range(1, parts):
                edge = ranges.next_line(file, max(self.size * part // parts, edges[-1]))
                if edges[-1] < edge < self.size:
                    edges.append(edge)
        return [*zip(edges, [*edges[1:], self.size], strict=True)]

    def blocks(self, start: int = 0, end: int | None = None, numbered: bool = True) -> Iterator[Block]:
        """The file as blocks of whole lines, whatever is in it; or those of one of the `ranges`, numbered from it."""
        if start == 0 and end is None:
            yield from lines.blocks(_without_mark(self._pieces), self.limits.line, numbered)
            return
        with paths.opened(self.name) as file:
            last = end if end is not None else self.size or 0
            pieces = self._guarded(ranges.pieces(file, start, last))
            yield from lines.blocks(_without_mark(pieces) if start == 0 else pieces, self.limits.line, numbered)

    def rows(self) -> Iterator[Row]:
        """The file as rows, where it is not NDJSON."""
        if self.kind == "parquet":
            yield from self._parquet()
        else:
            yield from self._rows(_without_mark(self._pieces), self.notes)

    def batches(self, start: int = 0, end: int | None = None, numbered: bool = True) -> Iterator[Batch]:
        """The file, or one of its ranges, as batches for a judge; what a batch of a range holds is good until the next one."""
        if self.kind != "ndjson":
            for rows in _few(self.rows()):
                yield from _as_lines(rows) if self.kind == "parquet" else [Batch(rows[0].line, b"", rows)]
            return
        if end is not None and not numbered and self.limits.line >= ranges.ROOM:
            start = yield from self._in_one_room(start, end)
        if end is None or start < end:
            for block in self.blocks(start, end, numbered):
                yield batch(block)

    def _in_one_room(self, start: int, end: int) -> Generator[Batch, None, int]:
        """The lines from ``start`` on, where none of them is too long for the room that they are read into, one after another.

        New room for each batch would take as long as a fifth of judging it. Where it has come to is given in the end.
        """
        with paths.opened(self.name) as file:
            if start == 0 and file.read(len(BOM)) == BOM:
                start = len(BOM)
            for some in self._guarded(ranges.fitting(cast(RawIOBase, file), start, end)):
                start += len(some)
                yield Batch(0, some)
        return start if self.trouble is None else end

    def close(self) -> None:
        if self._spool is not None:
            self._spool.close()
        if self.name != paths.STDIN:
            self._file.close()
        self._pieces, self._head = iter(()), b""  # they know the log: a circle would never be freed

    def __enter__(self) -> Log:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- how it is read

    def _rows(self, pieces: Iterable[bytes], notes: list[str] | None = None) -> Iterator[Row]:
        if self.kind == "json":
            try:
                yield from elements.rows(pieces, self.limits)
            except Broken as broken:
                self.trouble = str(broken)
        elif self.kind == "snowplow":
            yield from tsv.rows(lines.blocks(pieces, self.limits.line), self._columns)
        elif self.kind == "csv":
            table = csv.Table(lines.blocks(pieces, self.limits.line), self.limits)
            if notes is not None:
                notes.extend(note for note in table.notes if note not in notes)
            yield from table.rows()

    def _first(self) -> bytes:
        try:
            if isinstance(self._file, Member):
                self._file.refuse_bomb(self.limits)
            return self._read(CHUNK)
        except Broken as broken:
            self.trouble = str(broken)
            return b""
        except OSError as error:
            self.trouble = f"it cannot be read: {(error.strerror or str(error)).lower()}"
            return b""

    def _read(self, size: int) -> bytes:
        data = self._file.read(size) or b""
        self.done += len(data)
        return data

    def _plain(self, first: bytes) -> Iterator[bytes]:
        if first:
            yield first
        while data := self._read(STEP if self.size is not None else CHUNK):
            yield data
        if self.size is not None and self.done < self.size:
            raise Broken("it became shorter while it was read")

    def _packed(self, first: bytes) -> Iterator[bytes]:
        return unpacked(cast(BinaryIO, _Counted(self)), first, self.compression, self.limits)

    def _guarded(self, pieces: Iterator[_Piece]) -> Iterator[_Piece]:
        """The pieces up to where it breaks; why it broke is kept."""
        try:
            yield from pieces
        except Broken as broken:
            self.trouble = str(broken)
        except OSError as error:
            self.trouble = f"it cannot be read further: {(error.strerror or str(error)).lower()}"
        except EOFError as error:
            self.trouble = f"it cannot be read further: {error}"

    def _parquet(self) -> Generator[Row]:
        file = self._seekable()
        try:
            yield from parquet.rows(file)
        except Broken as broken:
            self.trouble = str(broken)
        finally:
            if file is not self._spool:
                file.close()

    def _seekable(self) -> BinaryIO:
        """The file as Parquet needs it, which is read from its end."""
        if self.size is not None and not self.compression:
            return paths.opened(self.name)
        if self._spool is None:
            self._spool = cast(BinaryIO, TemporaryFile())  # noqa: SIM115 - it is closed with the log
            for piece in self._pieces:
                self._spool.write(piece)
        self._spool.seek(0)
        return self._spool


class _Counted:
    """A file that counts what is read of it."""

    def __init__(self, log: Log) -> None:
        self.read = log._read


def _few(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows, a few at a time: as many as are judged at once, and no more than fit into memory."""
    some: list[Row] = []
    size = 0
    for row in rows:
        some.append(row)
        size += len(row.raw)
        if len(some) >= _AT_ONCE or size > STEP:
            yield some
            some, size = [], 0
    if some:
        yield some


def _as_lines(rows: Sequence[Row]) -> Iterator[Batch]:
    """Rows that are JSON already, as lines of it, which are judged many at once; those that cannot be read stay rows."""
    for is_read, some in groupby(rows, lambda row: row.fault is None):
        group = [*some]
        yield Batch(group[0].line, b"\n".join(row.raw for row in group) if is_read else b"", None if is_read else group)


def batch(block: Block) -> Batch:
    """A block's lines; or, where it is one line that is too long, the row that says so."""
    if block.too_long:
        return Batch(block.before + 1, b"", [Row(block.before + 1, block.data, too_long=block.too_long)])
    return Batch(block.before + 1, block.data)


def _without_mark(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces without the byte order mark that some editors put at the beginning."""
    pieces = iter(pieces)
    first = next(pieces, b"")
    while len(first) < len(BOM) and (more := next(pieces, b"")):
        first += more
    if first:
        yield first.removeprefix(BOM)
    yield from pieces


def _size(file: BinaryIO) -> int | None:
    if isinstance(file, Member):
        return file.size
    try:
        found = os.fstat(file.fileno())
    except (OSError, AttributeError, ValueError):
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _loaded(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
