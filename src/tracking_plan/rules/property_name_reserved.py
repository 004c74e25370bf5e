"""A property has a name that a tool keeps for itself.

Why: the tool drops such a property, or overwrites something of its own with it.

Bad:

    sources:
      web: {platform: web, sdk: segment, destinations: [mixpanel]}
    events:
      Ride Requested:
        sources: [web]
        properties:
          time: {type: string}   # <- here

Good:

    sources:
      web: {platform: web, sdk: segment, destinations: [mixpanel]}
    events:
      Ride Requested:
        sources: [web]
        properties:
          pickup_time: {type: string}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..shelf import quote
from ._limits import Tool, all_tools, introduced, reached, reserved, reserves, uses

severity = Severity.ERROR


def check_plan(plan: Plan) -> Iterator[Finding]:
    tools = all_tools(plan)
    names = frozenset().union(*(tool.limits.reserved_properties for tool in tools))
    prefixes = tuple({prefix for tool in tools for prefix in tool.limits.reserved_property_prefixes})
    if not names and not prefixes:
        return
    for found, at in introduced(plan):
        if not (found.name in names or found.name.startswith(prefixes)):
            continue
        keepers: list[tuple[Tool, str, str]] = []
        for tool in reached(plan, uses(plan, found)):
            kept = reserves(tool.limits.reserved_properties, tool.limits.reserved_property_prefixes, found.name)
            if kept is not None:
                keepers.append((tool, found.name, kept))
        if keepers:
            message = reserved(f"property name {quote(found.name)}", found.name, keepers)
            yield Finding(at(), message, "choose another name")
