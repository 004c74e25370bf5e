"""An event is planned as live, and the log has none of it.

Why: an event that silently stopped is missed when somebody needs its numbers, weeks later.

Plan:

    sources:
      web: {platform: web}
      api: {platform: server}
    events:
      Project Created: {status: live, additional_properties: true}
      Project Renamed:
        status: live   # <- here
        additional_properties: true
      Project Archived: {status: approved}
      Invoice Sent: {status: live, sources: [api]}

Bad:

    {"event": "Project Created", "source": "web", "properties": {}}

Good:

    {"event": "Project Created", "source": "web", "properties": {}}
    {"event": "Project Renamed", "source": "web", "properties": {}}

Note: of events whose sources are not in the log at all nothing is said here: see source-never-seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity
from ...model.plan import Plan
from ...model.tally import Tally
from ...shelf import quote
from .._tally import sources_seen

severity = Severity.WARNING


def check_tally(tally: Tally, plan: Plan) -> Iterator[Finding]:
    if tally.lines == tally.unreadable:
        return
    sources = sources_seen(tally)
    for event in plan.events.values():
        if event.status != "live" or event.name in tally.events:
            continue
        if not event.sources or not sources or not sources.isdisjoint(event.sources):
            lines = "1 line" if tally.lines == 1 else f"{tally.lines:,} lines"
            message = f"{quote(event.name)} is planned as live, and was not seen in {lines}"
            yield Finding(event.at("status"), message, "see whether it is still sent; a sample may be too small")
