"""A plan's health at a glance: what stands where, and what is unowned, undocumented, expiring or unused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from ..finding import Finding, Severity
from ..lint.summary import Summary
from ..model.event import STATUSES, Event
from ..model.plan import Plan
from ._rules import UNUSED, findings_of
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


_KINDS = {
    "properties": "property",
    "property_groups": "group",
    "sources": "source",
    "owners": "owner",
    "objectives": "objective",
}


def _idle(plan: Plan) -> Iterator[tuple[str, str]]:
    """Definitions that nothing takes from or names, as the rules about such things know it."""
    for rule in UNUSED:
        for finding in findings_of(plan, rule):
            section, name, *_ = finding.at.path
            yield _KINDS[str(section)], str(name)
