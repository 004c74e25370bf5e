"""The client of a source is generated otherwise: in another language, for another SDK, or into another folder.

Why: the code that calls the client has to follow in the same step.

Code: Callers find another client, or none where they look for it.
Data: What is read stays as it is.
Wire: Records are judged as before.

Before:

    sources:
      web:
        platform: web
        sdk: segment   # <- here

After:

    sources:
      web:
        platform: web
        sdk: rudderstack   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, SAFE, Difference, Said, Verdicts
from ...shelf import quote
from ._said import from_to

verdicts = Verdicts(code=BREAKING, data=SAFE, wire=SAFE)
looks_at = ("source.language", "source.sdk", "source.out")
mirror = ("source-client-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    yield Said(f"`{found.key}` of source {quote(found.path[1])} goes {from_to(found)}")
