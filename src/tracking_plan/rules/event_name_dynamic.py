"""An event's name holds what looks like a value: an id, a date, a number or a template.

Why: a name that changes with the data makes an event of each value. Nothing can be counted over them, and tools stop
taking new names after some hundreds.

Bad:

    events:
      Order 48213 Placed: {}   # <- here
      Object1234 Created: {}   # <- here
      Report 2026-11-24 Exported: {}   # <- here
      Survey 2026 Opened: {}   # <- here
      "Project {id} Opened": {}   # <- here
      "Plan %s Selected": {}   # <- here
      Session 9f86d081 Started: {}   # <- here
      Item 123e4567-e89b-12d3-a456-426614174000 Viewed: {}   # <- here

Good:

    events:
      Order Placed:
        properties: {order_id: {type: string}}
      Step 2 Completed: {}
      2FA Enabled: {}
      Error 404 Shown: {}
      SHA256 Copied: {}
      Object12 Created: {}

Note: up to two digits are taken for a part of the name, and so are well-known words such as SHA256, 1080p and 404.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..shelf import quote
from ._dynamic import dynamic

severity = Severity.WARNING


def check_plan(plan: Plan) -> Iterator[Finding]:
    for event in plan.events.values():
        found = dynamic(event.name)
        if found is not None:
            what, part = found
            yield Finding(
                event.at(),
                f"event {quote(event.name)} holds what looks like {what}, {quote(part)}",
                "put it in a property",
            )
