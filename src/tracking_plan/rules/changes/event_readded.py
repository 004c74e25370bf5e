"""A name that events had before is given to something else.

Why: names are forever: dashboards, tables and old app versions know the old meaning, and nobody can tell the records
of the two apart. A name is reserved once it was sent: by `was`, or by an event that was retired.

Code: Old calls compile, and mean something else.
Data: One name, two meanings; every number over both is wrong.
Wire: Released versions send the old thing under it, and it is judged as the new one.

Before:

    events:
      Account Created:
        description: A company has an account
        was: [Signup Completed]

After:

    events:
      Account Created:
        description: A company has an account
        was: [Signup Completed]
      Signup Completed: {description: A person has joined a trial}   # <- here

Before (a retired event comes back as something else):

    events:
      Trial Started:
        description: A trial without a card
        status: retired   # <- here

After (a retired event comes back as something else):

    events:
      Trial Started:
        description: A trial with a card
        status: live   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import BREAKING, RISKY, Difference, Said, Verdicts
from ...shelf import quote
from ._names import has_other_meaning, reserved
from ._said import called

verdicts = Verdicts(code=BREAKING, data=BREAKING, wire=RISKY)
looks_at = ("event", "event.status")
mirror = ("event-removed", "event-retired")
_HINT = "give the new event a name of its own"


def check_change(found: Difference) -> Iterator[Said]:
    if found.kind == "event" and not found.key and found.added:
        owner = reserved(found)
        if owner is not None:
            yield Said(f"{called(found)} takes the name that {quote(owner)} had before", _HINT)
    elif found.before == "retired" and has_other_meaning(found):
        yield Said(f"{called(found)} was retired and comes back with another meaning", _HINT)
