"""The Dictionary of one plan: gives the facts of an event, a property or the whole, each when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from ..document import Path
from ..finding import Finding
from ..lint.summary import Summary
from ..model.event import STATUSES, Event
from ..model.impact import impact
from ..model.overrides import source
from ..model.plan import Plan
from ..model.property import Property
from ._calls import Calls
from ._health import health
from ._past import Past
from ._payloads import Payloads
from ._personal import inventory
from ._rows import most_personal, row, rows
from ._summary import problems_of, seen
from .facts import (
    Asked,
    Dependent,
    EventFacts,
    Health,
    Moment,
    Parity,
    Payload,
    Personal,
    Problem,
    PropertyFacts,
    Reach,
    Row,
    Seen,
    Snippet,
)


class Dictionary:
    """What is known of a plan. ``past`` and ``summary`` are empty and None where there is nothing to tell of them."""

    def __init__(
        self, plan: Plan, findings: Sequence[Finding] = (), past: Past | None = None, summary: Summary | None = None
    ) -> None:
        self.plan, self.findings, self.summary = plan, findings, summary
        self.past = past or Past()

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """The names of each kind of thing that pages tell of."""
        plan = self.plan
        return {
            "event": frozenset(plan.events),
            "property": frozenset(self.property_names),
            "group": frozenset(plan.groups),
            "source": frozenset(plan.sources),
            "owner": frozenset(plan.owners),
            "question": frozenset(plan.questions),
            "objective": frozenset(plan.objectives),
        }

    @property
    def cases(self) -> Mapping[str, str]:
        """In which case the plan writes the names of events and properties: what their files are named after."""
        return {"event": self.plan.event_names.case, "property": self.plan.property_names.case}

    def event(self, name: str) -> EventFacts:
        """The facts of an event of the plan."""
        event = self.plan.events[name]
        at = event.at()
        return EventFacts(
            node=event,
            name=name,
            description=(event.description or "").strip(),
            trigger=(event.trigger or "").strip(),
            category=event.category or "",
            status=event.status,
            step=STATUSES.index(event.status),
            phase=event.phase or "",
            kind=event.kind,
            owner=self.reach(event.owner) if event.owner else None,
            sources=tuple(dict.fromkeys(event.sources)),
            was=event.was,
            expires=event.expires if isinstance(event.expires, date) else None,
            replaced_by=event.replaced_by or "",
            replaces=tuple(self._replacing.get(name, ())),
            pii=most_personal(event.properties),
            rows=(found := tuple(rows(event.properties, event.path))),
            parity=tuple(_parity(event, found)),
            questions=tuple(self.questions_of(name)),
            dependents=tuple(self._dependents(event)),
            findings=tuple(self._findings.get(("events", name), ())),
            history=self._history(event),
            seen=self.seen(name),
            file=at.file,
            line=at.line,
            inherited=self.inherited("events", name),
        )

    def inherited(self, section: str, name: str) -> str:
        """Where a thing comes from that the plan has from another, and what is said over it here; in words."""
        found = source(self.plan, (section, name))
        return found.words if found is not None else ""

    def _history(self, event: Event) -> tuple[Moment, ...]:
        """Its commits; of one that was renamed and not committed since, those under its old name."""
        names = (event.name, *event.was)
        return next((self.past.by_event[name] for name in names if name in self.past.by_event), ())

    def events(self) -> Iterator[EventFacts]:
        return map(self.event, self.plan.events)

    def seen(self, event: str) -> Seen | None:
        if self.summary is None:
            return None
        return seen(self.summary, event, self._problems.get(event, ()))

    @cached_property
    def _problems(self) -> dict[str, tuple[Problem, ...]]:
        return problems_of(self.summary) if self.summary is not None else {}

    def reach(self, name: str) -> Reach:
        """An owner, and how to reach them."""
        owner = self.plan.owners.get(name)
        if owner is None:
            return Reach(name, name, known=False)
        return Reach(name, owner.title or name, owner.email or "", owner.github or "", owner.slack or "")

    def questions_of(self, event: str) -> Iterator[Asked]:
        """The questions that an event helps to answer: those that need it, then those that it names itself."""
        needed = self._needs.get(event, {})
        for name in dict.fromkeys((*needed, *self.plan.events[event].answers)):
            question = self.plan.questions.get(name)
            if question is not None:
                properties = tuple(filter(None, needed.get(name, ())))
                yield Asked(name, question.question or name, question.decides or "", properties)

    def property(self, name: str) -> PropertyFacts:
        """The facts of a name that is defined anywhere at the top of an event, a group, the traits or the dictionary."""
        holders = self._carriers[name]
        first = self.plan.properties.get(name) or next(found for _, _, found in holders)
        events = self.carrying(name)
        asked = {one.name: one for event in events for one in self.questions_of(event) if _needs(one, name)}
        own = ("properties", name)
        return PropertyFacts(
            name=name,
            row=row(first, holder=first.path if name in self.plan.properties else ()),
            in_dictionary=name in self.plan.properties,
            events=events,
            groups=tuple(holder for kind, holder, _ in holders if kind == "group"),
            traits=tuple(holder for kind, holder, _ in holders if kind == "traits"),
            variants=tuple(_variants(first, [(holder, found) for kind, holder, found in holders if kind == "event"])),
            questions=tuple(asked.values()),
            findings=tuple(self._findings.get(own, ())),
            inherited=self.inherited("properties", name),
        )

    def rows(self, properties: Mapping[str, Property], holder: Path = ()) -> tuple[Row, ...]:
        """Properties in words, nested ones too; ``holder`` is the path of the node that they stand in."""
        return tuple(rows(properties, holder))

    def payloads(self, event: str) -> tuple[Payload, ...]:
        """An example of an event as it arrives in the logs of the SDKs that send it."""
        return self._payloads.of(self.plan.events[event])

    def calls(self, event: str) -> tuple[Snippet, ...]:
        """The call that sends an event, in each language that there is a target for."""
        found = self.plan.events[event]
        return self._calls.of(found, self._payloads.example(found))

    @cached_property
    def _calls(self) -> Calls:
        return Calls(self.plan)

    @cached_property
    def _payloads(self) -> Payloads:
        return Payloads(self.plan)

    def carrying(self, name: str) -> tuple[str, ...]:
        """The events that carry a property of this name."""
        return tuple(holder for kind, holder, _ in self._carriers[name] if kind == "event")

    @cached_property
    def property_names(self) -> tuple[str, ...]:
        """Every name that has a page: of the dictionary, then those that only groups, events or traits define."""
        return tuple(self._carriers)

    @cached_property
    def health(self) -> Health:
        return health(self.plan, self.findings, self.summary)

    @cached_property
    def personal(self) -> tuple[Personal, ...]:
        asked = {name: [one.name for one in self.questions_of(name)] for name in self.plan.events}
        return tuple(inventory(self.plan, asked))

    @cached_property
    def _carriers(self) -> dict[str, list[tuple[str, str, Property]]]:
        """Name of a property -> kind and name of each holder, and how it holds there."""
        made: dict[str, list[tuple[str, str, Property]]] = {name: [] for name in self.plan.properties}
        for group in self.plan.groups.values():
            for name, found in group.properties.items():
                made.setdefault(name, []).append(("group", group.name, found))
        for event in self.plan.events.values():
            for name, found in event.properties.items():
                made.setdefault(name, []).append(("event", event.name, found))
        for who, traits in self.plan.traits.items():
            for name, found in traits.items():
                made.setdefault(name, []).append(("traits", who, found))
        return made

    @cached_property
    def _needs(self) -> dict[str, dict[str, list[str]]]:
        """Event -> the questions that need it, each with the properties that it needs of it."""
        made: dict[str, dict[str, list[str]]] = {}
        for question in self.plan.questions.values():
            for need in question.needs:
                event = self.plan.point(need).event
                if event is not None:
                    rest = need[len(event.name) + 1 :]
                    made.setdefault(event.name, {}).setdefault(question.name, []).append(rest)
        return made

    @cached_property
    def _findings(self) -> dict[tuple[str, str], list[Finding]]:
        made: dict[tuple[str, str], list[Finding]] = {}
        for finding in self.findings:
            path = finding.at.path
            if len(path) > 1:
                made.setdefault((str(path[0]), str(path[1])), []).append(finding)
        return made

    @cached_property
    def _replacing(self) -> dict[str, list[str]]:
        made: dict[str, list[str]] = {}
        for event in self.plan.events.values():
            if event.replaced_by:
                made.setdefault(event.replaced_by, []).append(event.name)
        return made

    def _dependents(self, event: Event) -> Iterator[Dependent]:
        """What breaks, or must be told, when the event changes; the questions are told apart."""
        found = impact(self.plan, event.path)
        for client in found.clients:
            words = ", ".join(filter(None, (client.language or "", client.out or "")))
            yield Dependent("client", client.source, words)
        for use in found.uses:
            if use.kind in ("replaced event", "replaced property"):
                yield Dependent(use.kind, use.name)
        for owner, reached in found.tell:
            yield Dependent("owner", owner, reached)


def _needs(asked: Asked, name: str) -> bool:
    return any(need == name or need.startswith(f"{name}.") for need in asked.needs)


def _parity(event: Event, found: Sequence[Row]) -> Iterator[Parity]:
    """The properties that not all of an event's sources send."""
    for one in found:
        if one.sources is not None and not {*event.sources} <= {*one.sources}:
            yield Parity(one.path, tuple(source in one.sources for source in dict.fromkeys(event.sources)))


def _variants(first: Property, holders: Sequence[tuple[str, Property]]) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """How a property holds in events where that differs from how it is first defined."""
    plain = _compared(row(first))
    made: dict[object, tuple[Row, list[str]]] = {}
    for holder, found in holders:
        if found is first or found.mention:
            continue
        here = row(found)
        key = _compared(here)
        if key != plain:
            made.setdefault(key, (here, []))[1].append(holder)
    for here, names in made.values():
        yield here, tuple(names)


def _compared(one: Row) -> object:
    return one.type, one.required, one.description, one.constraints, one.values, one.pii, one.deprecated, one.sources
