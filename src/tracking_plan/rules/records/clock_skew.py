"""A record was sent at a time that is not the one at which it was received: the device's clock is wrong.

Why: sending takes seconds, so the difference is the clock's; every time that the device tells is off by as much, and
what it did stands in the wrong hour or the wrong order.

Plan:

    events:
      Project Created:
        additional_properties: true

Bad:

    {"type": "track", "event": "Project Created", "sentAt": "2026-01-01T12:00:00Z", "receivedAt": "2026-01-01T10:00:00Z"}  # <- here
    {"type": "track", "event": "Project Created", "sentAt": "2025-01-01T10:00:00Z", "receivedAt": "2026-01-01T10:00:00Z"}  # <- here

Good:

    {"type": "track", "event": "Project Created", "sentAt": "2026-01-01T10:00:01Z", "receivedAt": "2026-01-01T10:00:00Z"}
    {"type": "track", "event": "Project Created", "sentAt": "2026-01-01T10:00:00Z", "receivedAt": "2026-01-01T10:05:00Z"}

Note: more than five minutes, as Kerberos has it. Segment and RudderStack correct `timestamp` by the difference.
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
APART = (Apart("sent", "received", MOST), Apart("received", "sent", MOST))


def check_record(record: Record, event: Event | None, plan: Plan, about: About) -> Iterator[Problem]:
    if record.sent is None or record.received is None:
        return
    skew = record.sent - record.received
    if abs(skew) > MOST:
        way = "ahead" if skew > timedelta(0) else "behind"
        message = f"{subject(record)}, received {at(record.received)}, says that it was sent {at(record.sent)}"
        yield Problem(f"{message}: its clock is {lasting(skew)} {way}", "correct its times by the difference")
