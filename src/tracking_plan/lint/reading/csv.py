"""CSV becomes rows with the lines on which they begin, and a cell is read by the planned type of its property."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ...model.property import Property
from ...shelf import listed, quote
from .elements import not_utf8
from .row import Block, Limits, Row

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))

_INTEGER = re.compile(r"[+-]?[0-9]{1,4000}\Z", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\Z", re.ASCII)
_TRUE, _FALSE = ("true", "t", "1"), ("false", "f", "0")


def typed(cell: str, found: Property) -> Any:
    """A cell as the planned type has it; the text itself where it is of none of the property's types."""
    types = found.types
    if "string" in types or not types:
        return cell
    text = cell.strip()
    if "boolean" in types and text.lower() in (
        _TRUE if "integer" not in types and "number" not in types else _TRUE[:2]
    ):
        return True
    if "boolean" in types and text.lower() in (
        _FALSE if "integer" not in types and "number" not in types else _FALSE[:2]
    ):
        return False
    if ("integer" in types or "number" in types) and _INTEGER.match(text):
        return int(text)
    if ("integer" in types or "number" in types) and len(text) < 4000 and _NUMBER.match(text):
        value = float(text)
        return value if abs(value) != float("inf") else cell
    if ("object" in types or "array" in types) and text[:1] in ("{", "["):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return cell
    return cell


class Table:
    """A CSV file that is being read. ``header`` are the names of its columns, ``notes`` what is odd about them."""

    def __init__(self, blocks: Iterable[Block], limits: Limits) -> None:
        self.limits = limits
        self.notes: list[str] = []
        self._lines = _Lines(blocks)
        self.header: tuple[str, ...] = ()
        self._paths: list[tuple[str, ...]] = []
        for _, raws, cells, _fault in self._records():
            if raws[0].strip() or len(raws) > 1:
                self._name([cell.strip() for cell in cells or ()])
                break

    def _name(self, header: Sequence[str]) -> None:
        self.header = tuple(header)
        twice = sorted({name for name in header if header.count(name) > 1})
        if twice:
            names = listed([quote(name) for name in twice])
            self.notes.append(f"more than one column is named {names}: the last of them counts")
        flat = {name for name in header if any(other.startswith(f"{name}.") for other in header)}
        self._paths = [
            tuple(name.split(".")) if "" not in name.split(".") and not any(_above(name, flat)) else (name,)
            for name in header
        ]

    def rows(self) -> Iterator[Row]:
        """Each row as an object of texts; a column `properties.plan` stands inside `properties`."""
        width = len(self.header)
        for line, raws, cells, fault in self._records():
            raw = b"\n".join(raws)
            if isinstance(raws[0], _Long):
                yield Row(line, raw, too_long=raws[0].length)
                continue
            if cells is not None and len(raws) == 1 and not raw.strip():
                continue
            if fault is None and cells is not None and len(cells) != width:
                fault = f"the row has {_cells(len(cells))}, and {_cells(width)} are named in the header"
            if fault is None and b"\0" in raw:
                fault = "the row holds a NUL, which is no text"
            if fault is None and not raw.isascii():
                fault = not_utf8(raw)
            if fault is not None or cells is None:
                yield Row(line, raw, None, fault)
                continue
            yield Row(line, raw, self._object(cells), None, True)

    def _object(self, cells: Sequence[str]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for path, cell in zip(self._paths, cells, strict=True):
            if not cell:
                continue
            inside = made
            for step in path[:-1]:
                inside = inside.setdefault(step, {})
            inside[path[-1]] = cell
        return made

    def _records(self) -> Iterator[tuple[int, list[bytes], list[str] | None, str | None]]:
        """Line, physical lines, cells and fault of each record. What a quote swallows in vain is read again by itself."""
        lines = self._lines
        while True:
            lines.taken = []
            first = lines.number + 1
            reader = csv.reader(lines.texts(self.limits.line), strict=True)
            try:
                cells = next(reader)
            except StopIteration:
                if not lines.taken:
                    return
                cells = []
            except (csv.Error, _TooLong) as error:
                taken = lines.taken
                lines.give_back(taken[1:])
                yield first, taken[:1], None, _fault(error, taken)
                continue
            yield first, lines.taken, cells, None


class _TooLong(Exception):
    """A row is longer than is read."""


class _Long(bytes):
    """The beginning of a line that is longer than is read."""

    length: int


class _Lines:
    """The physical lines of a file, one by one, some of which may be given back."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._blocks = iter(blocks)
        self._waiting: deque[bytes] = deque()
        self.number = 0
        self.taken: list[bytes] = []

    def texts(self, most: int) -> Iterator[str]:
        """Each line as text; what is no UTF-8 is told apart later."""
        size = 0
        while (line := self._next()) is not None:
            size += len(line) + 1
            self.taken.append(line)
            if isinstance(line, _Long) and len(self.taken) == 1:
                yield "\n"
                continue
            if size > most or isinstance(line, _Long):
                raise _TooLong
            yield line.decode("utf-8", "surrogateescape") + "\n"

    def _next(self) -> bytes | None:
        while not self._waiting:
            block = next(self._blocks, None)
            if block is None:
                return None
            if block.too_long:
                long = _Long(block.data.removesuffix(b"\n"))
                long.length = block.too_long
                self._waiting.append(long)
                break
            self._waiting.extend(block.lines)
        self.number += 1
        return self._waiting.popleft()

    def give_back(self, lines: Sequence[bytes]) -> None:
        self.number -= len(lines)
        self._waiting.extendleft(reversed(lines))


def _fault(error: Exception, taken: Sequence[bytes]) -> str:
    swallowed = len(taken) - 1
    after = f"; it takes in the {swallowed:,} lines below, which are judged by themselves" if swallowed else ""
    if swallowed == 1:
        after = "; it takes in the line below, which is judged by itself"
    if isinstance(error, _TooLong) or "unexpected end of data" in str(error):
        return f"a quotation mark that opens here is never closed{after}"
    if "expected after" in str(error):
        return f"text follows a closing quotation mark; a quotation mark inside a cell is written twice{after}"
    return f"the row cannot be read ({error}){after}"


def _cells(number: int) -> str:
    return "1 cell" if number == 1 else f"{number:,} cells"


def _above(name: str, flat: set[str]) -> Iterator[bool]:
    """For each name that stands above a dotted one, whether it is a column itself."""
    while "." in name:
        name = name.rpartition(".")[0]
        yield name in flat


def flat(rows: Iterable[Row]) -> Iterator[Mapping[str, Any]]:
    """What readable rows hold."""
    for row in rows:
        if isinstance(row.value, Mapping):
            yield row.value
