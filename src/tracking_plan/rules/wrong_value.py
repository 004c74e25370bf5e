"""A key has a value of a kind that it does not take.

Why: a value that cannot be understood is left out, and the plan then says something else than its author meant.

Bad:

    sources:
      web: {platform: Web}   # <- here
    events:
      Signed Up:
        status: alive   # <- here
        sources: web   # <- here
        expires: 2026-02-30   # <- here
        properties:
          age: {type: int, minimum: "18", required: no}   # <- here
          country: string   # <- here

Fixed:

    sources:
      web: {platform: web}
    events:
      Signed Up:
        status: live
        sources: [web]
        expires: 2026-02-30   # <- here
        properties:
          age: {type: integer, minimum: 18, required: false}
          country: {type: string}

Good:

    sources:
      web: {platform: web}
    events:
      Signed Up:
        status: live
        sources: [web]
        expires: 2026-02-28
        properties:
          age: {type: integer, minimum: 18, required: false}
          country: {type: string}
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.ERROR
said_by = "load"
