"""A property is less personal than was said.

Why: what was masked, kept apart or deleted in time may no longer be. Somebody should be able to say why.

Code: Calls compile as before.
Data: Personal data may go where it must not.
Wire: Records are judged as before.

Before:

    events:
      Signup Completed:
        properties:
          email:
            type: string
            pii: personal   # <- here

After:

    events:
      Signup Completed:
        properties:
          email:
            type: string
            pii: none   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._said import called, from_to, personal

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("property.pii",)
mirror = ("property-pii-raised", "property-pii-relaxed")


def check_change(found: Difference) -> Iterator[Said]:
    if personal(found.after) <= personal(found.before):
        yield Said(f"`pii` of {called(found)} goes {from_to(found)}", "ask whoever answers for privacy")
