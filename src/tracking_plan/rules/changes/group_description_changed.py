"""A property group is described in other words.

Why: it is told so that a review sees all that changed.

Code: The functions stay as they are.
Data: What is read stays as it is.
Wire: Records are judged as before.

Before:

    property_groups:
      session:
        description: The session   # <- here
        session_id: {type: string}

After:

    property_groups:
      session:
        description: The session that the event belongs to   # <- here
        session_id: {type: string}
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ...shelf import quote

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("group.description",)
mirror = ("group-description-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    yield Said(f"group {quote(found.path[1])} is described in other words")
