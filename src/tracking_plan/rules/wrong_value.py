"""A key has a value of a kind that it does not take.

Why: a value that cannot be understood is left out, and the plan then says something else than its author meant.

Bad:

    events:
      Signed Up:
        status: alive   # <- here
        sources: web   # <- here
        expires: 2026-02-30   # <- here
        properties:
          age: {type: int, minimum: "18"}   # <- here
          country: string   # <- here

Good:

    events:
      Signed Up:
        status: live
        sources: [web]
        expires: 2026-02-28
        properties:
          age: {type: integer, minimum: 18}
          country: {type: string}
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.ERROR
said_by = "load"
