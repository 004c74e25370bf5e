"""What rules about changes ask of names: which are taken, and whether an event still means what it meant."""

from __future__ import annotations

from ...model.change import Difference
from ...model.event import Event
from ...model.plan import Plan
from ...model.schema import event_schema


def reserved(found: Difference) -> str | None:
    """The event that had the name of a new event before, in either plan; None where the name is free."""
    name = str(found.path[1])
    for plan in found.plans:
        owner = plan.facts("former names", _former).get(name)
        if owner is not None and owner != name:
            return str(owner)
    return None


def _former(plan: Plan) -> dict[str, str]:
    return {once: event.name for event in plan.events.values() for once in event.was}


def has_other_meaning(found: Difference) -> bool:
    """Whether an event on both sides is described otherwise, or carries something else."""
    old, new = found.old, found.new
    if not isinstance(old, Event) or not isinstance(new, Event):
        return False
    return old.description != new.description or event_schema(old) != event_schema(new)
