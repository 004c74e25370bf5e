"""A property is only named, and neither a group nor the dictionary says what it is.

Why: a name without a value means "as the dictionary has it"; where the dictionary has no such name, nothing at all is
said, and any value would be accepted.

Bad:

    properties:
      team_size: {type: integer, description: Number of team members}
    events:
      Project Created:
        properties:
          teamsize:   # <- here
          owner:
            type: object
            properties:
              user_id:   # <- here

Fixed:

    properties:
      team_size: {type: integer, description: Number of team members}
    events:
      Project Created:
        properties:
          team_size:
          owner:
            type: object
            properties:
              user_id:   # <- here

Good:

    properties:
      team_size: {type: integer, description: Number of team members}
    property_groups:
      session:
        session_id: {type: string, description: The session the event belongs to}
    events:
      Project Created:
        include: [session]
        properties:
          team_size:
          session_id:
          template_used: {type: boolean, description: Whether the project used a template}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..finding import Finding, Fix, Severity
from ..model import mending
from ..model.event import Event, Group
from ..model.plan import Plan
from ..model.property import Property
from ..model.renaming import Edit, renaming
from ..shelf import quote
from ._references import guess

severity = Severity.ERROR


def check_event(event: Event, plan: Plan) -> Iterator[Finding]:
    yield from _unknown(event.own, plan)


def check_group(group: Group, plan: Plan) -> Iterator[Finding]:
    yield from _unknown(group.own, plan)


def check_property(found: Property, plan: Plan) -> Iterator[Finding]:
    if found.properties and found.says("properties"):
        # What is inherited is not written here, and is said where it is.
        written = (p for p in found.properties.values() if p.path[: len(found.path)] == found.path)
        yield from _unknown(written, plan)


def check_plan(plan: Plan) -> Iterator[Finding]:
    for traits in plan.traits.values():
        yield from _unknown(traits.values(), plan)


def _unknown(properties: Iterable[Property], plan: Plan) -> Iterator[Finding]:
    for found in properties:
        if found.mention and found.base is None and found.name not in plan.properties:
            near = guess("property", found.name, plan.properties, plan)
            message = f"property {quote(found.name)} is neither in the dictionary nor in a group{near}"
            hint = "define it under `properties`, or say here what it is"
            yield Finding(found.at(), message, hint, fix=_fix(found, near.surely, plan))


def _fix(found: Property, meant: str | None, plan: Plan) -> Fix | None:
    """Name it rightly, unless that name is taken, or the plan uses the wrong one elsewhere too: then it is no slip."""

    def changes() -> list[Edit]:
        made = renaming(plan, found.path, meant or "")
        return made if len(made) == 1 else []

    return mending.changing(f"Write {quote(meant)}", changes) if meant is not None else None
