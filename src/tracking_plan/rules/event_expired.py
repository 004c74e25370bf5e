"""A live event is past the day on which it was to end.

Why: an event with an end was agreed on for a while, as for an experiment; past that day it costs money and attention
that nobody agreed to. The day itself still counts.

Bad:

    events:
      Banner Clicked:
        status: live
        expires: 2026-06-30   # <- here

Good:

    events:
      Banner Clicked:
        status: retired
        expires: 2026-06-30
      Signed Up:
        status: live
        expires: never
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..shelf import quote

severity = Severity.ERROR


def check_event(event: Event, plan: Plan) -> Iterator[Finding]:
    if isinstance(event.expires, date) and event.expires < plan.today and event.status == "live":
        message = f"event {quote(event.name)} is live, and was to end on {event.expires}"
        yield Finding(event.at("expires"), message, "retire it, or agree on a new date")
