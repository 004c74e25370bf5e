"""What a plan holds in numbers, and how healthy it is: counts, coverage, and what wants somebody's attention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Annotated

from msgspec import Meta, Struct

from ..finding import Finding
from ..model.event import STATUSES, Event
from ..model.plan import Plan
from ..model.property import PII, Property
from ..model.reference import said
from ..shelf import quote
from ._health import SOON
from ._rules import UNUSED, findings_of

NOTHING = ""
"""The name under which is counted what says nothing: events without an owner, properties without a privacy class."""
_OVER = ("deprecated", "retired")


class Count(Struct, frozen=True):
    """How many say one thing."""

    name: Annotated[str, Meta(description="What they say; empty for those that say nothing.")]
    count: int


class Coverage(Struct, frozen=True):
    """How many of those that should say something do."""

    what: Annotated[str, Meta(description="Such as `events with an owner`.")]
    have: int
    of: int

    @property
    def share(self) -> float:
        return self.have / self.of if self.of else 1.0


class Item(Struct, frozen=True):
    """A thing of the plan, and where it is written."""

    name: Annotated[str, Meta(description="As `plan show` takes it.")]
    file: str
    line: int
    note: Annotated[str, Meta(description="What is to be known of it here, such as the day on which it expires.")] = ""


class Concern(Struct, frozen=True):
    """Things that want attention for one reason."""

    what: Annotated[
        str,
        Meta(description="unowned, undocumented, expiring, expired, unused, purposeless, unanswered or unclassified."),
    ]
    means: str
    items: list[Item]


class Statistics(Struct, frozen=True):
    """A plan in numbers."""

    totals: Annotated[dict[str, int], Meta(description="How many things it has of each kind.")]
    counts: Annotated[
        dict[str, list[Count]],
        Meta(
            description="Events by status, owner, source, category and phase; properties by privacy class under `pii`, "
            "each definition counted once. An event of two sources is counted for both."
        ),
    ]
    coverage: list[Coverage]
    concerns: list[Concern]


def statistics(plan: Plan, days: int = SOON) -> Statistics:
    """A plan in numbers. What ends within so many days of the plan's own today is expiring."""
    return Statistics(
        totals=totals(plan),
        counts={
            "status": _counted((event.status for event in plan.events.values()), STATUSES),
            "owner": _counted((event.owner or NOTHING for event in plan.events.values()), (), plan.owners),
            "source": _counted(_sources(plan), (), plan.sources),
            "category": _counted(event.category or NOTHING for event in plan.events.values()),
            "phase": _counted(event.phase or NOTHING for event in plan.events.values()),
            "pii": _counted((found.pii or NOTHING for found in definitions(plan)), PII),
        },
        coverage=[one for one in coverage(plan) if one.of],
        concerns=list(concerns(plan, days)),
    )


def totals(plan: Plan) -> dict[str, int]:
    return {
        "events": len(plan.events),
        "properties": len(definitions(plan)),
        "groups": len(plan.groups),
        "traits": sum(map(len, plan.traits.values())),
        "sources": len(plan.sources),
        "owners": len(plan.owners),
        "questions": len(plan.questions),
        "objectives": len(plan.objectives),
    }


def definitions(plan: Plan) -> tuple[Property, ...]:
    """Every property that the plan defines, nested ones too: where it merely narrows one, it is the same one."""
    found: tuple[Property, ...] = plan.facts("properties defined", _definitions)
    return found


def _definitions(plan: Plan) -> tuple[Property, ...]:
    return tuple(found for found in plan.definitions if found.base is None and found.path[-1] != "items")


def _sources(plan: Plan) -> Iterator[str]:
    for event in plan.events.values():
        yield from event.sources or (NOTHING,)


def _counted(said: Iterable[str], order: Iterable[str] = (), known: Iterable[str] = ()) -> list[Count]:
    """How many say each: in the order given, or the most first; those that say nothing last. Nobody's names count 0."""
    found = Counter(said)
    nothing = found.pop(NOTHING, 0)
    names = [name for name in order if name in found]
    rest = [name for name in dict.fromkeys((*found, *known)) if name not in names]
    names += sorted(rest, key=lambda name: (-found[name], name))
    return [*(Count(name, found[name]) for name in names), *([Count(NOTHING, nothing)] if nothing else [])]


