"""Sifting: the sieve over one part of a log. Of each line it says what it is; what is valid it has counted by then."""

from __future__ import annotations

import ctypes
import sys
import weakref
from array import array
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import NamedTuple

from ...model.envelope import Envelope
from ...model.plan import Plan
from ...model.tally import KEPT
from ..header import Unfit
from ..rulebook import Rulebook
from ..sources import Sources
from ..times import time_of
from .native import Numbers, at, library
from .program import Name, Program

LEFT, SURE, WRONG, UNPLANNED, BLANK, KNOWN = range(6)
"""What is said of a line: nothing; that it is valid; what is doubtful of its properties; that its event is not planned; that it
is blank; that it has a mistake that is known, and is done with.
"""
NO_TIME = -(2**63)
_LINES = 8192
_DOUBTS = 4096
_MOST_SOURCES = 64
_ROWS = 2 << 20
"""Bytes of rejects that are written before they are taken."""
_HEAD = 7
"""So many numbers stand before those of the properties in what was counted."""


class Sifted(NamedTuple):
    """Some lines one after the other, line by line: what is said of it, its id's hash, its time, where it starts, its size."""

    verdicts: bytes
    ids: array[int]
    times: array[int]
    starts: array[int]
    lengths: array[int]
    which: array[int]
    """The number of the name of its event."""
    sources: array[int]
    contents: array[int]
    """A hash of what it carries, where that is kept; else 0."""
    doubts: Sequence[int]
    """Six numbers each: the place of the line; the property's row among those of its event (-1: it is not planned); where its
    name stands then, and the size; where its value stands, and the size (0: it is missing). Of an event that is not planned,
    where its name stands."""


class Rest(NamedTuple):
    """What is left of the lines that were sifted last, when those are refused of which the mistakes are known."""

    left: Sequence[int]
    """The places of those that are neither valid for sure nor refused."""
    rows: bytes
    """The rejects of the others, if they are wanted."""
    before: Sequence[int]
    """Of each that is left, how many bytes of the rows are of lines above it."""


_NONE = Rest((), b"", ())


class Counted(NamedTuple):
    """What was valid of one name from one source, or had a mistake that is known."""

    name: Name
    source: str | None
    number: int
    """Of valid lines."""
    wrong: int
    """Of the others."""
    first: int
    """The first line."""
    low: datetime | None
    """The first time, and the last; None where no line has one."""
    high: datetime | None
    properties: Sequence[int]


_Bytes = ctypes.POINTER(ctypes.c_uint8)


class Again(NamedTuple):
    """Lines that have a mistake which is known."""

    mistake: int
    number: int
    """Of lines."""
    lines: Sequence[int]
    """The first of them."""


class _Out(ctypes.Structure):
    _fields_ = (
        *(
            (name, Numbers)
            for name in ("ids", "times", "lengths", "starts", "which", "sources", "contents", "mistakes")
        ),
        *((name, Numbers) for name in ("left", "rows_before")),
        ("verdicts", _Bytes),
        ("doubts", Numbers),
        ("rows", _Bytes),
        *((name, ctypes.c_int64) for name in ("room", "doubt_room", "rows_room")),
        *((name, ctypes.c_int64) for name in ("lines", "doubt_count", "left_count", "next")),
        *((name, ctypes.c_int64) for name in ("stranger_at", "stranger_size")),
        *((name, ctypes.c_int64) for name in ("left_at", "doubt_at", "still_left", "rows_taken", "rows_size")),
    )


