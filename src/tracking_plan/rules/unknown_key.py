"""A key is not part of the plan format.

Why: a misspelled key is ignored by most tools, so that what it was to say is lost without a word. Keys of your own
begin with `x-`, and may stand anywhere.

Bad:

    events:
      Signed Up:
        descripton: A person has an account.   # <- here
        properties:
          email: {type: string, max_length: 100}   # <- here
    dashbords: {}   # <- here

Fixed:

    events:
      Signed Up:
        description: A person has an account.
        properties:
          email: {type: string, maxLength: 100}
    dashbords: {}   # <- here

Good:

    events:
      Signed Up:
        description: A person has an account.
        x-ticket: GROW-12
        properties:
          email: {type: string, maxLength: 100}
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.ERROR
said_by = "load"
