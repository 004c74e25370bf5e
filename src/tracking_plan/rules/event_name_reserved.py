"""An event has a name that a tool keeps for what it collects itself.

Why: the tool drops such an event, or mixes it with its own.

Note: an event that a tool collects by itself may well stand in the plan, to be known; `allow` this rule for it.

Bad:

    sources:
      web: {platform: web, sdk: ga4}
      app: {platform: ios, sdk: segment, destinations: [firebase]}
    events:
      file_download:   # <- here
        sources: [web]
      First Open:   # <- here
        sources: [app]

Good:

    sources:
      web: {platform: web, sdk: ga4}
    events:
      report_downloaded:
        sources: [web]
      scroll:
        sources: [web]
        allow: [{rule: event-name-reserved, reason: Google Analytics collects it by itself}]
"""

from __future__ import annotations

from collections.abc import Iterable

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..shelf import quote
from ._limits import Tool, reserved, reserves, tools

severity = Severity.ERROR


def check_event(event: Event, plan: Plan) -> Iterable[Finding]:
    if not plan.tools or event.kind != "track" or event.status == "retired":
        return ()
    found: list[tuple[Tool, str, str]] = []
    for tool in tools(plan, event.sources):
        name = tool.spelled(event.name)
        kept = reserves(tool.limits.reserved_events, tool.limits.reserved_event_prefixes, name)
        if kept is not None:
            found.append((tool, name, kept))
    if not found:
        return ()
    hint = "rename it, or allow it where the tool collects it by itself"
    return (Finding(event.at(), reserved(quote(event.name), event.name, found), hint),)
