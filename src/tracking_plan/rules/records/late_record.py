"""A record was received long after it happened.

Why: a report of that day has been read by then, and its numbers change behind the reader's back.

Plan:

    events:
      Project Created:
        additional_properties: true

Bad:

    {"type": "track", "event": "Project Created", "timestamp": "2026-01-01T10:00:00Z", "receivedAt": "2026-01-03T10:00:00Z"}  # <- here

Good:

    {"type": "track", "event": "Project Created", "timestamp": "2026-01-01T10:00:00Z", "receivedAt": "2026-01-02T10:00:00Z"}

Note: more than a day late. A phone that was offline sends what it has kept, so a few are nothing to mend.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ...finding import Severity
from ...model.event import Event
from ...model.plan import Plan
from ...model.record import About, Problem, Record
from ...model.times import Apart
from .._records import subject
from .._times import at, lasting

severity = Severity.WARNING
MOST = timedelta(days=1)
APART = (Apart("time", "received", MOST),)


def check_record(record: Record, event: Event | None, plan: Plan, about: About) -> Iterator[Problem]:
    if record.time is not None and record.received is not None and record.received - record.time > MOST:
        late = lasting(record.received - record.time)
        message = f"{subject(record)} of {at(record.time)} was received {late} after it happened"
        yield Problem(message, "count it to its own day, or let reports wait for such")
