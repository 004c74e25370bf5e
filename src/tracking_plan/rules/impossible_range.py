"""The least that a property allows is above the most.

Why: no value can be sent that fits, so every event that carries the property is refused.

Bad:

    events:
      Project Created:
        properties:
          team_size: {type: integer, minimum: 10, maximum: 1}   # <- here
          name:
            type: string
            minLength: 20   # <- here
            maxLength: 10
          tags: {type: array, items: {type: string}, minItems: 3, maxItems: 2}   # <- here
          share: {type: integer, minimum: 0.1, maximum: 0.9}   # <- here

Good:

    events:
      Project Created:
        properties:
          team_size: {type: integer, minimum: 1, maximum: 10}
          name: {type: string, minLength: 10, maxLength: 10}
          tags: {type: array, items: {type: string}, minItems: 2, maxItems: 3}
          share: {type: number, minimum: 0.1, maximum: 0.9}
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..model.property import Property
from ._said import called, shown

severity = Severity.ERROR
only_with = ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "type")


def check_property(found: Property, plan: Plan) -> Iterator[Finding]:
    least, most = found.minimum, found.maximum
    if least is not None and most is not None:
        yield from _judge(found, "minimum", least, "maximum", most)
        if least <= most and found.types == ("integer",) and ceil(least) > floor(most):
            message = (
                f"no integer lies between the minimum {shown(least)} and the maximum {shown(most)} of {called(found)}"
            )
            yield from _at(found, "minimum", "maximum", message)
    if found.min_length is not None and found.max_length is not None:
        yield from _judge(found, "minLength", found.min_length, "maxLength", found.max_length)
    if found.min_items is not None and found.max_items is not None:
        yield from _judge(found, "minItems", found.min_items, "maxItems", found.max_items)


def _judge(found: Property, low: str, least: float, high: str, most: float) -> Iterator[Finding]:
    if least > most:
        message = f"{called(found)} has {low} {shown(least)}, above its {high} {shown(most)}: no value fits"
        yield from _at(found, low, high, message)


def _at(found: Property, low: str, high: str, message: str) -> Iterator[Finding]:
    """Where this very place says one of the two; what is inherited whole is said where it is written."""
    if found.says(low) or found.says(high):
        yield Finding(found.at(low if found.says(low) else high), message, "swap the two, or mend one")
