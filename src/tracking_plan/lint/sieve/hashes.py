"""What is done with many hashes, places or rows of rejects at once: compiled, or where that is not, in Python."""

from __future__ import annotations

import ctypes
from array import array
from itertools import accumulate

from .native import at, library

PARTITIONS = 64
"""Hashes that share their lowest bits share a partition."""


def content(event: bytes, properties: bytes) -> int:
    """A hash of what a record of an event carries, which msgspec has written in the order of the names."""
    native = library()
    if native is None:
        return hash((event, properties))
    found: int = native.plan_sieve_content(event, len(event), properties)
    return found


def partitioned(found: array[int]) -> tuple[tuple[int, ...], array[int]]:
    """How many hashes other than 0 each partition has, and these, partition by partition, each in its order."""
    native = library()
    if native is not None:
        into, sizes = array("q", bytes(8 * len(found))), array("q", bytes(8 * PARTITIONS))
        native.plan_sieve_partition(at(found), len(found), at(into), at(sizes))
        return tuple(sizes), into[: sum(sizes)]
    partitions = [array("q") for _ in range(PARTITIONS)]
    into_each = [partition.append for partition in partitions]
    last = PARTITIONS - 1
    for one in found:
        if one:
            into_each[one & last](one)
    made = array("q")
    for partition in partitions:
        made += partition
    return tuple(map(len, partitions)), made


def repeated(found: array[int]) -> set[int]:
    """Those that come more than once."""
    native = library()
    if native is not None:
        into = array("q", bytes(8 * len(found)))
        count = native.plan_sieve_twice(at(found), len(found), at(into))
        if count < 0:
            raise MemoryError
        return {*into[:count]}
    seen: set[int] = set()
    add = seen.add
    return {one for one in found if one in seen or add(one)}


def places_of(wanted: set[int], found: array[int]) -> list[int]:
    """The places of those that are wanted."""
    native = library()
    if native is None:
        return [place for place, one in enumerate(found) if one in wanted]
    ranked, into = array("q", sorted(wanted)), array("q", bytes(8 * len(found)))
    count = native.plan_sieve_places(at(found), len(found), at(ranked), len(ranked), at(into))
    return [*into[:count]]


def starts_of(lines: list[int], lengths: array[int], start: int) -> list[int]:
    """Where some lines start, rising, of lines of so many bytes each, the first of which starts there."""
    native = library()
    if native is None:
        starts = [*accumulate((length + 1 for length in lengths), initial=start)]
        return [starts[line] for line in lines]
    places, into = array("q", lines), array("q", bytes(8 * len(lines)))
    native.plan_sieve_starts(at(lengths), start, at(places), len(places), at(into))
    return [*into]


_START = len(b'{"line":')


def moved(rows: bytes, lines: int) -> bytes:
    """Rejects, each a line that begins with its number, of a part of a file that has so many lines before it."""
    native = library()
    if not lines:
        return rows
    if native is not None:
        into = bytearray(len(rows) + 20 * rows.count(b"\n"))
        size = native.plan_sieve_moved(rows, len(rows), lines, (ctypes.c_uint8 * len(into)).from_buffer(into))
        return bytes(into[:size])
    made = []
    for row in rows.split(b"\n")[:-1]:
        end = row.index(b",")
        made.append(b'{"line":%d%b\n' % (int(row[_START:end]) + lines, row[end:]))
    return b"".join(made)
