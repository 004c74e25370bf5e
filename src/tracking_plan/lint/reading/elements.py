"""JSON over many lines becomes rows: an array, one object after the other, or an object that holds a list of records."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from ...shelf import quote
from .packing import Broken
from .row import Limits, Row

_SPACE = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[{]|[\]}]|"', re.DOTALL)
_MOST_DIGITS = 4_000


class _Unlike(ValueError):
    """The parser would take what is not JSON."""


def _constant(name: str) -> NoReturn:
    raise _Unlike(f"{name} is not a number in JSON")


def _integer(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise _Unlike(f"a number has {len(digits):,} digits, and at most {_MOST_DIGITS:,} are read")
    return int(digits)


_value_at = json.JSONDecoder(parse_constant=_constant, parse_int=_integer).raw_decode


def rows(pieces: Iterable[bytes], limits: Limits) -> Iterator[Row]:
    """The elements of arrays and the objects that stand in a file, each with the line on which it begins.

    Raises:
        Broken: one is longer than is read.
    """
    text = _Text(pieces)
    inside = False
    while True:
        letter = text.skip()
        if not letter:
            if inside:
                yield Row(text.line, b"", None, "the array is not closed: the file was cut off")
            return
        if letter == "[" and not inside:
            inside = True
            text.place += 1
        elif letter == "]" and inside:
            inside = False
            text.place += 1
        elif letter == ",":
            text.place += 1
        else:
            yield text.value(*(("line", limits.line) if inside else ("document", limits.document)))


class _Text:
    """The text that is being read: a window of it, from the place where we are."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces = iter(pieces)
        self.text = ""
        self.place, self.line = 0, 1
        self.counted = 0
        self.cut = b""
        self.done = False

    def more(self) -> bool:
        """Read on; False at the end."""
        piece = next(self.pieces, None)
        if piece is None:
            self.done = True
            piece, self.cut = self.cut, b""
            if not piece:
                return False
        else:
            piece = self.cut + piece
            keep = _unfinished(piece)
            piece, self.cut = (piece[:-keep], piece[-keep:]) if keep else (piece, b"")
        self._count()
        self.text = self.text[self.place :] + piece.decode("utf-8", "surrogateescape")
        self.place = self.counted = 0
        return True

    def _count(self) -> None:
        self.line += self.text.count("\n", self.counted, self.place)
        self.counted = self.place

    def skip(self) -> str:
        """Go to the next thing that is no space; its first letter, empty at the end."""
        while True:
            found = _SPACE.match(self.text, self.place)
            self.place = found.end() if found else self.place
            if self.place < len(self.text):
                return self.text[self.place]
            if not self.more() and self.place >= len(self.text):
                return ""

    def value(self, limit: str, most: int) -> Row:
        """The value that begins here, which may be so long by the limit of that name."""
        wanted = 1 << 16
        while True:
            try:
                value, end = _value_at(self.text, self.place)
            except RecursionError:
                return self._broken("it is nested too deep", most)
            except _Unlike as error:
                return self._broken(str(error), most)
            except ValueError as error:
                if self._fill(wanted, most):
                    wanted *= 2
                    continue
                if len(self.text) - self.place > most:
                    raise self._too_long(limit, most) from None
                return self._broken(_reason(error, self), most)
            if end == len(self.text) and self._fill(1, most):
                continue  # a number may go on
            if end - self.place > most:
                raise self._too_long(limit, most)
            return self._row(value, end)

    def _too_long(self, limit: str, most: int) -> Broken:
        self._count()
        return Broken(
            f"the record that begins on line {self.line:,} has more than {most:,} bytes, and is read no further;"
            f" raise the limit with --limit {limit}=NUMBER"
        )

    def _fill(self, wanted: int, most: int) -> bool:
        """Read so much more, if there is more and one value may be so long."""
        had = len(self.text) - self.place
        while len(self.text) - self.place < had + wanted and not self.done:
            if len(self.text) - self.place > most:
                return False
            self.more()
        return len(self.text) - self.place > had

    def _row(self, value: Any, end: int, fault: str | None = None) -> Row:
        self._count()
        line = self.line
        raw = self.text[self.place : end].encode("utf-8", "surrogateescape")
        self.place = end
        if fault is None and not raw.isascii():
            fault = not_utf8(raw)
        if fault is None and value is None:
            fault = "a record is a JSON object, not null"
        return Row(line, raw, value if fault is None else None, fault)

    def _broken(self, fault: str, most: int) -> Row:
        """What cannot be read, up to where its brackets close; or else up to the end of its line."""
        end = self._close(most)
        return self._row(None, end, fault)

    def _close(self, most: int) -> int:
        depth, place = 0, self.place
        while self.text[self.place] in "[{":
            found = _TOKEN.search(self.text, place)
            if found is None or found[0] == '"':
                if self._fill(1 << 16, most):
                    depth, place = 0, self.place
                    continue
                break
            place = found.end()
            depth += 1 if found[0] in "[{" else -1 if found[0] in "]}" else 0
            if depth < 0:
                return max(found.start(), self.place + 1)
            if depth == 0:
                return place
        end = self.text.find("\n", self.place + 1)
        while end < 0 and self._fill(1 << 16, most):
            end = self.text.find("\n", self.place + 1)
        return end if end > 0 else len(self.text)


def not_utf8(raw: bytes) -> str | None:
    """What is wrong with bytes that should be UTF-8."""
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return f"the byte 0x{raw[error.start]:02x} is not UTF-8"
    return None


def _unfinished(piece: bytes) -> int:
    """How many bytes at the end are the beginning of a letter."""
    for back in range(1, min(4, len(piece)) + 1):
        byte = piece[-back]
        if byte >= 0xC0:
            long = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return back if back < long else 0
        if byte < 0x80:
            return 0
    return 0


def _reason(error: ValueError, text: _Text) -> str:
    if not isinstance(error, json.JSONDecodeError):
        return str(error)
    rest = text.text[error.pos : error.pos + 20].split("\n")[0]
    if not rest.strip():
        return "not JSON: the record is not closed: the file was cut off, or a bracket is missing"
    line = text.line + text.text.count("\n", text.counted, error.pos)
    return f"not JSON: {quote(rest, 20)} on line {line:,} is not what should stand there"
