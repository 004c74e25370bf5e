"""An old name of an event (`was`) is the name of another one.

Why: `was` says that records under the old name belong to the event of the new one. Where the old name is in use again,
or two events claim it, nobody can say what a record under it means.

Bad:

    events:
      Project Created: {}
      Project Started:
        was: [Project Created]   # <- here

Bad (two events claim one old name):

    events:
      Signup Completed:
        was: [User Registered]   # <- here
      Account Created:
        was:
          - User Registered   # <- here

Good:

    events:
      Project Created:
        was: [Project Started]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Cut
from ..finding import Finding, Severity
from ..model import mending
from ..model.event import Event
from ..model.plan import Plan
from ..shelf import quote
from ._names import others, related

severity = Severity.ERROR


def check_plan(plan: Plan) -> Iterator[Finding]:
    claims: dict[str, list[Event]] = {}
    for event in plan.events.values():
        for old in dict.fromkeys(event.was):
            claims.setdefault(old, []).append(event)
    for event in plan.events.values():
        for place, old in enumerate(event.was):
            yield from _look(event, place, old, claims[old], plan)


def _look(event: Event, place: int, old: str, claim: list[Event], plan: Plan) -> Iterator[Finding]:
    at = event.at("was", place)
    if old == event.name:
        cut = Cut((*event.path, "was"), (place,))
        fix = mending.changing("Remove it from `was`", lambda: [(event.raw.document, cut)])
        yield Finding(at, f"{quote(old)} is the event's name still", "remove it from `was`", fix=fix)
    elif old in plan.events:
        message = f"{quote(old)} is an old name of {quote(event.name)} and the name of an event"
        yield Finding(
            at, message, "remove one of the two", related=((plan.events[old].at(), "the event of that name"),)
        )
    elif len(claim) > 1:
        message = f"{quote(old)} is an old name of {quote(event.name)} and of {others(claim, event)}"
        yield Finding(at, message, "keep it where its records belong", related=related(claim, event))
