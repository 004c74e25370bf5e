"""An event comes from a source for which it is not planned.

Why: two clients that send one event count it twice, or each in its own way; whoever planned it knew of one.

Plan:

    sources:
      web: {platform: web}
      ios: {platform: ios}
    events:
      Project Created:
        sources: [web]
        additional_properties: true

Bad:

    {"event": "Project Created", "source": "ios", "properties": {}}  # <- here

Good:

    {"event": "Project Created", "source": "web", "properties": {}}
    {"event": "Project Created", "properties": {}}

Note: a source is told by the envelope: its name, or the platform of exactly one source of the plan. Where the log does
not say where a record comes from, or the event names no sources, nothing is said.
"""

from __future__ import annotations

from ...finding import Severity
from ...model.event import Event
from ...model.plan import Plan
from ...model.record import Problem
from ...shelf import did_you_mean, listed, quote

severity = Severity.ERROR
said_by = "lint"


def said(event: Event, source: str, plan: Plan) -> Problem:
    """``source`` is one of the plan's, or the log's word for one that the plan does not have."""
    planned = listed([quote(name) for name in event.sources], last="or")
    if source in plan.sources:
        message = f"{quote(event.name)} came from the source {quote(source)}, and is planned for {planned}"
        return Problem(message, "add the source to the event, or stop sending it from there")
    near = did_you_mean(source[:100], event.sources)
    message = f"{quote(event.name)} came from {quote(source)}, which is no source of the plan{near}"
    return Problem(message, f"it is planned for {planned}")
