"""The Impact of a thing: everything in the plan's graph that uses it, and the owners to tell before it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..document import Path, Span
from .carriers import carriers
from .event import Event
from .people import Owner, Question
from .plan import Plan
from .property import Property
from .reference import names_in, said
from .source import Source


class Use(NamedTuple):
    """One thing that uses another: its kind, its name, where it stands, and the owner who answers for it.

    Kinds are event, property, group, traits, question, objective, example, replaced event and replaced property.
    """

    kind: str
    name: str
    at: Span
    owner: str = ""


class Client(NamedTuple):
    """The client that is generated for a source: in which language, and below which folder."""

    source: str
    language: str | None
    out: str | None
    events: tuple[str, ...] = ()
    """The events in it that are concerned, by the names that stand in its files."""


class Impact(NamedTuple):
    """What uses a thing. ``tell`` are the owners who should know, each with how to reach them."""

    subject: str
    uses: tuple[Use, ...] = ()
    clients: tuple[Client, ...] = ()
    tell: tuple[tuple[str, str], ...] = ()

    def of(self, kind: str) -> tuple[Use, ...]:
        return tuple(use for use in self.uses if use.kind == kind)

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(use.kind for use in self.uses))


_Names = tuple[str, ...]
_Carried = Mapping[str, set[_Names]]
"""Event -> the properties in it that are meant, each by the names that lead to it; the empty ones for the event itself."""


def impact(plan: Plan, path: Path) -> Impact:
    """Everything that uses what stands at a path of the plan's normal form; nothing where nothing stands there."""
    kind, name = str(path[0]), str(path[1]) if len(path) > 1 else ""
    carried: dict[str, set[_Names]] = {}
    uses: list[Use] = []
    clients: Iterable[Client] = ()
    match kind:
        case "events":
            carried[name] = {names_in(path)}
        case "properties" | "property_groups" | "traits":
            uses += _definition(plan, path, carried)
        case "sources":
            carried = {event.name: {()} for event in plan.events.values() if name in event.sources}
            uses += _restricted(plan, name)
            clients = [_client(source, carried) for source in plan.sources.values() if source.name == name]
        case "owners" | "questions" | "objectives":
            uses += _people(plan, kind, name)
    if kind != "events" or names_in(path):  # nothing uses itself
        uses[:0] = _events(plan, carried)
    uses += _questions(plan, carried)
    if kind != "sources":  # an example stays right whoever sends it
        uses += _replaced(plan, carried)
        uses += _examples(plan, carried)
        clients = _clients(plan, carried)
    owners = [*_answering(plan, kind, name), *(use.owner for use in uses if use.owner)]
    tell = tuple((owner, _reached(plan.owners.get(owner))) for owner in dict.fromkeys(owners))
    return Impact(said(path), tuple(dict.fromkeys(uses)), tuple(clients), tell)


def _definition(plan: Plan, path: Path, carried: dict[str, set[_Names]]) -> Iterator[Use]:
    """Where a definition of the dictionary, of a group or of traits is carried; the events among it go to ``carried``."""
    if path[0] == "property_groups" and not names_in(path):
        yield from _group(plan, str(path[1]), carried)
        return
    for carrier in carriers(plan, path) if len(path) > 1 else ():
        place, found = carrier.property, ".".join((carrier.holder, *carrier.names))
        match carrier.section:
            case "events":
                carried.setdefault(carrier.holder, set()).add(carrier.names)
            case "property_groups":
                yield Use("group", carrier.holder, plan.groups[carrier.holder].at())
            case "traits":
                yield Use("traits", found, place.at())
            case "properties":
                yield Use("property", found, place.at())


def _group(plan: Plan, name: str, carried: dict[str, set[_Names]]) -> Iterator[Use]:
    including = _including(plan, name)
    for event in plan.events.values():
        if including.intersection(event.include):
            carried[event.name] = {(held,) for held in plan.groups[name].properties}
    for group in plan.groups.values():
        if group.name in including and group.name != name:
            yield Use("group", group.name, group.at())


def _including(plan: Plan, name: str) -> set[str]:
    """A group and those that include it, at whatever distance."""
    found, grew = {name}, True
    while grew:
        more = {group.name for group in plan.groups.values() if found.intersection(group.include)} - found
        found |= more
        grew = bool(more)
    return found


def _restricted(plan: Plan, source: str) -> Iterator[Use]:
    """The properties that say that this source sends them."""
    for found in plan.definitions:
        if found.says("sources") and source in (found.sources or ()):
            yield Use("property", said(found.path), found.at("sources"))


def _people(plan: Plan, kind: str, name: str) -> Iterator[Use]:
    """What belongs to an owner, answers a question or serves an objective."""
    if kind == "owners":
        yield from (_event(event) for event in plan.events.values() if event.owner == name)
        for objective in plan.objectives.values():
            if objective.owner == name:
                yield Use("objective", objective.name, objective.at(), name)
        yield from (_question(question) for question in plan.questions.values() if question.asked_by == name)
        return
    served = [one for one in plan.questions.values() if name == (one.name if kind == "questions" else one.objective)]
    if kind == "objectives":
        yield from map(_question, served)
    names = {question.name for question in served}
    yield from (_event(event) for event in plan.events.values() if names.intersection(event.answers))


