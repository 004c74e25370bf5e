"""A property is no longer deprecated, or for another reason.

Why: who moved away from it may come back.

Code: Compilers no longer warn its callers.
Data: What is read stays as it is.
Wire: Records are judged as before.

Before:

    events:
      Signup Completed:
        properties:
          mail:
            type: string
            deprecated: true   # <- here

After:

    events:
      Signup Completed:
        properties:
          mail:   # <- here
            type: string
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ._said import called, shown

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("property.deprecated",)
mirror = ("property-deprecated", "property-undeprecated")


def check_change(found: Difference) -> Iterator[Said]:
    if not found.after:
        yield Said(f"{called(found)} is no longer deprecated")
    elif found.before:
        yield Said(f"{called(found)} is deprecated for another reason: {shown(found.after)}")
