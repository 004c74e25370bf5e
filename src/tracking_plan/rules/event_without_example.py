"""An event with properties has no example.

Why: an example shows at a glance what is meant, is checked against the plan on every run, and tests the generated
clients. Events without properties, and deprecated and retired ones, need none.

Bad:

    events:
      Project Created:   # <- here
        properties:
          team_size: {type: integer, minimum: 1}

Good:

    events:
      Project Created:
        properties:
          team_size: {type: integer, minimum: 1}
        examples:
          - {team_size: 5}
      App Opened:
        description: The app is on the screen; nothing more is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..shelf import quote

severity = Severity.WARNING


def check_event(event: Event, plan: Plan) -> Iterator[Finding]:
    if not event.examples and event.properties and event.status not in ("deprecated", "retired"):
        yield Finding(
            event.at(), f"event {quote(event.name)} has no example", "write one under `examples`, as it would be sent"
        )
