"""A property's name is longer than a tool takes.

Why: the tool drops or cuts the property without a word, and reports lack it.

Bad:

    sources:
      web: {platform: web, sdk: segment, destinations: [ga4]}
    events:
      Project Created:
        sources: [web]
        properties:
          number_of_members_who_were_invited_by_link: {type: integer}   # <- here

Good:

    sources:
      web: {platform: web, sdk: segment, destinations: [ga4]}
    events:
      Project Created:
        sources: [web]
        properties:
          members_invited_by_link: {type: integer}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..shelf import quote
from ._limits import introduced, losses, lowest, reached, uses

severity = Severity.ERROR


def check_plan(plan: Plan) -> Iterator[Finding]:
    least = lowest(plan, lambda limits: limits.property_name)
    if least is None:
        return
    for found, at in introduced(plan):
        if len(found.name) <= least:
            continue
        parts = [
            (tool, tool.limits.property_name.said)
            for tool in reached(plan, uses(plan, found))
            if tool.limits.property_name is not None and len(found.name) > tool.limits.property_name.most
        ]
        if parts:
            message = f"property name {quote(found.name)} has {len(found.name)} characters; {losses(parts)}"
            yield Finding(at(), message, "shorten it")
