"""What is read of the heads of many lines: their times, the sources they are from, and hashes of their message ids."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import UNSET

from ..model.times import Stretch, Times, stretch
from .header import TIMES, Header, Tops
from .rulebook import Rulebook
from .sources import Sources
from .times import since_1970

_NONE = hash(UNSET)


def times_of(header: Header, tops: Tops, now: datetime) -> Times:
    """When each happened, was sent, and was received."""
    time, sent, received = (_times(header, part, tops) for part in TIMES)
    return Times(time, sent, received, now)


def sources_of(header: Header, tops: Tops, sources: Sources) -> Sequence[str | None]:
    """The source of each; empty where the log names none."""
    if sources.only is not None:
        return [sources.only] * _size(tops)
    words = header.column("source", tops)
    found = [*map(sources.known.__getitem__, words)]
    if UNSET in {*found}:
        words = header.filled("source", tops, words)
        return [sources.of(None if word is UNSET else word) for word in words]
    return found


def _size(tops: Tops) -> int:
    return len(tops[0]) if tops else 0


def ids_of(header: Header, tops: Tops, rulebook: Rulebook) -> list[int]:
    """The hash of each message id; 0 where there is none."""
    ids = header.column("id", tops) if rulebook.looks_for_duplicates else []
    if not ids:
        return [0] * _size(tops)
    hashes = [*map(hash, ids)]
    if _NONE in hashes:
        return [hash(id) if id is not UNSET else 0 for id in header.filled("id", tops, ids)]
    return hashes


def not_text(lines: Sequence[bytes], places: Sequence[int]) -> set[int]:
    """The indexes of lines that are no UTF-8: what is skipped in a line is not looked at by its decoder."""
    try:
        b"\n".join([line for line in lines if not line.isascii()]).decode()
    except UnicodeDecodeError:
        return {index for index, place in enumerate(places) if not _is_text(lines[place])}
    return set()


def _is_text(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _times(header: Header, part: str, tops: Tops) -> Stretch | None:
    """A time of the lines, aware; None where the envelope, or the log, does not speak of it."""
    column = header.column(part, tops)
    unit = header.envelope.units.get(part, header.envelope.unit)
    if not column:
        return None
    if unit is None:
        found = stretch(column)
        if found is not None and found.is_whole:
            return found
        return stretch(header.filled(part, tops, column)) if len(header.getters[part]) > 1 else found
    column = header.filled(part, tops, column)
    return stretch([since_1970(number, unit) if number is not UNSET else None for number in column])
