"""An acknowledgement of a change has ended.

Why: somebody let a change pass until a date, and that date is gone: the change counts again, or the entry can go.

Bad:

    changes:
      - fingerprint: 4c1f9a0b7d2e8356
        reason: The old app is switched off in January
        until: 2020-01-31   # <- here

Good:

    changes:
      - fingerprint: 4c1f9a0b7d2e8356
        reason: The old app is switched off in January
        until: 2099-01-31
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan

severity = Severity.WARNING


def check_plan(plan: Plan) -> Iterator[Finding]:
    for entry in plan.changes:
        if entry.has_ended(plan.today):
            message = f"this acknowledgement ended on {entry.until}"
            yield Finding(entry.at("until"), message, "remove it, or agree on a new date")
