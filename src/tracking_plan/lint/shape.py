"""A Shape: what the fast half knows of one planned event, by each name under which it is sent."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any

import msgspec

from ..model.envelope import Envelope
from ..model.event import Event
from ..model.plan import Plan
from ..model.validator import BadSchema
from .columns import Columns
from .fast import Spec, fields, specs, struct
from .parts import heads


class Shape:
    """How the properties of one event are decoded and asked."""

    def __init__(self, event: Event, beside: Collection[str], asked: Columns) -> None:
        self.event = event
        found: tuple[Spec, ...] = specs(event.properties)
        self.fields, self.names = fields(found)
        self.struct = struct(found, True, tuple(beside))
        self.columns = asked.of(found)
        places = {spec.name: place for place, spec in enumerate(found)}
        tops = (column.top for column in self.columns)
        self.places = {column: places[column.name] for column in tops}
        """Which of the properties each column is, or stands in."""
        self.always = tuple(spec.name for spec in found if spec.required)
        """The properties that every valid record has."""

    @cached_property
    def decode(self) -> Callable[[Any], Any]:
        return msgspec.json.Decoder(self.struct).decode


def shapes(plan: Plan, envelope: Envelope, asked: Columns) -> dict[str, Shape]:
    """The shapes of the plan's tracked events, by every name that a log may send them under."""
    beside = () if envelope.properties else heads(envelope)
    made: dict[str, Shape] = {}
    for name, event in plan.events.items():
        # An open event takes what nobody has planned, and a struct would not show whether that is personal.
        if event.kind != "track" or event.additional_properties or not {*beside}.isdisjoint(event.properties):
            continue
        try:
            shape = Shape(event, beside, asked)
        except (
            BadSchema,
            TypeError,
            ValueError,
            OverflowError,
        ):  # a plan that contradicts itself is a finding elsewhere
            continue
        for sent in (name, *(old for old in event.was if old not in plan.events)):
            if not sent or sent in envelope.named or (envelope.prefix and sent.startswith(envelope.prefix)):
                continue
            made.setdefault(f"{envelope.prefix}{sent}", shape)
            if envelope.prefix:
                made.setdefault(sent, shape)
    return made
