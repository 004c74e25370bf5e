"""Ranges of a plain file: where lines begin in it, and how one range is read."""

from __future__ import annotations

from collections.abc import Iterator
from io import RawIOBase
from typing import BinaryIO

from .packing import CHUNK, STEP, Broken

ROOM = 1 << 20
"""So many bytes of a range are read into the same place again and again: as many as stay near the core."""


def fitting(file: RawIOBase, start: int, end: int) -> Iterator[memoryview]:
    """Whole lines, as many as fit into one room, which are good until the next ones; it ends before a line that does not fit."""
    room = bytearray(ROOM + 1)
    view = memoryview(room)
    while start < end:
        file.seek(start)
        size = file.readinto(view[: min(ROOM, end - start)])
        if not size:
            raise Broken("it became shorter while it was read")
        found = size if start + size == end else room.rfind(b"\n", 0, size) + 1
        if not found:
            return
        room[found] = 0  # as behind bytes, where the sieve may look
        yield view[:found]
        start += found


def pieces(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    """The bytes of a range."""
    file.seek(start)
    while start < end:
        data = file.read(min(STEP, end - start))
        if not data:
            raise Broken("it became shorter while it was read")
        start += len(data)
        yield data


def next_line(file: BinaryIO, place: int) -> int:
    """Where the first line begins that does not begin before a place."""
    if place == 0:
        return 0
    file.seek(place - 1)
    while data := file.read(CHUNK):
        found = data.find(b"\n")
        if found >= 0:
            return file.tell() - len(data) + found + 1
    return file.tell()
