"""One property name has two types.

Why: a warehouse keeps one column a name. The first type to arrive makes the column, and values of the other are
dropped or turned into text.

Bad:

    events:
      Project Created:
        properties:
          team_size: {type: integer}
      Team Created:
        properties:
          team_size: {type: string}   # <- here

Bad (what the items are):

    events:
      Project Created:
        properties:
          tags: {type: array, items: {type: string}}
      Team Created:
        properties:
          tags: {type: array, items: {type: object}}   # <- here

Good:

    properties:
      team_size: {type: integer}
    events:
      Project Created:
        properties:
          team_size:
      Team Created:
        properties:
          team_size: {maximum: 50}
          owner:
            type: object
            properties:
              team_size: {type: string}

Note: dictionary, groups, events and traits are held against the place that comes first in this order. What narrows
another definition is the business of property-widened, and a property nested in an object is that object's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..model.property import Property
from ..shelf import listed, quote
from ._names import introduced_roots

severity = Severity.ERROR


def check_plan(plan: Plan) -> Iterator[Finding]:
    for name, places in introduced_roots(plan).items():
        first = next((place for place in places if place.types), None)
        for other in places:
            if first is not None and other is not first and _differ(first, other):
                message = f"property {quote(name)} is {_said(other)} here and {_said(first)} elsewhere"
                hint = "define it once under `properties`, or name the two apart"
                yield Finding(other.at("type"), message, hint, related=((first.at("type"), _said(first)),))


def _differ(one: Property, other: Property) -> bool:
    if one.types == other.types:
        return one.items is not None and other.items is not None and _differ(one.items, other.items)
    return bool(one.types and other.types) and {*one.types} != {*other.types}


def _said(found: Property) -> str:
    """`an array of integer`, `a string`, `a string or a number`."""
    said = listed([f"{'an' if word[0] in 'aio' else 'a'} {word}" for word in sorted(found.types)], last="or")
    return (
        f"{said} of {_said(found.items).split(' ', 1)[1]}s"
        if found.items is not None and found.items.types and found.types == ("array",)
        else said
    )
