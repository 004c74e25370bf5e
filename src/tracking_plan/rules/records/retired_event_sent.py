"""An event that the plan calls retired is sent.

Why: nobody looks at it any more, nobody answers for it, and it may carry what should no longer be collected.

Plan:

    events:
      Signup Completed: {additional_properties: true}
      Registered:
        status: retired   # <- here
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

severity = Severity.ERROR


def check_tally(tally: Tally, plan: Plan) -> Iterator[Finding]:
    for name, seen in tally.events.items():
        event = plan.events[name]
        if event.status == "retired":
            message = f"{quote(name)} is retired, and was sent {times(seen.count)}{first(seen)}"
            yield Finding(event.at("status"), message, "take it out of the client that sends it")
