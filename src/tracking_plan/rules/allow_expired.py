"""An allowance is past its last day.

Why: it was agreed on until a day, so that the cause is mended by then. It no longer allows anything: what it allowed
is found again. The day itself still counts.

Bad:

    events:
      Signed Up:
        allow:
          - rule: event-without-owner
            reason: The growth team is being founded
            until: 2026-01-31   # <- here

Good:

    events:
      Signed Up:
        allow:
          - rule: event-without-owner
            reason: The growth team is being founded
            until: 2027-01-31
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.WARNING
said_by = "check"
