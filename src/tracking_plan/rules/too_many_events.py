"""More events are sent to a tool than it takes.

Why: which events the tool leaves out is for it to choose, and the one you need may be among them.

Bad:

    sources:
      ios: {platform: ios, sdk: firebase}   # <- here
    events:
      ride_requested: {sources: [ios]}   # and 500 more

Good:

    sources:
      ios: {platform: ios, sdk: firebase}
    events:
      ride_requested: {sources: [ios]}
      ride_completed: {sources: [ios]}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ._limits import all_tools, sent, tools

severity = Severity.WARNING


def check_plan(plan: Plan) -> Iterator[Finding]:
    capped = [(tool, cap) for tool in all_tools(plan) if (cap := tool.limits.events) is not None]
    if all(len(plan.events) <= cap.most for _, cap in capped):
        return
    counts: dict[int, int] = {}
    for event in sent(plan):
        if event.kind == "track":
            for limits in {id(tool.limits) for tool in tools(plan, event.sources)}:
                counts[limits] = counts.get(limits, 0) + 1
    for tool, cap in capped:
        count = counts.get(id(tool.limits), 0)
        if count > cap.most:
            message = f"{count:,} events are sent to {tool.limits.title}, which {cap.said}"
            yield Finding(tool.source.at(tool.key), message, "join events that differ only in a property")
