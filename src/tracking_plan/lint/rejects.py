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


class _Written(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A Reject whose reasons are JSON already."""

    line: int
    file: str
    reasons: list[msgspec.Raw]
    original: str | None = None
    original_base64: str | None = None
    length: int = 0


_encode = msgspec.json.Encoder().encode


def reject(file: str, line: int, raw: bytes, saids: Sequence[Said], length: int = 0) -> bytes:
    """A line of the file of rejects, with its line end. ``length`` is that of a line of which ``raw`` is the beginning."""
    reasons = [(_known_reason if is_short(said.problem.path) else _reason)(said) for said in saids]
    try:
        made = _Written(line, file, reasons, original=raw.decode(), length=length)
    except UnicodeDecodeError:
        made = _Written(line, file, reasons, original_base64=b64encode(raw).decode("ascii"), length=length)
    return _encode(made) + b"\n"


def _reason(said: Said) -> msgspec.Raw:
    """A reason as JSON."""
    problem = said.problem
    made = Reason(said.rule, said.severity.word, problem.message, problem.hint, problem.path)
    try:
        return msgspec.Raw(_encode(made))
    except UnicodeEncodeError:  # half a character in a message
        return msgspec.Raw(_encode(msgspec.structs.replace(made, message=quote(made.message, 500), path=())))


_known_reason = lru_cache(10_000)(_reason)
"""A mistake is made again and again."""


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
                while rows := file.readlines(_AT_ONCE):
                    yield _moved(rows, lines)
            os.unlink(self.path)
        if self._held:
            yield _moved(self._held, lines)


_ROOM = 4 << 20
_AT_ONCE = 1 << 20
_START = len(b'{"line":')


def _moved(rows: Sequence[bytes], lines: int) -> bytes:
    """The same rejects, of a part of a file that has so many lines before it."""
    if not lines:
        return b"".join(rows)
    ends = [row.index(b",") for row in rows]
    return b"".join(
        [b'{"line":%d%b' % (int(row[_START:end]) + lines, row[end:]) for row, end in zip(rows, ends, strict=True)]
    )
