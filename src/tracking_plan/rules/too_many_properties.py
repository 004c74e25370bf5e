"""An event carries more properties than a tool takes, or all events together do.

Why: which properties the tool leaves out is for it to choose, and the one you need may be among them.

Bad:

    sources:
      web: {platform: web, sdk: segment, destinations: [ga4]}
    events:
      Order Completed:   # <- here
        sources: [web]
        properties:
          {p_1: , p_2: , p_3: , p_4: , p_5: , p_6: , p_7: , p_8: , p_9: , p_10: , p_11: , p_12: , p_13: ,
          p_14: , p_15: , p_16: , p_17: , p_18: , p_19: , p_20: , p_21: , p_22: , p_23: , p_24: , p_25: , p_26: }

Good:

    sources:
      web: {platform: web, sdk: segment, destinations: [ga4]}
    events:
      Order Completed:
        sources: [web]
        properties:
          order_value: {type: number}
          item_count: {type: integer}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..shelf import quote
from ._limits import Tool, all_tools, losses, lowest, sent, tools

severity = Severity.ERROR


def check_event(event: Event, plan: Plan) -> Iterable[Finding]:
    if not plan.tools or event.status == "retired":
        return ()
    least = plan.facts("fewest properties", lambda plan: lowest(plan, lambda limits: limits.properties))
    if least is None or len(event.properties) <= least:
        return ()
    most, parts = 0, list[tuple[Tool, str]]()
    for source in event.sources:
        sent_by = [found for found in event.properties.values() if found.sources is None or source in found.sources]
        for tool in tools(plan, (source,)):
            cap = tool.limits.properties
            if cap is not None and len(sent_by) > cap.most:
                most = max(most, len(sent_by))
                parts.append((tool, cap.said))
    if not parts:
        return ()
    message = f"event {quote(event.name)} carries {most:,} properties; {losses(parts)}"
    return (Finding(event.at(), message, "leave out what no question needs"),)


def check_plan(plan: Plan) -> Iterator[Finding]:
    capped = [(tool, cap) for tool in all_tools(plan) if (cap := tool.limits.all_properties) is not None]
    if all(len(plan.roots) <= cap.most for _, cap in capped):
        return
    names: dict[int, set[str]] = {id(tool.limits): set() for tool, _ in capped}
    for event in sent(plan):
        for tool in tools(plan, event.sources):
            if id(tool.limits) in names:
                names[id(tool.limits)].update(event.properties)
    for tool, cap in capped:
        count = len(names[id(tool.limits)])
        if count > cap.most:
            message = f"events with {count:,} different properties are sent to {tool.limits.title}, which {cap.said}"
            yield Finding(tool.source.at(tool.key), message, "give one thing one name in all events")