def _answering(plan: Plan, kind: str, name: str) -> Iterator[str]:
    """Who answers for the thing itself."""
    found = {
        "owners": name,
        "events": plan.events[name].owner if name in plan.events else None,
        "questions": plan.questions[name].asked_by if name in plan.questions else None,
        "objectives": plan.objectives[name].owner if name in plan.objectives else None,
    }.get(kind)
    if found:
        yield found


def _event(event: Event) -> Use:
    return Use("event", event.name, event.at(), event.owner or "")


def _question(question: Question) -> Use:
    return Use("question", question.name, question.at(), question.asked_by or "")


def _events(plan: Plan, carried: _Carried) -> list[Use]:
    return [_event(plan.events[name]) for name in carried if name in plan.events]


def _questions(plan: Plan, carried: _Carried) -> Iterator[Use]:
    """The questions that need one of these, or that one of these events answers."""
    wanted: dict[str, list[tuple[str, _Names]]] = plan.facts("questions by event", _needed)
    found = [
        name
        for event, meant in carried.items()
        for name, needs in wanted.get(event, ())
        if any(one == () or (needs and (one[: len(needs)] == needs or needs[: len(one)] == one)) for one in meant)
    ]
    return (_question(plan.questions[name]) for name in dict.fromkeys(found))


def _needed(plan: Plan) -> dict[str, list[tuple[str, _Names]]]:
    """Event -> (question, the names that lead to what it needs of the event)."""
    made: dict[str, list[tuple[str, _Names]]] = {}
    for question in plan.questions.values():
        for need in question.needs:
            pointed = plan.point(need)
            if pointed.event is not None:
                rest = need[len(pointed.event.name) + 1 :]
                made.setdefault(pointed.event.name, []).append((question.name, tuple(rest.split(".")) if rest else ()))
    for event in plan.events.values():
        for name in event.answers:
            if name in plan.questions:
                made.setdefault(event.name, []).append((name, ()))
    return made


def _replaced(plan: Plan, carried: _Carried) -> Iterator[Use]:
    """What names one of these as the thing to use instead of itself."""
    by_event: dict[str, list[Event]] = plan.facts("events by replacement", _by_replacement)
    for name, meant in carried.items():
        if () in meant:
            for event in by_event.get(name, ()):
                yield Use("replaced event", event.name, event.at("replaced_by"), event.owner or "")
        elif name in plan.events:
            for found in plan.events[name].properties.values():
                if (found.replaced_by,) in meant:
                    yield Use("replaced property", f"{name}.{found.name}", found.at("replaced_by"))


def _by_replacement(plan: Plan) -> dict[str, list[Event]]:
    made: dict[str, list[Event]] = {}
    for event in plan.events.values():
        if event.replaced_by:
            made.setdefault(event.replaced_by, []).append(event)
    return made


def _examples(plan: Plan, carried: _Carried) -> Iterator[Use]:
    for name, meant in carried.items():
        event = plan.events.get(name)
        for place, example in enumerate(event.examples if event is not None else ()):
            if any(_holds(example, names) for names in meant):
                assert event is not None
                yield Use("example", f"{name}, example {place + 1}", event.at("examples", place))


def _holds(value: Any, names: _Names) -> bool:
    if isinstance(value, list):
        return any(_holds(item, names) for item in value)
    if not names:
        return True
    return isinstance(value, dict) and names[0] in value and _holds(value[names[0]], names[1:])


def _clients(plan: Plan, carried: _Carried) -> Iterator[Client]:
    """The clients in which the events stand that carry it."""
    senders = {name: _senders(plan.events[name], meant) for name, meant in carried.items() if name in plan.events}
    for source in plan.sources.values():
        names = [name for name, sources in senders.items() if source.name in sources]
        if names and (source.out or source.language):
            yield _client(source, names)


def _senders(event: Event, meant: set[_Names]) -> set[str]:
    """The sources that send an event with one of these properties: a property may name fewer than its event."""
    return set().union(*(_with(event.sources, event.properties, names) for names in meant))


def _with(sources: Iterable[str], inside: Mapping[str, Property], names: _Names) -> set[str]:
    left = {*sources}
    for name in names:
        found = inside.get(name)
        if found is None:
            break
        if found.sources is not None:
            left.intersection_update(found.sources)
        while found.items is not None and not found.properties:
            found = found.items
        inside = found.properties or {}
    return left


def _client(source: Source, names: Iterable[str]) -> Client:
    return Client(source.name, source.language, source.out, tuple(names))


def _reached(owner: Owner | None) -> str:
    """How to reach an owner: `Growth team, growth@acme.test, @acme/growth`."""
    if owner is None:
        return ""
    return ", ".join(part for part in (owner.title, owner.email, owner.github, owner.slack) if part)
