"""An event has no owner.

Why: when the event breaks or its meaning is asked, somebody has to answer, and an event that nobody owns is never
mended and never removed.

Bad:

    events:
      Signed Up:   # <- here
        description: Fires once, when the account row is committed.

Good:

    owners:
      growth: {name: Growth team, email: growth@acme.test}
    events:
      Signed Up:
        description: Fires once, when the account row is committed.
        owner: growth
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..shelf import quote
from ._said import missing

severity = Severity.ERROR


def check_event(event: Event, plan: Plan) -> Iterator[Finding]:
    only = missing(event.owner, event, "owner")
    if only is not None:
        message = f"event {quote(event.name)} has no owner{only}"
        yield Finding(event.at(), message, "name the person or team who answers for it")
