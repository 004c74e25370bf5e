"""Breaks calls on purpose: chooses a way and an event that can be broken so, does it, and says what it did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from ..shelf import did_you_mean, listed, quote
from ..trouble import Trouble
from . import faults
from .faults import KINDS, NEEDS, TIMES, USUAL, WORDS, Target
from .recipe import Recipe
from .values import Makers
from .writer import Call, Writer

_TRIES = 10


class Broken(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line that is wrong on purpose: what is wrong with it, and the rule that is to find it."""

    line: int
    kind: str
    rule: str
    event: str | None = None
    path: str | None = None
    """Of the property that is wrong."""
    like: int | None = None
    """The line that it repeats, or whose id it has."""


class Choice(NamedTuple):
    """A way to break a call, and which of the recipes is broken."""

    kind: str
    place: int


class Breaker:
    """Knows which events can be broken in which ways.

    Raises:
        Trouble: a kind that was asked for is unknown, or no event of the plan can be broken so.
    """

    def __init__(
        self, recipes: Sequence[Recipe], planned: frozenset[str], kinds: Sequence[str], makers: Makers, writer: Writer
    ) -> None:
        self.recipes, self.planned, self.makers, self.writer = recipes, planned, makers, writer
        self.random = makers.rng.random
        self.targets: dict[tuple[int, str], tuple[Target, ...]] = {}
        self.able: dict[str, list[int]] = {}
        for kind in kinds or USUAL:
            if kind not in KINDS:
                raise Trouble(
                    f"no kind of fault is named {quote(kind)}{did_you_mean(kind, KINDS)}; there are {listed(KINDS)}"
                )
            places = [place for place, recipe in enumerate(recipes) if self._may(kind, recipe)]
            if any(self._can(kind, place) for place in places):
                self.able[kind] = places
            elif kinds:
                raise Trouble(f"no event of the plan can be broken by {kind}; leave that kind out")
        self.kinds = [*self.able]

    def _may(self, kind: str, recipe: Recipe) -> bool:
        """Whether a recipe may be broken so, at first sight."""
        match kind:
            case "unplanned-source":
                return any(map(self.writer.tells, recipe.strangers))
            case "old-name-sent":
                return bool(recipe.was)
            case faults.NOT_JSON:
                return self.writer.manner.is_json
            case "duplicate-id":
                return bool(self.writer.envelope.id)
            case _ if kind in NEEDS:
                return all(getattr(self.writer.envelope, part) for part in NEEDS[kind])
            case _ if kind in WORDS:
                return any(faults.says(field, WORDS[kind]) for field in recipe.fields)
            case _:
                return True

    def _can(self, kind: str, place: int) -> bool:
        return kind not in faults.IN_PROPERTIES or bool(self._targets(kind, place))

    def _targets(self, kind: str, place: int) -> tuple[Target, ...]:
        """Where a recipe can be broken so, worked out when it is first asked."""
        key = (place, kind)
        if key not in self.targets:
            with self.makers.apart(f"targets/{place}/{kind}"):
                self.targets[key] = tuple(
                    faults.targets(self.recipes[place], kind, self.makers, self.writer.envelope.key_values)
                )
        return self.targets[key]

    def choose(self) -> Choice:
        kind = self.kinds[int(self.random() * len(self.kinds))]
        places = self.able[kind]
        start = int(self.random() * len(places))
        ordered = (places[(start + step) % len(places)] for step in range(len(places)))
        return Choice(kind, next(place for place in ordered if self._can(kind, place)))

    def broken(
        self, choice: Choice, call: Call, line: int, like: tuple[int, str] | None
    ) -> tuple[bytes, Broken | None]:
        """The line of a call that was broken, and what is wrong with it. ``like``: an earlier line, and its id."""
        kind, place = choice
        told = Broken(line=line, kind=kind, rule=kind, event=call.event)
        if kind in faults.IN_PROPERTIES:
            path = self._break_property(call, kind, place)
            return self.writer.write(call), msgspec.structs.replace(told, path=path) if path else None
        if kind == "duplicate-id":
            if like is None:
                return self.writer.write(call), None
            call.id, told = like[1], msgspec.structs.replace(told, like=like[0] + 1)
        elif kind == "unplanned-event":
            call.event = faults.misspelled(call.event or "", self.planned)
        elif kind == "old-name-sent":
            was = self.recipes[place].was
            call.event = was[int(self.random() * len(was))]
        elif kind == "unplanned-source":
            strangers = [*filter(self.writer.tells, self.recipes[place].strangers)]
            call.source = strangers[int(self.random() * len(strangers))]
        elif kind in TIMES:
            TIMES[kind](call)
        line_text = faults.STRAY if kind == faults.NOT_A_RECORD else self.writer.write(call)
        return faults.cut(line_text) if kind == faults.NOT_JSON else line_text, told

    def _break_property(self, call: Call, kind: str, place: int) -> str | None:
        targets = self._targets(kind, place)
        for _ in range(_TRIES):
            target = targets[int(self.random() * len(targets))]
            if path := faults.break_property(call, kind, target, self.makers):
                return path
        return None