class Sieve:
    """What is compiled of a plan, an envelope and the rules, for any number of parts of logs."""

    def __init__(
        self, native: ctypes.CDLL, program: Program, sources: Sources, allowed: dict[str, frozenset[str | None]]
    ) -> None:
        self.native, self.program, self.sources = native, program, sources
        self.numbers = program.keyed(_key() or (0, 0))
        self.pool = (ctypes.c_uint8 * len(program.tables.pool)).from_buffer(program.tables.pool)
        self.address = at(self.numbers)
        for one in program.tables.objects:
            native.plan_sieve_index(self.address, self.pool, one)
        self.allowed = [allowed.get(name.event.name) if name.event else None for name in program.names]

    def sifts(self, contents: bool = False, rejects: bool = False) -> Sifting | None:
        """Begin with a part of a log, with hashes of what the records carry, where the log can't be read again for it; and with
        the rejects of lines with a mistake that is known, where they are wanted.
        """
        return Sifting(self, contents, rejects) if not contents or self.program.tells_contents else None


def sieve(
    plan: Plan, envelope: Envelope, rulebook: Rulebook, sources: Sources, allowed: dict[str, frozenset[str | None]]
) -> Sieve | None:
    """The sieve of them; None where there is no library, or where it does not suit them."""
    native = library()
    if native is None or _key() is None:
        return None
    try:
        return Sieve(native, Program(plan, envelope, rulebook), sources, allowed)
    except Unfit:
        return None


