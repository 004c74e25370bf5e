"""A property is gone.

Why: whoever passes it, reads it or still sends it is left without it. There is no `was` for properties: one that is
renamed is one that went and one that came.

Code: Callers that pass it no longer compile.
Data: Its column runs dry, and what is built on it gets nulls.
Wire: Released versions send it still, and it is unplanned now.

Before:

    events:
      Project Created:
        properties:
          project_id: {type: string}
          team_size: {type: integer}   # <- here

After:

    events:
      Project Created:   # <- here
        properties:
          project_id: {type: string}

Before (a group loses one, and with it every event that includes the group):

    property_groups:
      session:
        session_id: {type: string}
        app_version: {type: string}   # <- here
    events:
      Project Created: {include: [session]}
      Project Shared: {include: [session]}

After (a group loses one, and with it every event that includes the group):

    property_groups:
      session:   # <- here
        session_id: {type: string}
    events:
      Project Created: {include: [session]}
      Project Shared: {include: [session]}
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, Difference, Said, Verdicts
from ._said import called

verdicts = Verdicts(code=BREAKING, data=BREAKING, wire=BREAKING)
looks_at = ("property",)
mirror = ("property-added", "property-added-required")


def check_change(found: Difference) -> Iterator[Said]:
    if found.removed:
        yield Said(f"{called(found)} is removed", "set `deprecated: true` first, and give its readers time")
