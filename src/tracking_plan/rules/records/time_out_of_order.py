"""A record happened before the one on the line above it.

Why: what reads the log in its order (a funnel, a session, a state) takes the later for the earlier.

Plan:

    events:
      Project Created:
        additional_properties: true

Bad:

    {"event": "Project Created", "timestamp": "2026-01-01T10:00:00Z", "properties": {}}
    {"event": "Project Created", "timestamp": "2026-01-01T10:05:00Z", "properties": {}}
    {"event": "Project Created", "timestamp": "2026-01-01T10:02:00Z", "properties": {}}  # <- here

Good:

    {"event": "Project Created", "timestamp": "2026-01-01T10:00:00Z", "properties": {}}
    {"event": "Project Created", "timestamp": "2026-01-01T09:59:30Z", "properties": {}}
    {"event": "Project Created", "timestamp": "2026-01-01T10:05:00Z", "properties": {}}

Note: by more than a minute: SDKs keep records for up to half a minute and send them in heaps, so that a log is never in
order to the second. Most logs need not be in order at all, so it is only info.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from ...finding import Severity
from ...model.record import Problem
from .._times import at, lasting

severity = Severity.INFO
MOST = timedelta(minutes=1)


def check_order(time: datetime, before: datetime) -> Iterator[Problem]:
    """``before`` is when the record on the line above happened."""
    if before - time > MOST:
        message = f"it happened {at(time)}, {lasting(before - time)} before the record above"
        yield Problem(message, "sort the log by time where its order matters")
