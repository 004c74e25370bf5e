"""A record says that it happened after it was received, or after now.

Why: it stands in reports of days that have not come, and moves every "latest" there is.

Plan:

    events:
      Project Created:
        additional_properties: true

Bad:

    {"type": "track", "event": "Project Created", "timestamp": "2026-01-02T10:00:00Z", "receivedAt": "2026-01-01T10:00:00Z"}  # <- here
    {"type": "track", "event": "Project Created", "timestamp": "2999-01-01T10:00:00Z"}  # <- here

Good:

    {"type": "track", "event": "Project Created", "timestamp": "2026-01-01T10:00:30Z", "receivedAt": "2026-01-01T10:00:00Z"}
    {"type": "track", "event": "Project Created", "timestamp": "2026-01-01T10:00:00Z"}

Note: more than five minutes, as of clock-skew. Where the log does not say when a record was received, the clock of
whoever judges it counts.
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
MOST = timedelta(minutes=5)
APART = (Apart("received", "time", MOST), Apart("now", "time", MOST))


def check_record(record: Record, event: Event | None, plan: Plan, about: About) -> Iterator[Problem]:
    if record.time is None:
        return
    ahead = record.time - (record.received or about.now)
    if ahead > MOST:
        than = "it was received" if record.received else "now"
        message = f"{subject(record)} says that it happened {at(record.time)}, {lasting(ahead)} later than {than}"
        yield Problem(message, "mend the clock, or the unit or zone of the time")
