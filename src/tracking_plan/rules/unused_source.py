"""A source sends no event.

Why: an app that the plan lists but no event names is an app whose tracking was forgotten, or one that is gone.

Bad:

    sources:
      web: {platform: web}
      android: {platform: android}   # <- here
    events:
      Signed Up:
        sources: [web]

Good:

    sources:
      web: {platform: web}
      android: {platform: android}
    events:
      Signed Up:
        sources: [web, android]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..shelf import quote
from ._references import meant

severity = Severity.WARNING


def check_plan(plan: Plan) -> Iterator[Finding]:
    if not plan.sources or not plan.events:
        return
    used = meant({name for event in plan.events.values() for name in event.sources}, plan.sources)
    for name, source in plan.sources.items():
        if name not in used:
            message = f"source {quote(name)} sends no event"
            yield Finding(source.at(), message, "name it under the `sources` of the events that it sends, or remove it")
