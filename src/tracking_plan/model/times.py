"""The times of many records at once, for rules that compare them: most batches are cleared by their extremes alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from operator import le
from typing import Any, NamedTuple


class Stretch(NamedTuple):
    """One time of many records, None where it is not there; and the earliest and the latest of them."""

    values: list[datetime | None]
    low: datetime
    high: datetime
    rises: bool = False
    """None is missing, and none is before the one above it."""
    is_whole: bool = False
    """None is missing."""


class Times(NamedTuple):
    """When the records happened, were sent, and were received, index by index. None: the log does not say."""

    time: Stretch | None
    sent: Stretch | None
    received: Stretch | None
    now: datetime


def stretch(column: Sequence[Any]) -> Stretch | None:
    """A column of datetimes, of which some may be missing (anything else) or without a zone (UTC is meant)."""
    if not column:
        return None
    values = column if isinstance(column, list) else [*column]
    try:
        rises = all(map(le, values, islice(values, 1, None)))
        low, high = (values[0], values[-1]) if rises else (min(values), max(values))
    except TypeError:  # some are missing, or some have a zone and some have none
        values = [_aware(at) for at in values]
        there = [at for at in values if at is not None]
        return Stretch(values, min(there), max(there), False, len(there) == len(values)) if there else None
    if not isinstance(low, datetime):
        return None
    if low.tzinfo is None:
        values = [_aware(at) for at in values]
        return Stretch(values, low.replace(tzinfo=UTC), high.replace(tzinfo=UTC), rises, True)
    return Stretch(values, low, high, rises, True)


def _aware(at: Any) -> datetime | None:
    if not isinstance(at, datetime):
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


class Apart(NamedTuple):
    """Two times of a record (`time`, `sent`, `received`, or `now`), of which the second is more than ``most`` after the first."""

    earlier: str
    later: str
    most: timedelta


def apart(times: Times, asked: Apart) -> Iterator[int]:
    """The places where they are so far apart. Mostly the extremes tell that there are none."""
    later: Stretch | None = getattr(times, asked.later)
    if later is None:
        return
    if asked.earlier == "now":
        if later.high - times.now > asked.most:
            yield from (
                place for place, at in enumerate(later.values) if at is not None and at - times.now > asked.most
            )
        return
    earlier: Stretch | None = getattr(times, asked.earlier)
    if earlier is None or later.high - earlier.low <= asked.most:
        return
    for place, (first, second) in enumerate(zip(earlier.values, later.values, strict=True)):
        if first is not None and second is not None and second - first > asked.most:
            yield place


def far(values: Sequence[datetime | None]) -> Iterator[int]:
    """The places of times that may be in no year in another zone."""
    yield from (place for place, at in enumerate(values) if at is not None and not 2 <= at.year <= 9998)
