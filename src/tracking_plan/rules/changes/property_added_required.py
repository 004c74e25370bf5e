"""A property is new that has to be there.

Why: whoever sends the event has to send it, and those who cannot be changed any more do not.

Code: Callers that leave it out no longer compile.
Data: One more column, empty in old rows.
Wire: Released versions do not send it.

Before:

    events:
      Project Created:   # <- here
        properties:
          project_id: {type: string}

After:

    events:
      Project Created:
        properties:
          project_id: {type: string}
          team_size: {type: integer}   # <- here

Before (in an object):

    events:
      Project Created:
        properties:
          place:   # <- here
            type: object
            properties:
              city: {type: string}

After (in an object):

    events:
      Project Created:
        properties:
          place:
            type: object
            properties:
              city: {type: string}
              country: {type: string}   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, SAFE, Difference, Said, Verdicts
from ._said import called, must_have

verdicts = Verdicts(code=BREAKING, data=SAFE, wire=BREAKING)
looks_at = ("property",)
mirror = ("property-removed",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.added and must_have(found):
        yield Said(f"{called(found)} is new, and has to be there", "begin with `required: false`")
