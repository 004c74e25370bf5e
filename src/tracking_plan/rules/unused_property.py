"""A property of the dictionary is used nowhere.

Why: a dictionary that holds more than is sent is not believed; an unused entry is a leftover or a misspelled use.

Bad:

    properties:
      team_size: {type: integer, description: Number of team members}
      teamsize: {type: integer, description: Number of team members}   # <- here
    events:
      Project Created:
        properties:
          team_size:

Good:

    properties:
      team_size: {type: integer, description: Number of team members}
    events:
      Project Created:
        properties:
          team_size: {maximum: 500}

Note: an event, group or trait uses an entry by naming it; so does `replaced_by`. Nothing is said of a plan that has
neither events nor traits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..model.property import Property
from ..shelf import quote
from ._references import meant

severity = Severity.WARNING


def check_plan(plan: Plan) -> Iterator[Finding]:
    if not plan.properties or not (plan.events or plan.traits):
        return
    used = meant(_used(plan), plan.properties)
    for name, found in plan.properties.items():
        if name not in used:
            message = f"property {quote(name)} of the dictionary is used nowhere"
            yield Finding(found.at(), message, "name it where it is sent, or remove it")


def _used(plan: Plan) -> set[str]:
    used: set[str] = set()
    for event in plan.events.values():
        _note(event.own, used)
    for group in plan.groups.values():
        _note(group.own, used)
    for traits in plan.traits.values():
        _note(traits.values(), used)
    for found in plan.definitions:
        if found.properties:
            _note(found.properties.values(), used)
        if found.replaced_by:
            used.add(found.replaced_by.partition(".")[0])
    return used


def _note(properties: Iterable[Property], used: set[str]) -> None:
    for found in properties:
        base = found.base
        if base is not None:
            if len(base.path) == 2 and base.path[0] == "properties":
                used.add(base.name)
        elif found.mention and len(found.path) > 2:
            used.add(found.name)
