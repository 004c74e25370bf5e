"""Two names of the plan become one name in a tool that the events are sent to.

Why: tools take names in forms of their own, in snake case or cut after 40 letters. Where two become one, the records of two
events, or the values of two properties, are one thing there, and no report can tell them apart again.

Bad:

    sources:
      web: {platform: web, sdk: segment, destinations: [ga4]}
    events:
      Checkout Payment Details Form Submitted by Card:   # <- here
        sources: [web]
      Checkout Payment Details Form Submitted by Invoice:   # <- here
        sources: [web]
      Cart Viewed:
        sources: [web]
        properties:
          Item-Count: {type: integer}   # <- here
          item_count: {type: number}   # <- here

Good:

    sources:
      web: {platform: web, sdk: segment, destinations: [ga4]}
      api: {platform: server, sdk: segment, destinations: [amplitude]}
    events:
      Payment Form Submitted:
        sources: [web]
        properties:
          by: {type: string, enum: [card, invoice]}
      Cart Viewed:
        sources: [web]
        properties:
          item_count: {type: number}
      cart viewed:
        sources: [api]

Note: asked of the tools that an event's sources name as `sdk` or in `destinations`; of an event that names no source, those
of all. The names are those that `plan export` gives to such a tool, which keeps the two apart by a number and says so. In
a warehouse that Segment or RudderStack loads, events are tables and properties columns. A tool that takes names as they are,
such as Amplitude, PostHog or mParticle, makes no two of them one. A deprecated event
whose `replaced_by` is the other one may go by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.limits import Called, Limits
from ..model.plan import Plan
from ..model.property import Property
from ..shelf import listed, quote
from ._limits import sent, tools
from ._names import others, related

severity = Severity.ERROR

Named = TypeVar("Named", Event, Property)


class _Tool(NamedTuple):
    """A tool with names of its own, and the events that reach it."""

    title: str
    called: Called
    events: list[Event]


def check_plan(plan: Plan) -> Iterator[Finding]:
    found = list(_tools(plan))
    yield from _said((tool, tool.called.events, group) for tool in found for group in _events(tool))
    yield from _said((tool, tool.called.properties, group) for tool in found for group in _properties(tool))
    for traits in plan.traits.values():
        for tool in found:
            if tool.called.trait is not None:
                called = {name: tool.called.trait(name) for name in traits}
                yield from _said((tool, "user properties", group) for group in _clashes(traits, called))


def _tools(plan: Plan) -> Iterable[_Tool]:
    if not any(limits.called != Called() for limits in plan.tools.values()):
        return ()
    made: dict[str, _Tool] = {}
    known: dict[tuple[str, ...], list[Limits]] = {}
    for event in sent(plan):
        sources = event.sources or tuple(plan.sources)
        if sources not in known:
            known[sources] = [limits for limits in _reached(plan, sources) if limits.called != Called()]
        for limits in known[sources]:
            reached = made.setdefault(limits.title, _Tool(limits.title, limits.called, [])).events
            if not reached or reached[-1] is not event:
                reached.append(event)
    return made.values()


def _reached(plan: Plan, sources: Iterable[str]) -> Iterator[Limits]:
    for name in sources:
        for tool in tools(plan, (name,)):
            through = tool.limits.called.through
            if not through or tool.source.sdk in through:
                yield tool.limits


Group = tuple[str, list[Named]]
"""What they are called there, and those that are."""


def _events(tool: _Tool) -> Iterator[Group[Event]]:
    name = tool.called.event
    if name is not None:
        events = {event.name: event for event in tool.events if event.kind == "track"}
        for theirs, group in _clashes(events, {event.name: name(event) for event in events.values()}):
            names = {event.name for event in group}
            stay = [event for event in group if event.replaced_by not in names - {event.name}]
            if len(stay) > 1:
                yield theirs, stay


def _properties(tool: _Tool) -> Iterator[Group[Property]]:
    """Those of one event where each has its own, else those of all; each name at the first place that it stands at."""
    name = tool.called.property
    if name is None:
        return
    known: dict[str, str] = {}
    for events in [[event] for event in tool.events] if tool.called.apart else [tool.events]:
        first: dict[str, Property] = {}
        for event in events:
            for found in event.properties.values():
                first.setdefault(found.name, found)
        known.update((ours, name(ours)) for ours in first.keys() - known.keys())
        if len({known[ours] for ours in first}) < len(first):
            yield from _clashes(first, {ours: known[ours] for ours in first})


def _clashes(things: Mapping[str, Named], called: Mapping[str, str]) -> Iterator[Group[Named]]:
    groups: dict[str, list[Named]] = {}
    for ours, theirs in called.items():
        groups.setdefault(theirs, []).append(things[ours])
    return ((theirs, group) for theirs, group in groups.items() if len(group) > 1)


def _said(clashes: Iterable[tuple[_Tool, str, Group[Named]]]) -> Iterator[Finding]:
    """A finding at each of them, which names the others; tools that call them the same are said together."""
    together: dict[tuple[str, str, tuple[int, ...]], tuple[list[Named], dict[str, None]]] = {}
    for tool, kind, (theirs, group) in clashes:
        key = (theirs, kind, tuple(map(id, group)))
        together.setdefault(key, (group, {}))[1][tool.title] = None
    for (theirs, kind, _), (group, titles) in together.items():
        for one in group:
            several = "all" if len(group) > 2 else "both"
            message = f"{quote(one.name)} and {others(group, one)} are {several} {quote(theirs)} among the {kind} of {listed(titles)}"
            yield Finding(one.at(), message, "rename one, or send it elsewhere", related=related(group, one))