class Sifting:
    """The sieve, with what it has counted of one part of a log."""

    def __init__(self, sieve: Sieve, contents: bool = False, rejects: bool = False) -> None:
        self.sieve, self.native = sieve, sieve.native
        self.names = sieve.program.names
        sizes = array("q", [len(name.properties) for name in self.names])
        self._state = self.native.plan_sieve_new(sieve.address, sieve.pool, at(sizes))
        if not self._state:
            raise MemoryError
        weakref.finalize(self, self.native.plan_sieve_free, self._state)
        self._sources: list[str | None] = [None]
        if sieve.sources.only is not None:
            self._know(None, sieve.sources.only)
        self._arrays = [array("q", bytes(8 * _LINES)) for _ in range(10)]
        self._verdicts = bytearray(_LINES)
        self._doubts = array("q", bytes(8 * 6 * _DOUBTS))
        self._rows = bytearray(_ROWS if rejects else 0)
        self._out = _Out(
            *map(at, self._arrays[:6]),
            at(self._arrays[6]) if contents else None,
            *map(at, self._arrays[7:]),
            (ctypes.c_uint8 * _LINES).from_buffer(self._verdicts),
            at(self._doubts),
            (ctypes.c_uint8 * _ROWS).from_buffer(self._rows) if rejects else None,
            _LINES,
            _DOUBTS,
            len(self._rows),
        )
        self._number = 0
        """That of the first line that was sifted last."""
        self._mistakes = 0
        """How many are known."""

    def sift(self, data: bytes | memoryview, number: int) -> Iterator[Sifted]:
        """Read the lines of a block, of which the first has that number in its part; behind a view there must be a zero.

        Of each `Sifted` it must be asked with `refuse` what is left.
        """
        place, out = 0, self._out
        start = data if isinstance(data, bytes) else ctypes.addressof(ctypes.c_char.from_buffer(data))
        while place < len(data):
            self.native.plan_sieve_sift(self._state, start, len(data), place, number, ctypes.byref(out))
            if out.stranger_at >= 0:
                word = bytes(data[out.stranger_at : out.stranger_at + out.stranger_size])
                self._know(word, self.sieve.sources.of(word.decode()))
            if out.lines:
                self._number = number
                yield self._taken()
            number += out.lines
            place = out.next

    def _taken(self) -> Sifted:
        out = self._out
        ids, times, lengths, starts, which, sources, contents = (found[: out.lines] for found in self._arrays[:7])
        doubts = self._doubts[: 6 * out.doubt_count].tolist()
        verdicts = bytes(self._verdicts[: out.lines])
        return Sifted(verdicts, ids, times, starts, lengths, which, sources, contents, doubts)

    def learn(self, which: int, first: int, count: int, between: bytes) -> int:
        """Know from now on the mistakes of a line of the last `Sifted`, of which the doubts are these, from a place among all.

        ``between`` is what stands in its row of the rejects between the number of the line and the line itself. The number of
        what is known so; -1 where it is known already, or there is no room for it.
        """
        doubts = self._doubts.buffer_info()[0] + 8 * first
        number = int(self.native.plan_sieve_learn(self._state, which, doubts, count, between, len(between)))
        self._mistakes += number >= 0
        return number

    def refuse(self) -> Rest:
        """Refuse the lines of the last `Sifted` whose mistakes are known, those too that were learned since."""
        out, rows = self._out, list[bytes]()
        if not out.left_count:
            return _NONE
        more = True
        while more:
            more = self.native.plan_sieve_refuse(self._state, self._number, ctypes.byref(out))
            if out.rows_size:
                rows.append(bytes(memoryview(self._rows)[: out.rows_size]))
        left, before = (found[: out.still_left].tolist() for found in self._arrays[8:])
        return Rest(left, b"".join(rows), before)

    def again(self) -> Iterator[Again]:
        """The mistakes that lines had which are known, since this was asked last."""
        step = 1 + KEPT
        found = array("q", bytes(8 * step * self._mistakes))
        if found:
            self.native.plan_sieve_again(self._state, at(found))
        for mistake in range(self._mistakes):
            number, *lines = found[step * mistake : step * (mistake + 1)]
            if number:
                yield Again(mistake, number, lines[:number])

    def _know(self, word: bytes | None, source: str | None) -> None:
        """Make a word for a source known; of a source too many, the lines are left."""
        if source not in self._sources:
            self._sources.append(source)
        allowed = bytes(some is None or source in some for some in self.sieve.allowed)
        number = min(self._sources.index(source), _MOST_SOURCES)
        size = -1 if word is None else len(word)
        self.native.plan_sieve_know(self._state, word or b"", size, number, allowed)

    def source(self, number: int) -> str | None:
        return self._sources[number]

    def counted(self) -> Iterator[Counted]:
        """What was counted since this was asked last."""
        sources = self._sources[:_MOST_SOURCES]
        room = array("q", bytes(8 * len(sources) * sum(_HEAD + len(name.properties) for name in self.names)))
        size = self.native.plan_sieve_take(self._state, len(sources), at(room))
        numbers, place = room[:size].tolist(), 0
        while place < size:
            which, source, count, wrong, first, low, high = numbers[place : place + _HEAD]
            name = self.names[which]
            end = place + _HEAD + len(name.properties)
            begun, ended = (time_of(low), time_of(high)) if high != NO_TIME else (None, None)
            yield Counted(name, sources[source], count, wrong, first, begun, ended, numbers[place + _HEAD : end])
            place = end


class Bounds(NamedTuple):
    """Of some times: whether none is before the one above it; the places of the first and the last; the extremes."""

    rises: bool
    first: int
    """-1: there are no times."""
    last: int
    low: int
    high: int


def bounds_of(times: array[int]) -> Bounds:
    native = library()
    assert native is not None
    made = array("q", bytes(32))
    rises = native.plan_sieve_order(at(times), len(times), at(made))
    return Bounds(bool(rises), *made)


@cache
def _key() -> tuple[int, int] | None:
    """The key of hash() for texts in this process, where it is the one that the sieve knows how to use."""
    native = library()
    if native is None or (sys.hash_info.algorithm, sys.hash_info.cutoff, sys.byteorder) != ("siphash13", 0, "little"):
        return None
    try:
        first, second = (ctypes.c_int64 * 2).in_dll(ctypes.pythonapi, "_Py_HashSecret")
    except (AttributeError, ValueError):
        return None
    texts = ("a", "1234567", "12345678", "ajs-next-b8b6d8fe442e3d437204e52db2221a58")
    same = all(native.plan_sieve_hash(first, second, text.encode(), len(text)) == hash(text) for text in texts)
    return (first, second) if same else None
