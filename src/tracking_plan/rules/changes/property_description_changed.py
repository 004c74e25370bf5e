"""A property, or one of its values, is described in other words.

Why: words are mended all the time; where they change what the property means, a reader has to know, and nothing else in
the plan would tell.

Code: Clients say it in a comment.
Data: What is read stays as it is.
Wire: Records are judged as before.

Before:

    events:
      Project Created:
        properties:
          team_size:
            type: integer
            description: Members   # <- here

After:

    events:
      Project Created:
        properties:
          team_size:
            type: integer
            description: Number of team members   # <- here

Before (what a value means):

    events:
      Project Created:
        properties:
          privacy:
            type: string
            enum:
              private: Only you   # <- here
              public: Everybody

After (what a value means):

    events:
      Project Created:
        properties:
          privacy:
            type: string
            enum:
              private: Only your team   # <- here
              public: Everybody
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ...shelf import quote
from ._said import called, turned

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("property.description", "property.meaning")
mirror = ("property-description-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    if found.key == "meaning":
        yield Said(f"the value {quote(found.path[-2])} of {called(found)} is described in other words")
    else:
        yield Said(turned(found, "a description"))
