"""An event or property names a source that the plan does not have.

Why: no client is generated for a source that does not exist, so the event is never sent from where it was meant.

Bad:

    sources:
      web: {platform: web}
      ios: {platform: ios}
    events:
      Signed Up:
        sources: [web, iso]   # <- here
        properties:
          referrer:
            type: string
            sources: [website]   # <- here

Fixed:

    sources:
      web: {platform: web}
      ios: {platform: ios}
    events:
      Signed Up:
        sources: [web, ios]
        properties:
          referrer:
            type: string
            sources: [website]   # <- here

Good:

    sources:
      web: {platform: web}
      ios: {platform: ios}
    events:
      Signed Up:
        sources: [web, ios]
        properties:
          referrer:
            type: string
            sources: [web]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..model.property import Property
from ..shelf import quote
from ._references import guess

severity = Severity.ERROR
only_with = ("sources",)


def check_event(event: Event, plan: Plan) -> Iterator[Finding]:
    for place, name in enumerate(event.sources):
        if name not in plan.sources:
            yield _unknown(event, place, name, plan)


def check_property(found: Property, plan: Plan) -> Iterator[Finding]:
    if found.sources and found.says("sources"):
        for place, name in enumerate(found.sources):
            if name not in plan.sources:
                yield _unknown(found, place, name, plan)


def _unknown(node: Event | Property, place: int, name: str, plan: Plan) -> Finding:
    near = guess("source", name, plan.sources, plan)
    message = f"no source is named {quote(name)}{near}"
    hint = "the plan's sources stand under `sources`"
    return Finding(node.at("sources", place), message, hint, fix=near.fix(node, "sources", place))
