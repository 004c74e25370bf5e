"""An event is called otherwise, and says under `was` what it was called.

Why: a name is what code calls, what queries ask for and what versions in the field send. `was` keeps the thread:
`plan diff` goes on comparing the two, and `plan lint` counts records under the old name as the event's own.

Code: The function has another name, so that callers no longer compile.
Data: Rows come under another name; what asks for the old one runs dry.
Wire: Released versions send the old name, which `was` makes known, but which is to end.

Before:

    events:
      Project Title Changed: {description: A project has another title}   # <- here

After:

    events:
      Project Renamed:   # <- here
        description: A project has another title
        was: [Project Title Changed]
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, RISKY, Difference, Said, Verdicts
from ...shelf import quote

verdicts = Verdicts(code=BREAKING, data=BREAKING, wire=RISKY)
looks_at = ("event.name",)
mirror = ("event-renamed",)


def check_change(found: Difference) -> Iterator[Said]:
    yield Said(f"event {quote(found.before)} is renamed {quote(found.after)}", "tell those who ask for the old name")
