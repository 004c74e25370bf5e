"""Names are judged otherwise: the taxonomy changed.

Why: what was a good name yesterday may be a finding today, and the other way round. The events stay as they are.

Code: The functions stay as they are.
Data: What is read stays as it is.
Wire: Records are judged as before.

Before:

    taxonomy:
      events:
        case: title   # <- here

After:

    taxonomy:
      events:
        case: snake   # <- here

Before (the vocabulary grows):

    taxonomy:
      objects: [Project]   # <- here

After (the vocabulary grows):

    taxonomy:
      objects:
        - Project
        - Signup   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ...shelf import quote
from ._said import from_to

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("taxonomy.*",)
mirror = ("taxonomy-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    where = ".".join(str(step) for step in found.path[: 2 if found.key.endswith("[]") else None])
    if not found.key.endswith("[]"):
        yield Said(f"`{where}` goes {from_to(found)}")
    elif found.added:
        yield Said(f"`{where}` holds {quote(found.after)} too")
    else:
        yield Said(f"`{where}` no longer holds {quote(found.before)}")
