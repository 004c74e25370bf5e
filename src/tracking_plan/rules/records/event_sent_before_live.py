"""An event is sent that the plan does not yet call live.

Why: either the plan is behind, and people think that the event is still to come; or a client was released before its
event was tested.

Plan:

    events:
      Project Created: {status: live, additional_properties: true}
      Project Shared:
        status: approved   # <- here
        additional_properties: true
      Project Renamed: {additional_properties: true}

Bad:

    {"event": "Project Created", "properties": {}}
    {"event": "Project Shared", "properties": {}}

Good:

    {"event": "Project Created", "properties": {}}
    {"event": "Project Renamed", "properties": {}}

Note: said once, with how often it came, and only of events whose status is written. A log of a test system holds such
events by its nature: switch the rule off for it with `--ignore event-sent-before-live`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity
from ...model.plan import Plan
from ...model.tally import Tally
from ...shelf import quote
from .._tally import first, times

severity = Severity.WARNING
_BEFORE = frozenset(("proposed", "approved", "implemented", "tested", "verified"))


def check_tally(tally: Tally, plan: Plan) -> Iterator[Finding]:
    for name, seen in tally.events.items():
        event = plan.events[name]
        if event.status in _BEFORE and event.says("status"):
            message = f"{quote(name)} is planned as {event.status}, and was sent {times(seen.count)}{first(seen)}"
            yield Finding(event.at("status"), message, "write `status: live`, or see who sends it already")
