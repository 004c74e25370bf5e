"""A key of your own, which begins with `x-`, has another value.

Why: nothing here is built on it; what you built on it, you know.

Code: The functions stay as they are.
Data: What is read stays as it is.
Wire: Records are judged as before.

Before:

    events:
      Project Created:
        x-jira: ACME-1   # <- here

After:

    events:
      Project Created:
        x-jira: ACME-2   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ...shelf import quote
from ._said import from_to, is_plain

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("*.x-*",)
mirror = ("own-key-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    where = " of ".join(quote(step) for step in (found.key, found.path[-2]))
    yield Said(f"{where} goes {from_to(found)}" if is_plain(found) else f"{where} says something else")
