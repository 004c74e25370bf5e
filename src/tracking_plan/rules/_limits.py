"""What the rules about limits share: which tools an event, a property or a trait reaches, and how their limits are said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from ..document import Span
from ..model.event import Event
from ..model.limits import Cap, Limits, respell
from ..model.plan import Plan
from ..model.property import Property
from ..model.source import Source
from ..shelf import listed, quote

Sources = tuple[str, ...]


class Tool(NamedTuple):
    """A tool as events reach it."""

    limits: Limits
    respells: bool
    """Whether event names are respelled on their way to it."""
    source: Source
    """The first source that names it, under this key: `sdk` or `destinations`."""
    key: str

    def spelled(self, name: str) -> str:
        return respell(name) if self.respells else name


def tools(plan: Plan, sources: Sources) -> tuple[Tool, ...]:
    """The tools with limits that events from these sources reach."""
    known: dict[Sources, tuple[Tool, ...]] = plan.facts("tools by sources", lambda _: {})
    found = known.get(sources)
    if found is None:
        reached: dict[tuple[int, bool], Tool] = {}
        for name in sources:
            if name in plan.sources:
                for tool in _of(plan, plan.sources[name]):
                    reached.setdefault((id(tool.limits), tool.respells), tool)
        found = known[sources] = tuple(reached.values())
    return found


def all_tools(plan: Plan) -> tuple[Tool, ...]:
    """The tools with limits that the plan's sources name."""
    if not plan.tools:
        return ()
    return tuple({id(tool.limits): tool for tool in reversed(tools(plan, tuple(plan.sources)))}.values())[::-1]


def _of(plan: Plan, source: Source) -> Iterator[Tool]:
    named = dict.fromkeys(source.destinations, "destinations")
    if source.sdk is not None:
        named[source.sdk] = "sdk"
    sdk = plan.tools.get(source.sdk or "")
    for name, key in named.items():
        limits = plan.tools.get(name)
        if limits is not None:
            same = sdk is not None and sdk.event_name_form_said == limits.event_name_form_said
            respells = limits.respelled == "always" or (limits.respelled == "forwarded" and not same)
            yield Tool(limits.on.get(source.platform or "", limits), respells, source, key)


def sent(plan: Plan) -> Iterator[Event]:
    """The events that are, or will be, sent."""
    return (event for event in plan.events.values() if event.status != "retired")


class Use(NamedTuple):
    """A property as an event carries it, and the sources that send it."""

    property: Property
    sources: Sources


def uses(plan: Plan, definition: Property) -> list[Use]:
    """Where a property's definition ends up: in which events (or traits), by which sources."""
    found: list[Use] = plan.facts("uses of definitions", _uses).get(id(definition), [])
    return found


def _uses(plan: Plan) -> dict[int, list[Use]]:
    made: dict[int, list[Use]] = {}

    def add(carried: Property, sources: Sources) -> None:
        if carried.sources is not None:
            sources = tuple(name for name in sources if name in carried.sources)
        use, link = Use(carried, sources), carried
        while True:
            made.setdefault(id(link), []).append(use)
            if link.base is None:
                return
            link = link.base

    for event in sent(plan):
        for carried in event.properties.values():
            add(carried, event.sources)
    return made


def introduced(plan: Plan) -> Iterator[tuple[Property, Callable[[], Span]]]:
    """Each property, and what tells where its name is chosen; of one of another plan, where an event here first takes it."""
    yield from ((found, found.at) for found in plan.definitions if found.base is None)
    taken: set[int] = set()
    for event in sent(plan) if plan.bases else ():
        for carried in event.properties.values():
            root = carried
            while root.base is not None:
                root = root.base
            if id(root) not in taken and not plan.owns(root):
                taken.add(id(root))
                yield root, carried.at if plan.owns(carried) else partial(event.at, "include")


def reached(plan: Plan, found: Iterable[Use]) -> tuple[Tool, ...]:
    """The tools that at least one of these uses reaches."""
    made: dict[int, Tool] = {}
    for sources in dict.fromkeys(use.sources for use in found):
        for tool in tools(plan, sources):
            made.setdefault(id(tool.limits), tool)
    return tuple(made.values())


def lowest(plan: Plan, cap: Callable[[Limits], Cap | None]) -> int | None:
    """The lowest figure of any tool: what keeps within it is within all."""
    figures = [found.most for tool in all_tools(plan) if (found := cap(tool.limits)) is not None]
    return min(figures, default=None)


def losses(found: Iterable[tuple[Tool, str]]) -> str:
    """What tools do, in one clause: `Google Analytics 4 and Firebase drop events with more than 40`."""
    by_loss: dict[str, dict[str, None]] = {}
    for tool, loss in found:
        by_loss.setdefault(loss, {})[tool.limits.title] = None
    return "; ".join(f"{listed(titles)} {_many(loss) if len(titles) > 1 else loss}" for loss, titles in by_loss.items())


_PLURALS = {"is": "are", "indexes": "index"}


def _many(loss: str) -> str:
    """`drops events` -> `drop events`."""
    verb, _, rest = loss.partition(" ")
    return f"{_PLURALS.get(verb, verb[:-1])} {rest}"


def reserves(names: frozenset[str], prefixes: tuple[str, ...], name: str) -> str | None:
    """The name, or the beginning of it, that a tool keeps for itself."""
    if name in names:
        return name
    if not name.startswith(prefixes):
        return None
    return next(prefix for prefix in prefixes if name.startswith(prefix))


def reserved(subject: str, name: str, found: Iterable[tuple[Tool, str, str]]) -> str:
    """The message that tools keep a name for themselves: each with the name that it gets, and what of it it keeps."""
    keepers: dict[tuple[str, str], dict[str, None]] = {}
    for tool, spelled, kept in found:
        keepers.setdefault((spelled, kept), {})[tool.limits.title] = None
    parts = []
    for (spelled, kept), titles in keepers.items():
        who = f"{listed(titles)} {'keep for themselves' if len(titles) > 1 else 'keeps for itself'}"
        sent_as = f"sent as {quote(spelled)}, " if spelled != name else ""
        how = f"is a name that {who}" if kept == spelled else f"begins with {quote(kept)}, which {who}"
        parts.append(sent_as + how)
    return f"{subject}{', ' if parts[0].startswith('sent as') else ' '}{'; '.join(parts)}"
