"""A plan becomes tables, in one of two layouts: a table for each event as Segment loads them, or one table with JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from ...model.event import Event
from ...model.plan import Plan
from ...model.property import Property
from ...shelf import did_you_mean, quote
from ...trouble import Trouble
from .._exported import Told
from . import standard
from .columns import columns, merged
from .logical import Column, Layout, Table, Use
from .naming import Namer, NameRules, snake

LAYOUTS = ("tables", "events")


def lay_out(
    plan: Plan,
    layout: str = "tables",
    tell: Told | None = None,
    rules: NameRules | None = None,
    *,
    context: bool = True,
) -> Layout:
    """The tables of a plan. ``rules`` are those of a warehouse for names; without ``context``, none of its columns.

    Raises:
        Trouble: no layout of that name.
    """
    if layout not in LAYOUTS:
        raise Trouble(
            f"no layout is named {quote(layout)}{did_you_mean(layout, LAYOUTS) or '; there are tables and events'}"
        )
    work = _Work(plan, rules, tell, context)
    return Layout(name=layout, tables=tuple(work.tables()) if layout == "tables" else (work.events(),))


def event_views(plan: Plan, tell: Told | None = None, rules: NameRules | None = None) -> tuple[Table, ...]:
    """For the layout `events`: what each event, and each kind of call, would be as a table of its own.

    Each column of role ``property`` or ``trait`` stands at its ``path`` in the JSON column `properties` or `traits`; all
    others are columns of the one table (and `event` is the slug of its `event`). Context is left out.
    """
    work = _Work(plan, rules, tell, context=False)
    work.discards = False
    return tuple(work.tables())


class _Work:
    def __init__(self, plan: Plan, rules: NameRules | None, tell: Told | None, context: bool) -> None:
        self.plan, self.context = plan, context
        self.tell = tell if tell is not None else Told("the warehouse")
        self.namer = Namer(rules or NameRules(), self.tell)
        self.discards = True
        """Whether a property called as a column of Segment's own has none, as there; else it has another name."""
        self.tracks = [event for event in plan.events.values() if event.kind == "track"]

    def tables(self) -> Iterator[Table]:
        """The tables as Segment names them; those that hold several events first."""
        shared = [*self.shared()]
        yield from shared
        for event in self.tracks:
            name = self.namer.take(event.name)
            found = columns(event.properties, "property", event.name, self.tell)
            own = standard.added(*standard.CALLS, standard.EVENT, standard.EVENT_TEXT)
            yield self.table(name, "event", own, found, event.description or "", [event], event)

    def shared(self) -> Iterator[Table]:
        if self.tracks:
            name = self.namer.keep("tracks", "all track calls")
            own = standard.added(*standard.CALLS, standard.EVENT, standard.EVENT_TEXT)
            about = "Every track call, whatever its event: what all of them have in common"
            yield self.table(name, "tracks", own, (), about, self.tracks)
        for use, kind in (("pages", "page"), ("screens", "screen")):
            events = [event for event in self.plan.events.values() if event.kind == kind]
            if events:
                yield self.views_of(use, kind, events)  # type: ignore[arg-type]
        yield from self.traits()

    def views_of(self, use: Use, kind: str, events: list[Event]) -> Table:
        """Pages or screens: their events share a table."""
        name = self.namer.keep(use, f"all {kind} calls")
        found = merged(columns(event.properties, "property", event.name, self.tell) for event in events)
        own = standard.added(*standard.CALLS, standard.NAME)
        return self.table(name, use, own, found, f"Every {kind} call", events, events[0] if len(events) == 1 else None)

    def traits(self) -> Iterator[Table]:
        of_user, of_group = (self.plan.traits.get(who, {}) for who in ("user", "group"))
        if of_user:
            name = self.namer.keep("identifies", "all identify calls")
            own = standard.added(*standard.CALLS)
            about = "Every identify call, with the traits that it gave the person"
            yield self.table(name, "identifies", own, self.found(of_user, "user"), about)
            key = ("id", "text", "user", "Id of the person: the user_id of other tables", True)
            last = ("received_at", "timestamp", "received", "When the last identify call was received", True)
            about = "Each person once, with their latest traits"
            name = self.namer.keep("users", "all people")
            own = standard.added(key, last)
            yield self.table(name, "users", own, self.found(of_user, "user"), about)
        if of_group:
            name = self.namer.keep("groups", "all group calls")
            own = standard.added(*standard.CALLS, standard.GROUP)
            about = "Every group call, with the traits that it gave the account"
            yield self.table(name, "groups", own, self.found(of_group, "group"), about)

    def found(self, traits: Mapping[str, Property], whose: str) -> Iterator[Column]:
        return columns(traits, "trait", f"traits.{whose}", self.tell)

    def events(self) -> Table:
        """The one table for everything."""
        name = self.namer.keep("events", "everything")
        events = [*self.plan.events.values()]
        own = [standard.CALL, standard.EVENT_NAME, *standard.CALLS[1:]]
        group = [standard.GROUP] if self.plan.traits.get("group") else []
        found = standard.added(standard.ID, *own, *group)
        found.append(_payload("properties", "What the call carries, as the plan has it for its event"))
        if any(self.plan.traits.values()):
            found.append(_payload("traits", "What an identify or group call says of the person or account"))
        found.append(_payload("context", "What the SDK adds: library, device, page and so on"))
        about = self.plan.description or "Every call of every event"
        return Table(name=name, use="events", columns=tuple(found), description=about, events=tuple(events))

    def table(
        self,
        name: str,
        use: Use,
        own: list[Column],
        found: Iterable[Column],
        description: str,
        events: Iterable[Event] = (),
        event: Event | None = None,
    ) -> Table:
        """What Segment adds, then what the call carries, each under a name of its own."""
        events = tuple(events)
        made = [replace(column, name=self.namer.keep(column.name, f"{column.name} itself", name)) for column in own]
        context = self.from_context(use, events)
        taken = {*(column.name for column in made), *(column.name for column in context)}
        where = event.name if event is not None else name if events else f"traits.{use}"
        for column in found:
            place, wanted = f"{where}.{column.dotted}", "_".join(column.path)
            if snake(wanted) in taken and self.discards:
                self.tell(
                    place, f"has no column, as Segment discards it: {quote(snake(wanted))} is a column of its own"
                )
                continue
            if snake(wanted) in taken:
                wanted = f"{'traits' if column.role == 'trait' else 'properties'}_{wanted}"
                self.tell.is_called(place, snake(wanted), "the shorter name for a column of its own")
            made.append(replace(column, name=self.namer.take(wanted, name, place, "property")))
        return Table(name=name, use=use, columns=(*made, *context), description=description, event=event, events=events)

    def from_context(self, use: Use, events: tuple[Event, ...]) -> list[Column]:
        if not self.context or use == "users":
            return []
        sources = [source for event in events for source in self.plan.event_sources(event)]
        sources = sources or [*self.plan.sources.values()]
        found = standard.context(source.platform for source in sources if source.platform)
        return [replace(column, name=snake(column.name)) for column in found]


def _payload(name: str, description: str) -> Column:
    return Column(name=name, kind="json", role="payload", description=description)
