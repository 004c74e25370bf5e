"""The Impact of a thing: everything in the plan's graph that uses it, and the owners to tell before it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..document import Path, Span
from .event import Event
from .people import Owner, Question
from .plan import Plan
from .property import Property
from .reference import names_in, said
from .source import Source


class Use(NamedTuple):
    """One thing that uses another: its kind (event, group, traits, question, example, objective), its name, its place."""

    kind: str
    name: str
    at: Span


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


Carried = Mapping[str, set[tuple[str, ...]]]
"""Event -> the properties in it that are meant, each by the names that lead to it; the empty path for the event itself."""


def impact(plan: Plan, path: Path) -> Impact:
    """Everything that uses what stands at a path of the plan's normal form; nothing where nothing stands there."""
    carried: dict[str, set[tuple[str, ...]]] = {}
    uses: dict[Use, None] = {}
    owners: dict[str, None] = {}
    kind, name = str(path[0]), str(path[1]) if len(path) > 1 else ""
    if kind == "events":
        carried[name] = {names_in(path[2:])}
    elif kind in ("properties", "property_groups", "traits"):
        _definition(plan, path, carried, uses)
    elif kind == "sources":
        carried = {event.name: {()} for event in plan.events.values() if name in event.sources}
        clients = [_client(source, carried) for source in plan.sources.values() if source.name == name]
        return _impact(plan, path, carried, uses, owners, clients)
    elif kind == "owners":
        owners[name] = None
        carried = {event.name: {()} for event in plan.events.values() if event.owner == name}
        uses.update((Use("objective", o.name, o.at()), None) for o in plan.objectives.values() if o.owner == name)
        uses.update((Use("question", q.name, q.at()), None) for q in plan.questions.values() if q.asked_by == name)
        uses = {**dict.fromkeys(_events(plan, carried)), **uses}
        return Impact(said(path), tuple(uses), (), _tell(plan, owners))
    elif kind in ("questions", "objectives"):
        _purpose(plan, kind, name, carried, uses, owners)
        return Impact(said(path), tuple(uses), (), _tell(plan, owners))
    return _impact(plan, path, carried, uses, owners, _clients(plan, carried))


def _impact(
    plan: Plan,
    path: Path,
    carried: Carried,
    uses: dict[Use, None],
    owners: dict[str, None],
    clients: Iterable[Client],
) -> Impact:
    """The events that carry it, and all that hangs on them."""
    made = dict.fromkeys(_events(plan, carried)) | uses
    for question in _questions(plan, carried):
        made[Use("question", question.name, question.at())] = None
        if question.asked_by:
            owners[question.asked_by] = None
    made.update(dict.fromkeys(_replaced(plan, carried)))
    made.update(dict.fromkeys(_examples(plan, carried)))
    for name in carried:
        event = plan.events.get(name)
        if event is not None and event.owner:
            owners[event.owner] = None
    return Impact(said(path), tuple(made), tuple(clients), _tell(plan, owners))


def _definition(plan: Plan, path: Path, carried: dict[str, set[tuple[str, ...]]], uses: dict[Use, None]) -> None:
    """Where a definition of the dictionary, of a group or of traits is carried."""
    kind, name = str(path[0]), str(path[1])
    if kind == "traits":
        uses[Use("traits", name, plan.raw.at())] = None
        return
    if kind == "property_groups" and len(path) == 2:
        including = _including(plan, name)
        for event in plan.events.values():
            if including.intersection(event.include):
                carried.setdefault(event.name, set()).add(())
        others = [group for group in plan.groups.values() if group.name in including and group.name != name]
        uses.update((Use("group", group.name, group.at()), None) for group in others)
        return
    names = names_in(path[2:]) if kind == "property_groups" else (name, *names_in(path[2:]))
    if not names:
        return
    for group in plan.groups.values():
        found = group.properties.get(names[0])
        if group.name != name and found is not None and _stems_from(found, path[: 2 if kind == "properties" else 4]):
            uses[Use("group", group.name, group.at())] = None
    for event in plan.events.values():
        found = event.properties.get(names[0])
        if found is not None and _stems_from(found, path[: 2 if kind == "properties" else 4]):
            carried.setdefault(event.name, set()).add(names)
    for who, traits in plan.traits.items():
        found = traits.get(names[0])
        if found is not None and _stems_from(found, path[:2]):
            uses[Use("traits", f"{who}.{names[0]}", found.at())] = None


