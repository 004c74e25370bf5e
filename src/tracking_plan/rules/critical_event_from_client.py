"""A critical event comes from no server.

Why: browsers block, apps go offline and people tamper; what money or an account hangs on must be counted where it is
booked.

Bad:

    sources:
      web: {platform: web}
      ios: {platform: ios}
    events:
      Purchase Completed:
        critical: true
        sources: [web, ios]   # <- here

Good:

    sources:
      web: {platform: web}
      api: {platform: server}
    events:
      Purchase Completed:
        critical: true
        sources: [api]
      Checkout Started:
        sources: [web]
"""

from __future__ import annotations

from collections.abc import Iterable

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..shelf import listed, quote

severity = Severity.ERROR


def check_event(event: Event, plan: Plan) -> Iterable[Finding]:
    if not event.critical or event.status == "retired":
        return ()
    sources = plan.event_sources(event)
    # A source whose platform is not known may be a server; an unknown one is another rule's business.
    if len(sources) < len(event.sources) or any(source.is_server or source.platform is None for source in sources):
        return ()
    if not sources:
        return ()
    named = listed(source.name for source in sources)
    message = f"event {quote(event.name)} is critical, and comes from no server, only from {named}"
    return (Finding(event.at("sources"), message, "send it from a source with `platform: server`"),)
