"""An event is no longer critical, so that no server need send it.

Why: numbers about money or accounts may come from clients alone, where a blocker or a closed tab loses them.

Code: The function stays as it is.
Data: Rows may be missing, and nobody would be told.
Wire: Records of it are judged as before.

Before:

    sources: {api: {platform: server}}
    events:
      Payment Completed:
        sources: [api]
        critical: true   # <- here

After:

    sources: {api: {platform: server}}
    events:
      Payment Completed: {sources: [api]}   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._said import called

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("event.critical",)
mirror = ("event-made-critical",)


def check_change(found: Difference) -> Iterator[Said]:
    if not found.after:
        yield Said(f"{called(found)} is no longer critical: no server need send it")
