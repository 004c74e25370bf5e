"""An event's name is longer than the taxonomy allows.

Why: long names are cut off in menus and charts, where two of them then look the same, and tools drop or cut names
beyond a length of their own.

Bad:

    events:
      Project Member Invitation Reminder Email Link Clicked: {}   # <- here

Good:

    events:
      Invitation Reminder Clicked: {}

Settings: `taxonomy.events.max_length`, 40 unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..shelf import quote

severity = Severity.ERROR


def check_plan(plan: Plan) -> Iterator[Finding]:
    most = plan.event_names.max_length
    for event in plan.events.values():
        if len(event.name) > most:
            message = (
                f"event {quote(event.name)} has {len(event.name):,} characters, more than the {most:,} of the taxonomy"
            )
            yield Finding(event.at(), message, "move detail into a property")
