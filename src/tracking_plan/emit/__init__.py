"""Emits sample events that obey a plan, or break it in known ways: for tests, demos and benchmarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ..model.envelope import Envelope
from ..model.plan import Plan
from ..model.property import Property
from ..model.schema import Schema
from ..shelf import quote
from ..trouble import Trouble
from .breaker import Broken
from .emitter import Ask, Block, Emitter, Made
from .processes import blocks
from .recipe import Recipe, Source, recipes
from .writer import Manner

__all__ = ["Ask", "Block", "Broken", "Emitter", "Manner", "emit", "emitter", "unfit"]


def emitter(plan: Plan, envelope: Envelope, manner: Manner, ask: Ask, only: Sequence[str] = ()) -> Emitter:
    """What makes the blocks of a log. ``manner`` says what else stands in a line, ``only`` names the events to send.

    Raises:
        Trouble: the plan has nothing to send, or what is asked for cannot be.
    """
    if ask.bad + ask.duplicates > 1 or ask.duplicates == 1:
        raise Trouble("there are no lines left to be good: lower --bad or --duplicates")
    if ask.duplicates and not envelope.id:
        raise Trouble(
            f"no line of {envelope.name} has an id by which a duplicate could be told: leave out --duplicates"
        )
    others = unfit(plan, envelope)
    for name in only:
        if name in others:
            raise Trouble(f"{quote(name)} cannot be emitted in the envelope {envelope.name}: {others[name]}")
    tracked, traits = recipes(plan, only)
    tracked = [_fit(recipe, envelope) for recipe in tracked if recipe.event not in others]
    if not tracked:
        raise Trouble(f"no event of the plan can be emitted in the envelope {envelope.name}")
    names = {name for event in plan.events.values() for name in (event.name, *event.was)}
    sources = tuple(Source(name, source.platform) for name, source in plan.sources.items())
    return Emitter(ask, Made(tuple(tracked), tuple(traits), frozenset(names), envelope, manner, sources))


def unfit(plan: Plan, envelope: Envelope) -> dict[str, str]:
    """The events that an envelope cannot carry as the plan has them, and why."""
    found: dict[str, str] = {}
    for event in plan.events.values():
        if event.kind != "track" and not envelope.call:
            found[event.name] = f"it has no {event.kind} calls"
        elif envelope.key_values and any(map(_is_unfit, event.properties.values())):
            found[event.name] = "it carries texts and numbers only"
    return found


def _is_unfit(found: Property) -> bool:
    """Whether a property must be there, and is no text and no number."""
    return found.required and bool({*found.types} & {"boolean", "array", "object"})


def _fit(recipe: Recipe, envelope: Envelope) -> Recipe:
    """The recipe without what the envelope cannot carry and need not."""
    if not envelope.key_values:
        return recipe
    fields = [field for field in recipe.fields if not {*_types(field.schema)} & {"boolean", "array", "object"}]
    return msgspec.structs.replace(recipe, fields=tuple(fields))


def _types(schema: Schema) -> Sequence[str]:
    types: str | list[str] = schema.get("type", ())
    return (types,) if isinstance(types, str) else types


def emit(made: Emitter, jobs: int = 1) -> Iterator[Block]:
    """The blocks of a log in their order: the same bytes whatever the number of processes."""
    return blocks(made, jobs)
