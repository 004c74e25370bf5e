"""The events of a source are forwarded to one more tool.

Why: one more place holds the data, personal data among it, and has limits of its own.

Code: The client stays as it is.
Data: One more tool has the data; the others stay as they are.
Wire: Records are judged as before.

Before:

    sources:
      web:
        destinations: [amplitude]   # <- here

After:

    sources:
      web:
        destinations:
          - amplitude
          - mixpanel   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ...shelf import quote

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("source.destinations[]",)
mirror = ("source-destination-removed",)
level = "minor"


def check_change(found: Difference) -> Iterator[Said]:
    if found.added:
        yield Said(f"events of source {quote(found.path[1])} go to {quote(found.after)} too")
