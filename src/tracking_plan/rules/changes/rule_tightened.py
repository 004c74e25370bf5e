"""A rule is switched on, or weighs more than before.

Why: what passed yesterday may fail today.

Code: The functions stay as they are.
Data: What is read stays as it is.
Wire: Records are judged as before.

Before:

    rules: {event-without-trigger: off}   # <- here

After:

    rules: {event-without-trigger: error}   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ...shelf import quote
from ._said import levels

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("rule",)
mirror = ("rule-relaxed", "rule-tightened")


def check_change(found: Difference) -> Iterator[Said]:
    before, after = levels(found)
    if after >= before:
        yield Said(f"rule {quote(found.path[1])} is {after.word} now: it was {before.word}")
