"""The carriers of a definition: every place that takes from an entry of the dictionary, of a group or of traits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..document import Path
from .plan import Plan
from .property import Property
from .reference import names_in, node_at, of_property, settled


class Carrier(NamedTuple):
    """A place that takes from a definition."""

    section: str
    """events, property_groups, properties or traits."""
    holder: str
    """The name of the event, group, property or kind of traits that has it."""
    names: tuple[str, ...]
    """The properties through which one gets there from the holder."""
    property: Property


def carriers(plan: Plan, path: Path) -> tuple[Carrier, ...]:
    """What takes from the definition at a path of the plan, in the order of the plan; not the definition itself."""
    known: Mapping[Path, list[Carrier]] = plan.facts("carriers of definitions", _index)
    own = (str(path[0]), str(path[1]), names_in(path))
    return tuple(carrier for carrier in known.get(of_property(path), ()) if carrier[:3] != own)


def origins(plan: Plan, path: Path) -> Iterator[Property]:
    """The definitions that the property at a path takes from: of a group, then of the dictionary."""
    found = node_at(plan, path) if path[0] == "properties" or names_in(path) else None
    line = found if isinstance(found, Property) else None
    while line is not None:
        if settled(line.path)[:2] != path[:2]:
            yield line
        line = line.base


def _index(plan: Plan) -> dict[Path, list[Carrier]]:
    made: dict[Path, list[Carrier]] = {}
    for carrier in _every(plan):
        line: Property | None = carrier.property
        taken = set()
        while line is not None:
            taken.add(settled(line.path))
            line = line.base
        for path in taken:
            made.setdefault(path, []).append(carrier)
    return made


def _every(plan: Plan) -> Iterator[Carrier]:
    """Every property of the plan at every place that carries it, nested ones too."""
    for name, found in plan.properties.items():
        yield from _below("properties", name, (), found)
    for group in plan.groups.values():
        for name, found in group.properties.items():
            yield from _below("property_groups", group.name, (name,), found)
    for event in plan.events.values():
        for name, found in event.properties.items():
            yield from _below("events", event.name, (name,), found)
    for who, traits in plan.traits.items():
        for name, found in traits.items():
            yield from _below("traits", who, (name,), found)


def _below(section: str, holder: str, names: tuple[str, ...], found: Property) -> Iterator[Carrier]:
    yield Carrier(section, holder, names, found)
    if found.items is not None:
        yield from _below(section, holder, names, found.items)
    for name, inner in (found.properties or {}).items():
        yield from _below(section, holder, (*names, name), inner)
