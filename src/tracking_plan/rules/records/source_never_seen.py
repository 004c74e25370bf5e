"""A source of the plan sends nothing in this log.

Why: an app whose events stopped arriving is seen here first; and what follows says nothing of it.

Plan:

    sources:
      web: {platform: web}
      ios: {platform: ios}   # <- here
      tv: {platform: tv}
    events:
      Project Created:
        sources: [web, ios]
        additional_properties: true

Bad:

    {"event": "Project Created", "source": "web", "properties": {}}

Good:

    {"event": "Project Created", "source": "web", "properties": {}}
    {"event": "Project Created", "source": "ios", "properties": {}}

Good (a log that does not say where its records come from):

    {"event": "Project Created", "properties": {}}

Note: said of sources that some event names, where another source of the plan is in the log. A log of one app alone is
nothing to mend, so it is only info.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity
from ...model.plan import Plan
from ...model.tally import Tally
from ...shelf import quote
from .._tally import sources_seen

severity = Severity.INFO


def check_tally(tally: Tally, plan: Plan) -> Iterator[Finding]:
    seen = sources_seen(tally)
    if seen.isdisjoint(plan.sources):
        return
    named = {name for event in plan.events.values() if event.status != "retired" for name in event.sources}
    for source in plan.sources.values():
        if source.name in named and source.name not in seen:
            message = f"the source {quote(source.name)} sends no planned event in this log"
            yield Finding(source.at(), message, "see whether its events arrive, or judge its log too")
