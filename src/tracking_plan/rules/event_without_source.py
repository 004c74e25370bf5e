"""An event does not say which sources send it.

Why: without its sources nobody knows which apps must send the event, no client is generated for it, and an app that
forgets it is not noticed. Retired events are let be.

Bad:

    events:
      Signed Up:   # <- here
        description: A person has an account.

Good:

    sources:
      api: {platform: server, language: python}
    events:
      Signed Up:
        description: A person has an account.
        sources: [api]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..shelf import quote

severity = Severity.WARNING


def check_event(event: Event, plan: Plan) -> Iterator[Finding]:
    if not event.sources and not event.raw.get("sources") and event.status != "retired":
        yield Finding(event.at(), f"event {quote(event.name)} has no sources", "list the sources that send it")
