"""A rule is switched off, or weighs less than before.

Why: what the rule kept out may come in from now on, with this very change. It should be a decision.

Code: The functions stay as they are.
Data: What the rule kept in order may come into disorder.
Wire: Records are judged as before.

Before:

    rules: {event-without-trigger: error}   # <- here

After:

    rules: {event-without-trigger: off}   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Severity
from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ...shelf import quote
from ._said import levels

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("rule",)
mirror = ("rule-tightened",)


def check_change(found: Difference) -> Iterator[Said]:
    before, after = levels(found)
    if after < before:
        word = "switched off" if after is Severity.OFF else f"{after.word} now"
        yield Said(f"rule {quote(found.path[1])} is {word}: it was {before.word}", "say why in a comment beside it")
