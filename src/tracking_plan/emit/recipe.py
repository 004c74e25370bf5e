"""What a plan has sent: each call with its fields and the sources it comes from, as plain data for other processes too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ..model.event import Event
from ..model.plan import Plan
from ..model.property import Property
from ..model.schema import plain, property_schema
from ..shelf import did_you_mean, quote
from ..trouble import Trouble
from .values import Field

_GONE = ("deprecated", "retired")
TRAITS_SHARE = 0.03
"""How many of the calls are identify and group calls, where the plan has traits."""


class Source(msgspec.Struct, frozen=True):
    """A source of the plan: its name, and the platform it runs on."""

    name: str
    platform: str | None


class Recipe(msgspec.Struct, frozen=True):
    """A call as it is sent."""

    call: str
    event: str | None
    was: tuple[str, ...]
    sources: tuple[Source, ...]
    strangers: tuple[Source, ...]
    """Sources of the plan that the event is not planned for."""
    fields: tuple[Field, ...]
    closed: bool
    """Whether it takes no property but these."""


def recipes(plan: Plan, only: Sequence[str] = ()) -> tuple[list[Recipe], list[Recipe]]:
    """The events that the plan has sent, and its identify and group calls. ``only`` names the events to take.

    Without names, those that are live; where none is yet, all that are neither deprecated nor retired.

    Raises:
        Trouble: there is none.
    """
    for name in only:
        if name not in plan.events:
            raise Trouble(f"the plan has no event {quote(name)}{did_you_mean(name, plan.events)}")
    events = [plan.events[name] for name in dict.fromkeys(only)] or _current(plan)
    if not events:
        raise Trouble(f"{plan.folder}: the plan has no event to send; plan one, or name one with --event")
    sources = {name: Source(name, source.platform) for name, source in plan.sources.items()}
    tracked = [_event(event, sources) for event in events]
    traits = [] if only else [*_traits(plan.traits, sources)]
    return tracked, traits


def _current(plan: Plan) -> list[Event]:
    live = [event for event in plan.events.values() if event.status == "live"]
    return live or [event for event in plan.events.values() if event.status not in _GONE]


def _event(event: Event, sources: Mapping[str, Source]) -> Recipe:
    named = tuple(sources[name] for name in event.sources if name in sources)
    others = tuple(source for source in sources.values() if source not in named) if named else ()
    fields = tuple(map(field, event.properties.values()))
    closed = not event.additional_properties
    return Recipe(event.kind, event.name, event.was, named or tuple(sources.values()), others, fields, closed)


def _traits(traits: Mapping[str, Mapping[str, Property]], sources: Mapping[str, Source]) -> Iterator[Recipe]:
    for kind, call in (("user", "identify"), ("group", "group")):
        if traits.get(kind):
            yield Recipe(call, None, (), tuple(sources.values()), (), tuple(map(field, traits[kind].values())), True)


def field(found: Property) -> Field:
    """A property as it is emitted."""
    return Field(
        name=found.name,
        schema=property_schema(found),
        required=found.required,
        sources=found.sources,
        personal=found.pii not in (None, "none"),
        examples=tuple(map(plain, found.examples or ())),
        inside=tuple(map(field, (found.properties or {}).values())),
        items=field(found.items) if found.items is not None else None,
    )
