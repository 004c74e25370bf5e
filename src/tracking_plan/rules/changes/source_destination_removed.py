"""The events of a source are no longer forwarded to a tool.

Why: whoever looks at them there sees a line that ends.

Code: The client stays as it is.
Data: What is built in that tool runs dry.
Wire: Records are judged as before.

Before:

    sources:
      web:
        destinations:
          - amplitude
          - mixpanel   # <- here

After:

    sources:
      web:
        destinations: [amplitude]   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, SAFE, Difference, Said, Verdicts
from ...shelf import quote

verdicts = Verdicts(code=SAFE, data=BREAKING, wire=SAFE)
looks_at = ("source.destinations[]",)
mirror = ("source-destination-added",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.removed:
        yield Said(f"events of source {quote(found.path[1])} no longer go to {quote(found.before)}")
