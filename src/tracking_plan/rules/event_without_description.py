"""An event has no description.

Why: a name alone does not say what the event means, so two teams will fire it for different things.

Bad:

    events:
      Signed Up:   # <- here
        owner: growth
      Signed Out:   # <- here
        description: TBD
        owner: growth

Good:

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
    only = missing(event.description, event, "description")
    if only is not None:
        message = f"event {quote(event.name)} has no description{only}"
        yield Finding(event.at(), message, "say what it means that it was sent")
