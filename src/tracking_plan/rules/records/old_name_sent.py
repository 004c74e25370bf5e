"""An event is sent by a name that it had before.

Why: a client was not updated with the rename; a tool that counts by name shows two events that are one.

Plan:

    events:
      Project Created:
        was: [Project Added]   # <- here
        additional_properties: true

Bad:

    {"event": "Project Added", "properties": {}}
    {"event": "Project Created", "properties": {}}

Good:

    {"event": "Project Created", "properties": {}}

Note: its records are judged and counted as those of the event's new name. Said once for each old name, with how often
it came.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity
from ...model.plan import Plan
from ...model.tally import Tally
from ...shelf import quote
from .._tally import times

severity = Severity.WARNING


def check_tally(tally: Tally, plan: Plan) -> Iterator[Finding]:
    for name, seen in tally.events.items():
        event = plan.events[name]
        for place, old in enumerate(event.was):
            if old in seen.was:
                message = f"{quote(name)} was sent {times(seen.was[old])} by its old name {quote(old)}"
                hint = "update the client that sends it; keep the name in `was` as long as it comes"
                yield Finding(event.at("was", place), message, hint)
