"""An event is critical now: money or an account hangs on it, and a server has to send it.

Why: whoever is responsible for the server has to send it, and whoever reads it may trust it more.

Code: The function stays as it is.
Data: What is read becomes more reliable.
Wire: Records of it are judged as before.

Before:

    sources: {api: {platform: server}}
    events:
      Payment Completed: {sources: [api]}   # <- here

After:

    sources: {api: {platform: server}}
    events:
      Payment Completed:
        sources: [api]
        critical: true   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ._said import called

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("event.critical",)
mirror = ("event-made-uncritical",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.after:
        yield Said(f"{called(found)} is critical now: a server must send it")
