"""Duplicates, found exactly and in bounded memory: ids are partitioned by their hash, and only what shares one is read again.

Each part of a log leaves, on disk, the hash of each record's message id in the order of its lines, and the same hashes
once more in partitions. One partition of all parts at a time is searched for hashes that come twice. The few records that
have one are then read again where they stand (or, where a log cannot be read again, by a hash of what they carry that
was kept), and are compared by their ids and contents themselves.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from . import room
from .job import Job, Part
from .run import Run
from .sieve import hashes

_EIGHTS = [range(first, first + 8) for first in range(0, hashes.PARTITIONS, 8)]
"""Partitions that are searched by one process, one after the other."""
_AT_ONCE = 200_000
"""So many hashes that come twice are looked into at a time."""

Map = Callable[[str, Iterable[Any]], Iterable[Any]]
"""Does a named task with each of some arguments, in their order, perhaps in other processes."""


class Kept(NamedTuple):
    """What a part left on disk: how many entries each of the sequences in its file has."""

    lines: int
    lengths: int
    contents: int
    partitions: tuple[int, ...]
    more: tuple[tuple[int, int, int], ...]


class Met(NamedTuple):
    """A record whose hash another one shares."""

    part: int
    line: int
    """Of its part."""
    id: str | None
    """None where the log cannot be read again."""
    hash: int
    content: int


class Repeat(NamedTuple):
    """A record whose id came before: which one, where the first of them stands, and whether it carries the same."""

    met: Met
    first: Met
    same: bool


def keep(run: Run, path: str) -> Kept | None:
    """Leave what is needed of a run in a file, and take it out of the run. None where it has no ids at all."""
    ids, lengths, contents, more = run.ids, run.lengths, run.contents, run.more
    run.ids, run.lengths, run.contents, run.more = array("q"), array("q"), array("q"), []
    sizes, partitions = hashes.partitioned(ids + array("q", (found for _, found, _ in more)) if more else ids)
    if not partitions:
        return None
    with room.writing(path) as file:
        for part in (ids, lengths, contents, partitions):
            part.tofile(file)
    return Kept(len(ids), len(lengths), len(contents), sizes, tuple(more))


def path_of(job: Job, part: int) -> str:
    return os.path.join(job.folder, f"ids-{part}")


def twice(job: Job, partitions: range, kept: Sequence[tuple[int, Kept]]) -> set[int]:
    """The hashes of some partitions that come more than once."""
    made: set[int] = set()
    for number in partitions:
        found: array[int] = array("q")
        for part, one in kept:
            start = one.lines + one.lengths + one.contents + sum(one.partitions[:number])
            found += _read(path_of(job, part), start, one.partitions[number])
        made |= hashes.repeated(found)
    return made


def met(job: Job, part: Part, kept: Kept, wanted: set[int]) -> list[Met]:
    """The records of a part that have one of these hashes, in their order."""
    path = path_of(job, part.number)
    ids = _read(path, 0, kept.lines)
    places = hashes.places_of(wanted, ids)
    more = [(line, id, content) for line, id, content in kept.more if id in wanted]
    if not places and not more:
        return []
    if not part.can_reread:
        contents = _read(path, kept.lines + kept.lengths, kept.contents)
        found = [Met(part.number, place + 1, None, ids[place], contents[place]) for place in places]
        return sorted(found + [Met(part.number, line, None, id, content) for line, id, content in more])
    lines = sorted({*places, *(line - 1 for line, _, _ in more)})
    lengths = _read(path, kept.lines, kept.lengths)
    starts = hashes.starts_of(lines, lengths, part.start)
    return [*reread(job, part, [(line, at, lengths[line]) for line, at in zip(lines, starts, strict=True)], wanted)]


def reread(job: Job, part: Part, lines: Iterable[tuple[int, int, int]], wanted: set[int]) -> Iterator[Met]:
    """Read lines again: each its place in the part from 0, where it starts in the file, and its length."""
    exact = job.judges[part.judge].exact
    with open(part.path, "rb") as file:
        mark = 3 if part.start == 0 and file.read(3) == b"\xef\xbb\xbf" else 0
        for line, start, length in lines:
            file.seek(start + mark)
            for record in exact.records(file.read(length)):
                if record.id and hash(record.id) in wanted:
                    yield Met(part.number, line + 1, record.id, hash(record.id), exact.content(record))


def find(job: Job, kept: Sequence[tuple[int, Kept]], each: Map) -> Iterator[Repeat]:
    """Every record whose id came before. ``each`` does the tasks ``twice`` and ``met``."""
    wanted: list[int] = []
    for found in each("twice", [(some, kept) for some in _EIGHTS]):
        wanted += sorted(found)
    for start in range(0, len(wanted), _AT_ONCE):
        some = set(wanted[start : start + _AT_ONCE])
        yield from _repeats(each("met", [(job.parts[part], one, some) for part, one in kept]))


def _repeats(found: Iterable[Sequence[Met]]) -> Iterator[Repeat]:
    first: dict[Any, Met] = {}
    carried: dict[Any, set[int]] = {}
    for some in found:
        for one in some:
            key = one.id if one.id is not None else one.hash
            if key not in first:
                # A log that cannot be read again knows only the hash of an id; it meets those of the others by it.
                other = first.get(one.hash) if one.id is not None else None
                if other is None:
                    first[key] = first[one.hash] = one
                    carried[one.hash if one.id is None else key] = {one.content}
                    carried.setdefault(one.hash, {one.content})
                    continue
                key = one.hash
            known = carried[key]
            yield Repeat(one, first[key], one.content in known)
            known.add(one.content)


def _read(path: str, start: int, count: int) -> array[int]:
    found: array[int] = array("q")
    with open(path, "rb") as file, suppress(EOFError):
        file.seek(start * found.itemsize)
        found.fromfile(file, count)
    return found
