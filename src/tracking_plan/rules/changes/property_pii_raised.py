"""A property is more personal than was said.

Why: whoever stored, shared or exported it did so under another rule.

Code: Calls compile as before.
Data: Readers may lose access to it, or get it masked.
Wire: Records are judged as before.

Before:

    events:
      Signup Completed:
        properties:
          email: {type: string}   # <- here

After:

    events:
      Signup Completed:
        properties:
          email:
            type: string
            pii: personal   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._said import called, from_to, personal, shown

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("property.pii",)
mirror = ("property-pii-relaxed",)


def check_change(found: Difference) -> Iterator[Said]:
    if personal(found.after) > personal(found.before):
        yield Said(
            f"{called(found)} is {shown(found.after)} now: {from_to(found)}", "tell whoever stores or exports it"
        )
