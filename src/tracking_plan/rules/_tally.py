"""What the rules about a whole log share: how they count and name places, and which sources and properties were seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log
from operator import attrgetter

from ..model.event import Event
from ..model.property import Property
from ..model.tally import EventTally, SourceTally, Tally

_CHANCE = 0.05
_properties = attrgetter("properties")


def times(count: int) -> str:
    """`once`, `12 times`"""
    return "once" if count == 1 else f"{count:,} times"


def first(seen: EventTally) -> str:
    """` (first at web.ndjson:3)`, or nothing"""
    return f" (first at {seen.place[0]}:{seen.place[1]})" if seen.place is not None else ""


def sources_seen(tally: Tally) -> set[str]:
    """Every source that sent a planned event, by the plan's name or the log's."""
    return {name for seen in tally.events.values() for name in seen.sources if name is not None}


def carried(event: Event) -> list[tuple[tuple[str, ...], Property]]:
    """The properties of an event and of the objects in it, each with the names that lead to it."""
    if holds_objects(event):
        return [*_within((), event.properties)]
    return [((name,), found) for name, found in event.properties.items()]


def _within(above: tuple[str, ...], inside: Mapping[str, Property]) -> Iterator[tuple[tuple[str, ...], Property]]:
    for name, found in inside.items():
        yield (*above, name), found
        if found.properties:
            yield from _within((*above, name), found.properties)


def holds_objects(event: Event) -> bool:
    """Whether there are properties in its properties."""
    return any(map(_properties, event.properties.values()))


def keys(names: tuple[str, ...]) -> tuple[str, ...]:
    """The keys under which a property stands in its event."""
    return tuple(step for name in names for step in ("properties", name))


def present(names: tuple[str, ...], source: SourceTally) -> int:
    """In how many valid records of a source a property was there."""
    return source.properties.get(".".join(names), 0)


def is_no_chance(there: int, of: int, never: int) -> bool:
    """Whether what came ``there`` times ``of`` so many is hardly missing by chance from ``never`` others."""
    share = (there + 1) / (of + 2)  # Laplace's rule of succession
    return never * log(1 - share) < log(_CHANCE)
