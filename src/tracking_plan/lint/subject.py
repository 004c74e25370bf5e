"""A Subject: what a record is held against. An event of the plan, or the traits of a user or a group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import msgspec
from msgspec import UNSET

from ..model.event import Event
from ..model.plan import Plan
from ..model.property import Property
from ..model.schema import key_of, must_be_there, object_schema, property_schema
from ..model.validator import BadSchema, Validator, Violation, missing, unknown
from ..shelf import quote

_TRAITS_OF = {"identify": "the user's traits", "group": "the group's traits"}
TRAITS = {"identify": "user", "group": "group"}
"""Call -> whose traits it carries."""


class Subject:
    """The properties that a record may carry, and their schema, compiled when it is first needed."""

    def __init__(self, name: str, properties: Mapping[str, Property], open: bool, event: Event | None) -> None:
        self.name, self.properties, self.open, self.event = name, properties, open, event
        self._validator: Validator | None = None
        self._impossible = False

    @cached_property
    def called(self) -> str:
        """What it is called in messages."""
        return quote(self.name) if self.event is not None else _TRAITS_OF[self.name]

    def violations_of(self, name: str, value: Any) -> list[Violation]:
        """What is wrong with one property, whatever the others are; UNSET where it is missing."""
        found = self.properties.get(name)
        if found is None:
            return [] if self.open else [unknown(name, (*self.properties,))]
        if value is UNSET:
            return [missing(name)] if must_be_there(found) else []
        return [msgspec.structs.replace(one, path=(name, *one.path)) for one in _violations(found, value)]

    def violations(self, values: Mapping[str, Any]) -> list[Violation]:
        """What JSON Schema finds wrong with the properties. Nothing where the plan itself makes no schema."""
        if self._validator is None and not self._impossible:
            try:
                self._validator = Validator(object_schema(self.properties, self.open))
            except BadSchema:  # a finding of `plan validate`
                self._impossible = True
        if self._validator is not None:
            return self.in_order(self._validator.errors(values))
        return []

    def in_order(self, violations: Iterable[Violation]) -> list[Violation]:
        """Those of the planned properties in their order, then those of others."""
        found = [*violations]
        if len(found) > 1:
            order = {name: place for place, name in enumerate(self.properties)}
            found.sort(key=lambda one: order.get(one.path[0] if one.path else one.property, len(order)))  # type: ignore[arg-type]
        return found


SCALARS = (str, int, float, bool, type(None))
_REMEMBERED, _LONGEST = 20_000, 200
_judges: dict[str, Validator] = {}
"""By their schemas: many events share a property, and a validator of one takes as long to make as to use a thousand times."""
_violated: dict[Any, list[Violation]] = {}


def word_of(value: Any) -> Any:
    """What a value is remembered by: 1, 1.0 and true are one key, and so are 0.0 and -0.0, of which other things are said."""
    return value.__class__, (str(value) if isinstance(value, float) else value)


def _violations(found: Property, value: Any) -> list[Violation]:
    """What is wrong with a value of a property. It is remembered, as of many events the same is wrong."""
    shared = key_of(found)
    if shared is None or not isinstance(value, SCALARS) or (isinstance(value, str) and len(value) > _LONGEST):
        return _judged(found, value)
    key = shared, word_of(value)
    made = _violated.get(key)
    if made is None:
        if len(_violated) > _REMEMBERED:
            _violated.clear()
        made = _violated[key] = _judged(found, value)
    return made


def _judged(found: Property, value: Any) -> list[Violation]:
    schema = property_schema(found)
    word = repr(schema)
    if word not in _judges:
        if len(_judges) > _REMEMBERED:
            _judges.clear()
        try:
            _judges[word] = Validator(schema)
        except BadSchema:  # a finding of `plan validate`
            return []
    return [*_judges[word].errors(value)]


def value_at(value: Any, path: tuple[str | int, ...]) -> Any:
    """What stands at a path."""
    for step in path:
        value = value[step]
    return value


class Subjects:
    """Every subject of a plan, by the call and the name that a record says."""

    def __init__(self, plan: Plan) -> None:
        self.traits = {
            call: Subject(call, plan.traits[whose], False, None)
            for call, whose in TRAITS.items()
            if plan.traits.get(whose)
        }
        self.named: dict[tuple[str, str], Subject] = {}
        olds: list[tuple[tuple[str, str], Subject]] = []
        for event in plan.events.values():
            subject = Subject(event.name, event.properties, event.additional_properties, event)
            self.named[event.kind, event.name] = subject
            olds += [((event.kind, old), subject) for old in event.was]
        for key, subject in olds:
            self.named.setdefault(key, subject)
