"""A time as a log writes it, text or number, as an aware datetime in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import msgspec

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
PER_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}
_DIGITS = re.compile(r"-?[0-9]{1,25}(?:\.[0-9]{0,25})?\Z", re.ASCII)
_WRITTEN = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,12}))?)?"
    r" ?(Z|z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?\Z",
    re.ASCII,
)


def moment(value: object, unit: str | None) -> datetime | None:
    """When that was; a text without a zone means UTC. None where it is no time.

    ``unit`` is that of numbers (s, ms, us, ns), and of texts that are one.
    """
    if isinstance(value, str):
        try:
            found = msgspec.convert(value, datetime)
        except (msgspec.ValidationError, UnicodeEncodeError):  # half a character is in it
            if unit is not None and _DIGITS.match(value):
                return since_1970(float(value) if "." in value else int(value), unit)
            return _written(value)
        return found if found.tzinfo is UTC else _in_utc(found)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and unit is not None:
        return since_1970(value, unit)
    if isinstance(value, datetime):
        return _in_utc(value)
    return None


def _in_utc(at: datetime) -> datetime | None:
    """The same moment in UTC, where a text without a zone is already; None beyond the first and the last year."""
    try:
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except OverflowError:
        return None


def time_of(number: int) -> datetime:
    """The moment that many microseconds after 1970 began, of years that are known to fit."""
    return _EPOCH + timedelta(microseconds=number)


def number_of(time: datetime) -> int:
    """How many microseconds after 1970 began a moment is."""
    return (time - _EPOCH) // _MICROSECOND


def unit_of(value: object) -> str | None:
    """The unit of a number of time, by its size: between 1973 and 5138 no two units share one. None where none fits."""
    if isinstance(value, str) and _DIGITS.match(value):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return next((unit for unit, per in PER_SECOND.items() if 1e8 * per <= value < 1e11 * per), None)


def since_1970(value: float, unit: str) -> datetime | None:
    """The moment that many units after 1970 began; None beyond the first and the last year."""
    per = PER_SECOND[unit]
    try:
        if isinstance(value, int):
            return _EPOCH + timedelta(seconds=value // per, microseconds=value % per * 1_000_000 // per)
        return _EPOCH + timedelta(microseconds=round(value * 1_000_000 / per))
    except (OverflowError, ValueError):
        return None


def _written(text: str) -> datetime | None:
    """A time in one of the ways that msgspec does not read: seconds left out, more digits, `UTC`, `+01`, a leap second."""
    found = _WRITTEN.match(text)
    if found is None:
        return None
    day, minute, second, rest, zone = found.groups()
    leap = second == "60"
    zone = "+00:00" if zone in (None, "Z", "z", "UTC", "GMT") else zone
    micro = "999999" if leap else f"{rest or '0':<06}"[:6]
    try:
        at = datetime.fromisoformat(f"{day}T{minute}:{'59' if leap else second or '00'}.{micro}{zone}")
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
