"""A property that had to be there may be left out.

Why: whoever reads it has never had to think of rows without it.

Code: Calls compile as before.
Data: Readers get nulls where there were none.
Wire: What was valid stays so.

Before:

    events:
      Project Created:
        properties:
          team_size:   # <- here
            type: integer

After:

    events:
      Project Created:
        properties:
          team_size:
            type: integer
            required: false   # <- here

Before (in the dictionary, for every event that has it from there):

    properties:
      team_size: {type: integer, description: Number of members}   # <- here
    events:
      Project Created: {properties: {team_size: }}
      Project Shared: {properties: {team_size: }}
      Project Deleted: {properties: {team_size: {required: true}}}

After (in the dictionary, for every event that has it from there):

    properties:
      team_size: {type: integer, description: Number of members, required: false}   # <- here
    events:
      Project Created: {properties: {team_size: }}
      Project Shared: {properties: {team_size: }}
      Project Deleted: {properties: {team_size: {required: true}}}
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import RISKY, SAFE, Difference, Said, Verdicts
from ._said import called

verdicts = Verdicts(code=SAFE, data=RISKY, wire=SAFE)
looks_at = ("property.required",)
mirror = ("property-made-required",)


def check_change(found: Difference) -> Iterator[Said]:
    if not found.after:
        yield Said(f"{called(found)} may be left out now", "tell its readers that there will be nulls")
