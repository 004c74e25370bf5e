"""An acknowledgement does not say which change it lets pass, or why.

Why: a change that breaks somebody is let pass by a decision, and a decision has a reason that others can read. Without a
fingerprint it lets nothing pass.

Bad:

    changes:
      - fingerprint: 4c1f9a0b7d2e8356   # <- here
      - reason: Nobody reads it   # <- here
      - fingerprint: everything   # <- here
        reason: We are in a hurry

Good:

    changes:
      - fingerprint: 4c1f9a0b7d2e8356
        reason: Nobody reads it
        by: ana@acme.test
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..shelf import quote

severity = Severity.WARNING
_FORM = re.compile("[0-9a-f]{16}", re.ASCII)


def check_plan(plan: Plan) -> Iterator[Finding]:
    for entry in plan.changes:
        hint = "`plan diff` prints the fingerprint of each change"
        if entry.fingerprint is None:
            yield Finding(entry.at(), "this acknowledgement does not say which change it lets pass", hint)
        elif not _FORM.fullmatch(entry.fingerprint):
            message = f"{quote(entry.fingerprint)} is no fingerprint: those have 16 hex digits"
            yield Finding(entry.at("fingerprint"), message, hint)
        elif not (entry.reason or "").strip():
            yield Finding(entry.at(), "this acknowledgement gives no reason", "write `reason: …`")
