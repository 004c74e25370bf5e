"""What the rules about references share: suggestions within a bound, what stands beside a property, and circles."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from ..model.plan import Plan
from ..model.property import Property
from ..shelf import did_you_mean, near, quote

_MOST_COMPARED = 10_000
"""Comparing names takes about 50 µs each: of thousands of wrong names only the first get a suggestion."""
_MANY = 300

Step = TypeVar("Step", bound=Hashable)


def suggestion(kind: str, name: str, known: Iterable[str], plan: Plan) -> str:
    """` (did you mean "x"?)` or nothing; worked out once for each name of a kind."""
    memory: dict[tuple[str, str], str] = plan.facts("suggestions", lambda _: {})
    spent: list[int] = plan.facts("suggestions compared", lambda _: [0])
    key = (kind, name)
    if key not in memory:
        if spent[0] >= _MOST_COMPARED:
            return ""
        close = [*known]
        if len(close) > _MANY:
            spent[0] += len(close) // 10
            close = [other for other in close if other[:1].casefold() == name[:1].casefold()]
        spent[0] += len(close)
        memory[key] = did_you_mean(name, close) if close else ""
    return memory[key]


def meant(names: Iterable[str | None], known: Iterable[str]) -> set[str]:
    """The known names that are used: as they are, or misspelled (which another rule says; it need not be said twice)."""
    known = set(known)
    used = {name for name in names if name is not None}
    wrong = used - known
    if wrong and len(wrong) * len(known) <= _MOST_COMPARED:
        used.update(found for name in wrong if (found := near(name, known)) is not None)
    return used


def event_suggestion(name: str, plan: Plan) -> str:
    """What an event's name may stand for: an event that was renamed, or a name that is near."""
    renamed = plan.facts("renamed", _renamed).get(name)
    return f" (it is now {quote(renamed)})" if renamed else suggestion("event", name, plan.events, plan)


def _renamed(plan: Plan) -> dict[str, str]:
    return {old: event.name for event in plan.events.values() for old in event.was}


def beside(found: Property, plan: Plan) -> Mapping[str, Property]:
    """The properties among which this one stands, itself included; none for the items of an array."""
    inside, rest = _section(found, plan)
    while len(rest) > 1:
        holder: Property | None = inside.get(str(rest[0]))
        rest = rest[1:]
        while holder is not None and rest and rest[0] == "items":
            holder, rest = holder.items, rest[1:]
        if holder is None or not rest:
            return {}
        inside, rest = holder.properties or {}, rest[1:]
    return inside


def _section(found: Property, plan: Plan) -> tuple[Mapping[str, Property], Sequence[str | int]]:
    path = found.path
    match path[0]:
        case "events":
            return plan.events[str(path[1])].properties, path[3:]
        case "traits":
            return plan.traits[str(path[1])], path[2:]
        case "property_groups":
            group = plan.groups[str(path[1])]
            return group.properties, path[len(group.own[0].path) - 1 :]
    return plan.properties, path[1:]


def circles(following: Mapping[Step, Step]) -> Iterator[list[Step]]:
    """Each circle that one runs into by going from step to step, once; in time linear in the steps."""
    done: set[Step] = set()
    for start in following:
        trail: dict[Step, int] = {}
        step = start
        while step in following and step not in done and step not in trail:
            trail[step] = len(trail)
            step = following[step]
        if step in trail:
            yield [*trail][trail[step] :]
        done.update(trail)