def coverage(plan: Plan) -> Iterator[Coverage]:
    """What share of the living events, of properties and of questions says what it should."""
    living = [event for event in plan.events.values() if event.status not in _OVER]

    def events(what: str, has: Iterable[object]) -> Coverage:
        return Coverage(f"events with {what}", sum(map(bool, has)), len(living))

    yield events("a description", ((event.description or "").strip() for event in living))
    yield events("a trigger", ((event.trigger or "").strip() for event in living))
    yield events("an owner", (event.owner in plan.owners for event in living))
    yield events("a source", (event.sources for event in living))
    yield events("a category", (event.category for event in living))
    yield events("an example", (event.examples for event in living))
    if plan.questions:
        idle = {finding.at.path[1] for finding in findings_of(plan, "event-answers-nothing")}
        yield Coverage("events that answer a question", sum(event.name not in idle for event in living), len(living))
    found = definitions(plan)
    yield Coverage(
        "properties with a description", sum(bool((one.description or "").strip()) for one in found), len(found)
    )
    yield Coverage("properties with a type", sum(bool(one.types) for one in found), len(found))
    yield Coverage("properties with a privacy class", sum(one.pii is not None for one in found), len(found))
    yield Coverage(
        "questions answered by live events",
        sum(_answered(plan, one.needs) for one in plan.questions.values()),
        len(plan.questions),
    )


def _answered(plan: Plan, needs: tuple[str, ...]) -> bool:
    pointed = [plan.point(need) for need in needs]
    return bool(needs) and all(
        one.missing is None and one.event is not None and one.event.status == "live" for one in pointed
    )


_RULES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "unowned": ("no owner answers for them", ("event-without-owner", "unknown-owner")),
    "undocumented": (
        "they do not say what they mean, or when they are sent",
        ("event-without-description", "event-without-trigger", "property-without-description"),
    ),
    "unclassified": ("they look personal, and have no privacy class", ("property-looks-personal",)),
    "expired": ("past the day on which they were to end", ("event-expired",)),
    "unused": (
        "nothing uses them",
        UNUSED,
    ),
    "purposeless": ("they answer no question", ("event-answers-nothing",)),
    "unanswered": (
        "questions whose events are not live, or not there",
        ("question-not-live", "question-incomplete", "unknown-need"),
    ),
}
"""Each concern, what it means, and the rules that know it; whether a plan judges by them is another matter."""


def concerns(plan: Plan, days: int = SOON) -> Iterator[Concern]:
    """What wants attention; a concern without things is left out."""
    for what, (means, rules) in _RULES.items():
        if what == "expired" and (ending := list(_expiring(plan, days))):
            yield Concern("expiring", f"they end within {days} days", ending)
        found = [finding for rule in rules for finding in findings_of(plan, rule)]
        items = {(item.name, item.file, item.line): item for item in map(_item, found)}
        if items:
            yield Concern(what, means, list(items.values()))


def _expiring(plan: Plan, days: int) -> Iterator[Item]:
    last = plan.today + timedelta(days=days) if plan.today < date.max - timedelta(days=days) else date.max
    ending = (event for event in plan.events.values() if _ends(event, plan.today, last))
    for event in sorted(ending, key=lambda one: str(one.expires)):
        at = event.at("expires")
        yield Item(event.name, at.file, at.line, f"expires on {event.expires}")


def _ends(event: Event, first: date, last: date) -> bool:
    return isinstance(event.expires, date) and first <= event.expires <= last and event.status not in _OVER


def _item(finding: Finding) -> Item:
    return Item(_named(finding), finding.at.file, finding.at.line, finding.message)


def _named(finding: Finding) -> str:
    """What a finding is about, as `plan show` takes it: the event or property, and not the key at which it stands."""
    path = finding.at.path
    return said(path) if len(path) > 1 else quote(finding.message)
