"""A plan's health at a glance: what stands where, and what is unowned, undocumented, expiring or unused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from ..finding import Finding, Severity
from ..lint.summary import Summary
from ..model.event import STATUSES, Event
from ..model.plan import Plan
from ..model.property import Property
from .facts import Health

SOON = 90
"""Days before its end on which an event is told to expire."""


def health(plan: Plan, findings: Iterable[Finding], summary: Summary | None) -> Health:
    events = [*plan.events.values()]
    statuses = Counter(event.status for event in events)
    severities = Counter(finding.severity for finding in findings)
    return Health(
        events=len(events),
        properties=len({*plan.properties} | {name for event in events for name in event.properties}),
        by_status=tuple((status, statuses[status]) for status in STATUSES if statuses[status]),  # type: ignore[index]
        by_owner=_ranked(Counter(event.owner for event in events if event.owner)),
        by_source=_ranked(Counter(source for event in events for source in dict.fromkeys(event.sources))),
        unowned=tuple(event.name for event in events if not event.owner),
        undocumented=tuple(event.name for event in events if is_undocumented(event)),
        expiring=tuple(event.name for event in events if is_expiring(event, plan.today)),
        unused=tuple(_unseen(events, summary)) if summary is not None else (),
        idle=tuple(_idle(plan)),
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        valid=summary.share if summary is not None else None,
    )


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def is_undocumented(event: Event) -> bool:
    """Whether it has no description or no trigger, or a property that has no description."""
    if not (event.description or "").strip() or not (event.trigger or "").strip():
        return True
    return any(not (found.description or "").strip() for found in event.properties.values())


def is_expiring(event: Event, today: date) -> bool:
    """Whether its day has come, or is near; what is retired already needs no more telling."""
    return isinstance(event.expires, date) and event.status != "retired" and event.expires <= _later(today, SOON)


def _later(day: date, days: int) -> date:
    return day + timedelta(days) if day.year < 9999 else date.max


def _unseen(events: Iterable[Event], summary: Summary) -> Iterator[str]:
    for event in events:
        seen = summary.events.get(event.name)
        if event.status == "live" and (seen is None or not seen.count):
            yield event.name


def _idle(plan: Plan) -> Iterator[tuple[str, str]]:
    """Definitions that nothing takes from or names."""
    carried = {id(found) for found in _lines(plan)}
    events = plan.events.values()
    for name, found in plan.properties.items():
        if id(found) not in carried:
            yield "property", name
    included = {name for event in events for name in event.include}
    included |= {name for group in plan.groups.values() for name in group.include}
    yield from (("group", name) for name in plan.groups if name not in included)
    sending = {name for event in events for name in event.sources}
    yield from (("source", name) for name in plan.sources if name not in sending)
    answering = {event.owner for event in events} | {one.owner for one in plan.objectives.values()}
    answering |= {one.asked_by for one in plan.questions.values()}
    yield from (("owner", name) for name in plan.owners if name not in answering)


def _lines(plan: Plan) -> Iterator[Property]:
    """Every definition that another takes from."""
    for definition in (*plan.definitions, *_carried(plan)):
        line = definition.base
        while line is not None:
            yield line
            line = line.base


def _carried(plan: Plan) -> Iterator[Property]:
    stack = [found for event in plan.events.values() for found in event.properties.values()]
    stack += [found for group in plan.groups.values() for found in group.properties.values()]
    stack += [found for traits in plan.traits.values() for found in traits.values()]
    stack += plan.properties.values()
    while stack:
        found = stack.pop()
        yield found
        stack.extend(found.nested())
