"""How rules about records speak of times, and how they compare those of many records at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def lasting(length: timedelta) -> str:
    """A stretch of time in its two largest units: `2 days 3 hours`, `5 minutes`."""
    seconds = int(abs(length).total_seconds())
    parts = []
    for name, size in _UNITS:
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count:,} {name}{'s' if count != 1 else ''}")
        elif parts:
            break
    return " ".join(parts[:2]) or "less than a second"


def at(time: datetime) -> str:
    """`2026-01-31 12:00:00 UTC`"""
    return f"{time.astimezone(UTC).replace(tzinfo=None):%Y-%m-%d %H:%M:%S} UTC"
