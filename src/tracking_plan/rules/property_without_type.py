"""A property has no type, neither of its own nor in the dictionary or group that it comes from.

Why: without a type anything is accepted, so that one app sends `"5"`, another sends `5`, and the chart shows neither
sum nor average.

Bad:

    events:
      Project Created:
        properties:
          team_size: {description: Number of team members}   # <- here
          tags:
            type: array
            items: {maxLength: 20}   # <- here

Good:

    properties:
      plan_type: {type: string, description: Plan of the account}
    events:
      Project Created:
        properties:
          plan_type: {enum: [free, paid]}
          team_size: {type: integer, description: Number of team members}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..model.property import Property
from ._said import called

severity = Severity.WARNING


def check_property(found: Property, plan: Plan) -> Iterator[Finding]:
    # Where a type is written that is none, or the value is no mapping, that is an error already.
    if not found.types and "type" not in found.raw and found.raw.node is not None and found.base is None:
        yield Finding(found.at(), f"{called(found)} has no type", f"write {_likely(found)}")


def _likely(found: Property) -> str:
    if found.properties:
        return "`type: object`"
    if found.items is not None:
        return "`type: array`"
    kinds = {type(value) for value in found.enum or ()}
    if kinds == {str} or found.pattern is not None or found.format is not None:
        return "`type: string`"
    if kinds == {int}:
        return "`type: integer`"
    return "`type: string`, or integer, number, boolean, array or object"
