"""An event that the plan calls deprecated is still sent.

Why: as long as it comes, reports on it look alive, and its replacement shows a part.

Plan:

    events:
      Signup Completed: {additional_properties: true}
      Registered:
        status: deprecated   # <- here
        replaced_by: Signup Completed
        additional_properties: true

Bad:

    {"event": "Registered", "properties": {}}
    {"event": "Signup Completed", "properties": {}}

Good:

    {"event": "Signup Completed", "properties": {}}

Note: said once, with how often it came.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Finding, Severity
from ...model.plan import Plan
from ...model.tally import Tally
from ...shelf import quote
from .._tally import first, times

severity = Severity.WARNING


def check_tally(tally: Tally, plan: Plan) -> Iterator[Finding]:
    for name, seen in tally.events.items():
        event = plan.events[name]
        if event.status == "deprecated":
            message = f"{quote(name)} is deprecated, and was sent {times(seen.count)}{first(seen)}"
            instead = f"send {quote(event.replaced_by)} instead" if event.replaced_by else "stop sending it"
            yield Finding(event.at("status"), message, f"{instead}, and retire it when none comes any more")
