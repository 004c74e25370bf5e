"""Something is replaced by itself, at once or by way of others.

Why: whoever follows the replacements goes round in a circle and never gets to the one to use.

Bad:

    events:
      Registered:
        status: deprecated
        replaced_by: Signed Up   # <- here
      Signed Up:
        status: deprecated
        replaced_by: Registered   # <- here
        properties:
          mail: {type: string, deprecated: true, replaced_by: mail}   # <- here

Good:

    events:
      Registered:
        status: deprecated
        replaced_by: Signed Up
      Signed Up:
        status: deprecated
        replaced_by: Signup Completed
      Signup Completed:
        description: A person has an account.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Path
from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..model.property import Property
from ..shelf import listed, quote
from ._references import circles

severity = Severity.ERROR

_SHOWN = 4


def check_plan(plan: Plan) -> Iterator[Finding]:
    events = {name: event.replaced_by for name, event in plan.events.items() if event.replaced_by}
    for circle in circles(events):
        yield from _said([plan.events[name] for name in circle])
    properties: dict[Path, Property] = {}
    following: dict[Path, Path] = {}
    for found in plan.definitions:
        if found.replaced_by and found.says("replaced_by"):
            properties[found.path] = found
            following[found.path] = (*found.path[:-1], found.replaced_by)
    for path in circles(following):
        yield from _said([properties[step] for step in path])


def _said(circle: Sequence[Event | Property]) -> Iterator[Finding]:
    others = len(circle) - 1
    for place, node in enumerate(circle):
        message = f"{quote(node.name)} is replaced by itself"
        if others:
            way = [quote(circle[(place + step) % len(circle)].name) for step in range(1, min(others, _SHOWN) + 1)]
            more = f" and {others - _SHOWN} more" if others > _SHOWN else ""
            message += f", by way of {', '.join(way)}{more}" if more else f", by way of {listed(way)}"
        yield Finding(
            node.at("replaced_by"), message, "name the one that is sent today, and let that stand without `replaced_by`"
        )
