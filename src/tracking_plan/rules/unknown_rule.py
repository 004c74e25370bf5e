"""The plan sets or allows a rule that does not exist, or sets one that cannot be set.

Why: a misspelled rule is neither switched off nor allowed, and the plan looks as if it were. The rules that say that a
file cannot be read cannot be set.

Bad:

    rules:
      event-without-triger: off   # <- here
      yaml-syntax: off   # <- here
    events:
      Signed Up:
        allow:
          - rule: event-without-ownr   # <- here
            reason: The growth team is being founded

Fixed:

    rules:
      event-without-trigger: off
    events:
      Signed Up:
        allow:
          - rule: event-without-owner
            reason: The growth team is being founded

Good:

    rules:
      event-without-trigger: off
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
