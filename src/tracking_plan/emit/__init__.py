"""Emits sample events that obey a plan, or break it in known ways: for tests, demos and benchmarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.envelope import Envelope
from ..model.plan import Plan
from ..model.schema import Schema
from ..trouble import Trouble
from .breaker import Broken
from .emitter import Ask, Block, Emitter, Made
from .processes import blocks
from .recipe import Source, recipes
from .writer import Manner

__all__ = ["Ask", "Block", "Broken", "Emitter", "Manner", "emit", "emitter", "unfit"]


def emitter(plan: Plan, envelope: Envelope, manner: Manner, ask: Ask, only: Sequence[str] = ()) -> Emitter:
    """What makes the blocks of a log. ``manner`` says what else stands in a line, ``only`` names the events to send.

    Raises:
        Trouble: the plan has nothing to send, or what is asked for cannot be.
    """
    if ask.bad + ask.duplicates > 1 or ask.duplicates == 1:
        raise Trouble("there are no lines left to be good: lower --bad or --duplicates")
    tracked, traits = recipes(plan, only)
    names = {name for event in plan.events.values() for name in (event.name, *event.was)}
    sources = tuple(Source(name, source.platform) for name, source in plan.sources.items())
    return Emitter(ask, Made(tuple(tracked), tuple(traits), frozenset(names), envelope, manner, sources))


def unfit(made: Emitter) -> list[str]:
    """The properties whose values the envelope cannot carry as the plan has them: `Event.property`, the first few."""
    if not made.made.envelope.key_values:
        return []
    return [
        f"{recipe.event}.{field.name}"
        for recipe in made.made.tracked
        for field in recipe.fields
        if {*_types(field.schema)} & {"boolean", "array", "object"}
    ]


def _types(schema: Schema) -> Sequence[str]:
    types: str | list[str] = schema.get("type", ())
    return (types,) if isinstance(types, str) else types


def emit(made: Emitter, jobs: int = 1) -> Iterator[Block]:
    """The blocks of a log in their order: the same bytes whatever the number of processes."""
    return blocks(made, jobs)
