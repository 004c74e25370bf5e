"""A property is deprecated: it is still sent, and will not be for long.

Why: the time to move away from it is now, while both the old and the new are there.

Code: Compilers warn its callers; where a warning is an error, the build ends.
Data: What is built on it has to move before it runs dry.
Wire: Records are judged as before.

Before:

    events:
      Signup Completed:
        properties:
          mail:   # <- here
            type: string

After:

    events:
      Signup Completed:
        properties:
          mail:
            type: string
            deprecated: Use email   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._said import called

verdicts = Verdicts(code=RISKY, data=RISKY, wire=SAFE)
looks_at = ("property.deprecated",)
mirror = ("property-undeprecated",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.after and not found.before:
        why = f": {found.after}" if isinstance(found.after, str) else ""
        yield Said(f"{called(found)} is deprecated{why}")
