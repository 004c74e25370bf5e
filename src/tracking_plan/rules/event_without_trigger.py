"""An event does not say when it is sent.

Why: "Signed Up" may be sent when the form is submitted, when the server has stored the account, or when the address is
confirmed, and the three differ by a third; the developer who adds the call needs to be told which. Retired events are
let be.

Bad:

    events:
      Signed Up:   # <- here
        description: A person has an account.

Good:

    events:
      Signed Up:
        description: A person has an account.
        trigger: The server has committed the account row.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..shelf import quote
from ._said import missing

severity = Severity.WARNING


def check_event(event: Event, plan: Plan) -> Iterator[Finding]:
    only = missing(event.trigger, event, "trigger")
    if only is not None and event.status != "retired":
        yield Finding(event.at(), f"event {quote(event.name)} has no trigger{only}", "say when exactly it is sent")
