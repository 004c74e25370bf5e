"""An acknowledgement is of a change that is not there.

Why: what it let pass was taken back, or has been released since; left in place, it says something about a change that
nobody can see any more.

Before:

    events:
      Signup Completed: {description: A person has an account}

After:

    events:
      Signup Completed: {description: A person has an account}
    changes:
      - fingerprint: 4c1f9a0b7d2e8356   # <- here
        reason: Nobody reads it
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ...finding import Finding, Severity
from ...model.plan import Plan
from ...shelf import quote

severity = Severity.WARNING
said_by = "diff"


def find(plan: Plan, used: Collection[str]) -> Iterator[Finding]:
    """The entries of a plan whose fingerprint is none of those that were ``used``."""
    for entry in plan.changes:
        if entry.fingerprint is not None and entry.fingerprint not in used and not entry.has_ended(plan.today):
            what = f" ({entry.change})" if entry.change else ""
            message = f"no change has the fingerprint {quote(entry.fingerprint)}{what}"
            yield Finding(entry.at("fingerprint"), message, "remove the acknowledgement")
