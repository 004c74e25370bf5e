"""A finding is allowed without a reason.

Why: in a year nobody knows whether the allowance still holds, so it stays for good. The reason is what the next reader
needs to remove it.

Bad:

    events:
      Signed Up:
        allow:
          - rule: event-without-owner   # <- here

Good:

    events:
      Signed Up:
        allow:
          - rule: event-without-owner
            reason: The growth team is being founded
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.ERROR
said_by = "check"
