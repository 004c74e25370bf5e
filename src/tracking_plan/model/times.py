"""The times of many records at once, for rules that compare them: most batches are cleared by their extremes alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple


class Stretch(NamedTuple):
    """One time of many records, None where it is not there; and the earliest and the latest of them."""

    values: list[datetime | None]
    low: datetime
    high: datetime


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
    values = [*column]
    try:
        low, high = min(values), max(values)
    except TypeError:  # some are missing, or some have a zone and some have none
        values = [_aware(at) for at in values]
        there = [at for at in values if at is not None]
        return Stretch(values, min(there), max(there)) if there else None
    if not isinstance(low, datetime):
        return None
    if low.tzinfo is None:
        return Stretch([_aware(at) for at in values], low.replace(tzinfo=UTC), high.replace(tzinfo=UTC))
    return Stretch(values, low, high)


def _aware(at: Any) -> datetime | None:
    if not isinstance(at, datetime):
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
