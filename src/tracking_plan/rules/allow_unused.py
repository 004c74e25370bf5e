"""An allowance allows nothing.

Why: what it allowed was mended, or never stood here; left in place, it hides the next finding of that rule.

Bad:

    owners:
      growth: {email: growth@acme.test}
    events:
      Signed Up:
        owner: growth
        allow:
          - rule: event-without-owner   # <- here
            reason: The growth team is being founded

Fixed:

    owners:
      growth: {email: growth@acme.test}
    events:
      Signed Up:
        owner: growth

Bad (a change is let pass under `changes:`):

    owners:
      growth: {email: growth@acme.test}
    events:
      Signed Up:
        owner: growth
        allow:
          - rule: property-removed   # <- here
            reason: Nobody reads it

Good:

    events:
      Signed Up:
        allow:
          - rule: event-without-owner
            reason: The growth team is being founded
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.WARNING
said_by = "check"