def _stems_from(found: Property, path: Path) -> bool:
    """Whether a property is, or narrows, the one defined at a path (with or without a group's ``properties``)."""
    short = path[:2] + path[3:] if path[0] == "property_groups" else path
    line: Property | None = found
    while line is not None:
        if line.path in (path, short):
            return True
        line = line.base
    return False


def _including(plan: Plan, name: str) -> set[str]:
    """A group and those that include it, at whatever distance."""
    found, grew = {name}, True
    while grew:
        more = {group.name for group in plan.groups.values() if found.intersection(group.include)} - found
        found |= more
        grew = bool(more)
    return found


def _events(plan: Plan, carried: Carried) -> Iterator[Use]:
    for name in carried:
        if name in plan.events:
            yield Use("event", name, plan.events[name].at())


def _questions(plan: Plan, carried: Carried) -> list[Question]:
    """The questions that need one of these, or that one of these events answers."""
    wanted: dict[str, list[tuple[str, tuple[str, ...]]]] = plan.facts("questions by event", _needed)
    found = [
        name
        for event, meant in carried.items()
        for name, needs in wanted.get(event, ())
        if any(one == () or (needs and (one[: len(needs)] == needs or needs[: len(one)] == one)) for one in meant)
    ]
    return [plan.questions[name] for name in dict.fromkeys(found)]


def _needed(plan: Plan) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Event -> (question, the names that lead to what it needs of the event)."""
    made: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
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


def _replaced(plan: Plan, carried: Carried) -> Iterator[Use]:
    """Events that name one of these as the one to use instead."""
    replaced: dict[str, list[Event]] = plan.facts("events by replacement", _by_replacement)
    for name, meant in carried.items():
        if () in meant:
            for event in replaced.get(name, ()):
                yield Use("replaced event", event.name, event.at("replaced_by"))


def _by_replacement(plan: Plan) -> dict[str, list[Event]]:
    made: dict[str, list[Event]] = {}
    for event in plan.events.values():
        if event.replaced_by:
            made.setdefault(event.replaced_by, []).append(event)
    return made


def _examples(plan: Plan, carried: Carried) -> Iterator[Use]:
    for name, meant in carried.items():
        event = plan.events.get(name)
        for place, example in enumerate(event.examples if event is not None else ()):
            if any(_holds(example, names) for names in meant):
                assert event is not None
                yield Use("example", f"{name}, example {place + 1}", event.at("examples", place))


def _holds(value: Any, names: tuple[str, ...]) -> bool:
    if isinstance(value, list):
        return any(_holds(item, names) for item in value)
    if not names:
        return True
    return isinstance(value, dict) and names[0] in value and _holds(value[names[0]], names[1:])


def _clients(plan: Plan, carried: Carried) -> Iterator[Client]:
    """The clients in which the events stand that carry it."""
    for source in plan.sources.values():
        names = {name: meant for name, meant in carried.items() if source.name in _sources(plan, name)}
        if names and (source.out or source.language):
            yield _client(source, names)


def _sources(plan: Plan, name: str) -> tuple[str, ...]:
    event = plan.events.get(name)
    return event.sources if event is not None else ()


def _client(source: Source, carried: Carried) -> Client:
    return Client(source.name, source.language, source.out, tuple(carried))


def _purpose(
    plan: Plan,
    kind: str,
    name: str,
    carried: dict[str, set[tuple[str, ...]]],
    uses: dict[Use, None],
    owners: dict[str, None],
) -> None:
    """What serves a question or an objective."""
    questions = [plan.questions[name]] if kind == "questions" and name in plan.questions else []
    if kind == "objectives":
        questions = [question for question in plan.questions.values() if question.objective == name]
        uses.update((Use("question", question.name, question.at()), None) for question in questions)
        objective = plan.objectives.get(name)
        if objective is not None and objective.owner:
            owners[objective.owner] = None
    names = {question.name for question in questions}
    for event in plan.events.values():
        if names.intersection(event.answers):
            uses[Use("event", event.name, event.at())] = None
            if event.owner:
                owners[event.owner] = None
    owners.update((question.asked_by, None) for question in questions if question.asked_by)


def _tell(plan: Plan, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, _reached(plan.owners.get(name))) for name in names)


def _reached(owner: Owner | None) -> str:
    """How to reach an owner: `Growth team, growth@acme.test, @acme/growth`."""
    if owner is None:
        return ""
    return ", ".join(part for part in (owner.title, owner.email, owner.github, owner.slack) if part)
