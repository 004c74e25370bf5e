"""A Shape: what the fast half knows of one planned event, by each name under which it is sent."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import msgspec

from ..model.envelope import Envelope
from ..model.event import Event
from ..model.plan import Plan
from ..model.validator import BadSchema, Validator
from .columns import Asked, Columns
from .fast import Spec, specs, struct


class Shape:
    """How the properties of one event are decoded and asked."""

    def __init__(self, event: Event, beside: Collection[str], asked: Asked) -> None:
        self.event = event
        found: tuple[Spec, ...] = specs(event.properties)
        self.decode: Callable[[Any], Any] = msgspec.json.Decoder(struct(found, True, tuple(beside))).decode
        self.columns = Columns(found, "", asked)
        self.always = tuple(spec.name for spec in found if spec.required)
        """The properties that every valid record has."""


def shapes(plan: Plan, envelope: Envelope, names: Collection[str], suspicious: Validator | None) -> dict[str, Shape]:
    """The shapes of the plan's tracked events, by every name that a log may send them under.

    ``names`` are those at the top of a record that are the envelope's own.
    """
    beside = () if envelope.properties else names
    made: dict[str, Shape] = {}
    asked = Asked(suspicious)
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
