"""A property has no description, neither of its own nor in the dictionary or group that it comes from.

Why: `status` or `type` means something else to everyone who reads it, and a wrong guess is not noticed until the
numbers are used.

Bad:

    properties:
      plan_type:   # <- here
        type: string
    events:
      Project Created:
        properties:
          plan_type: {required: false}
          team_size: {type: integer}   # <- here
          address:
            type: object
            description: Where the team sits
            properties:
              city: {type: string}   # <- here

Good:

    properties:
      plan_type: {type: string, description: Plan of the account}
    events:
      Project Created:
        properties:
          plan_type: {enum: [free, paid]}
          team_size: {type: integer, description: Number of team members}
          tags: {type: array, items: {type: string}, description: What the project is about}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..model.property import Property
from ..shelf import quote
from ._said import called, is_item, missing

severity = Severity.WARNING


def check_property(found: Property, plan: Plan) -> Iterator[Finding]:
    if found.base is not None and not found.says("description"):
        return  # Said once, where it comes from.
    only = missing(found.description, found, "description")
    # A property whose value is no mapping is an error already.
    if only is not None and found.raw.node is not None and not (found.name == "items" and is_item(found)):
        yield Finding(found.at(), f"{called(found)} has no description{only}", "say what it means")


def check_plan(plan: Plan) -> Iterator[Finding]:
    for name, found in plan.properties.items():
        if found.mention:
            yield Finding(
                found.at(),
                f"property {quote(name)} is in the dictionary, but nothing is said of it",
                "say what it means",
            )
