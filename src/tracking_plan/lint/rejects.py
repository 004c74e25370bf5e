"""Rejects: the lines that are not valid, untouched, each with its reasons, as NDJSON."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from ..shelf import quote
from . import room
from .said import Said, is_short
from .sieve import hashes


class Reason(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Why a line was refused; ``path`` leads to the value in the properties."""

    rule: str
    severity: str
    message: str
    hint: str = ""
    path: tuple[str | int, ...] = ()


class Reject(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One line of the file: which line it was, what stood there, and what is wrong with it.

    ``original`` is the line as it was, without its line end; one that is not UTF-8 stands in ``original_base64``. Of a line
    that is longer than is read (``--limit line``) it is the first megabyte, and ``length`` says how many bytes it has.
    """

    line: int
    file: str
    reasons: list[Reason]
    original: str | None = None
    original_base64: str | None = None
    length: int = 0


_encode = msgspec.json.Encoder().encode


def reject(file: str, line: int, raw: bytes, saids: Sequence[Said], length: int = 0) -> bytes:
    """A Reject as a line, with its line end. ``length`` is that of a line of which ``raw`` is the beginning."""
    try:
        word, text = b"original", _encode(raw.decode())
    except UnicodeDecodeError:
        word, text = b"original_base64", _encode(b64encode(raw).decode("ascii"))
    more = b',"length":%d' % length if length else b""
    return b'{"line":%d,%b"%b":%b%b}\n' % (line, _why(file, saids), word, text, more)


def between(file: str, saids: Sequence[Said]) -> bytes:
    """What stands between the number of a line and itself in its Reject, up to the quote that opens it."""
    return _why(file, saids) + b'"original":"'


def _why(file: str, saids: Sequence[Said]) -> bytes:
    return b'"file":%b,"reasons":[%b],' % (_name(file), b",".join([_reason(said) for said in saids]))


@lru_cache(100)
def _name(file: str) -> bytes:
    return _encode(file)


_MOST = 20_000
_written: dict[int, tuple[Said, bytes]] = {}
"""Reasons as JSON, by the identity of what is said, which is kept beside it: a mistake is made again and again."""


def _reason(said: Said) -> bytes:
    """A reason as JSON."""
    known = _written.get(id(said))
    if known is not None and known[0] is said:
        return known[1]
    problem = said.problem
    made = Reason(said.rule, said.severity.word, problem.message, problem.hint, problem.path)
    try:
        text = _encode(made)
    except UnicodeEncodeError:  # half a character in a message
        text = _encode(msgspec.structs.replace(made, message=quote(made.message, 500), path=()))
    if len(_written) >= _MOST:
        _written.clear()
    if is_short(problem.path):
        _written[id(said)] = said, text
    return text


class Rejects:
    """The rejects of one part of a log: in memory while they are few, then in a file of its own."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._held: list[bytes] = []
        self._size = 0
        self.spilled = False

    def add(self, row: bytes) -> None:
        self._held.append(row)
        self._size += len(row)
        if self._size > _ROOM:
            self._spill()

    def _spill(self) -> None:
        with room.writing(self.path, "ab") as file:
            file.writelines(self._held)
        self._held, self._size, self.spilled = [], 0, True

    def moved(self, lines: int) -> Iterator[bytes]:
        """All of them, many at a time, of a part of a file that has so many lines before it; what was spilled goes."""
        if self.spilled:
            with open(self.path, "rb") as file:
                rest = b""
                while data := file.read(_AT_ONCE):
                    rows, end, rest = (rest + data).rpartition(b"\n")
                    if end:
                        yield hashes.moved(rows + end, lines)
            os.unlink(self.path)
        if self._held:
            yield hashes.moved(b"".join(self._held), lines)


_ROOM = 256 << 10
_AT_ONCE = 1 << 20
