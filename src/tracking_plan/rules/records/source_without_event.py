"""An event comes from one of its sources, and never from another.

Why: a report that takes both for the same product shows the half that is tracked, and everybody believes that the other
half is not used.

Plan:

    sources:
      web: {platform: web}
      ios: {platform: ios}
    events:
      Project Created: {sources: [web, ios], additional_properties: true}
      Project Shared:
        sources: [web, ios]   # <- here
        additional_properties: true

Bad:

    {"event": "Project Created", "source": "web", "properties": {}}
    {"event": "Project Created", "source": "ios", "properties": {}}
    {"event": "Project Shared", "source": "web", "properties": {}}

Good:

    {"event": "Project Created", "source": "web", "properties": {}}
    {"event": "Project Shared", "source": "web", "properties": {}}
    {"event": "Project Created", "source": "ios", "properties": {}}
    {"event": "Project Shared", "source": "ios", "properties": {}}

Note: said where the other source sends something else in the same log; of one that sends nothing, source-never-seen
speaks.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity
from ...model.plan import Plan
from ...model.tally import Tally
from ...shelf import listed, quote
from .._tally import sources_seen, times

severity = Severity.WARNING


def check_tally(tally: Tally, plan: Plan) -> Iterator[Finding]:
    known = sources_seen(tally)
    for name, seen in tally.events.items():
        event = plan.events[name]
        sending = [source for source in event.sources if source in seen.sources]
        for source in event.sources:
            if sending and source not in sending and source in known:
                counts = [f"{quote(other)} {times(seen.sources[other].count)}" for other in sending]
                message = f"{quote(name)} came from {listed(counts)}, and never from {quote(source)}"
                hint = "send it from there too, or take the source out of the event"
                yield Finding(event.at("sources", event.sources.index(source)), message, hint)
