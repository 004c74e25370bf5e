"""Emits a log block by block: what a block holds depends on the plan, the seed and the block's number, and on nothing else."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Any, NamedTuple

import msgspec

from ..model.envelope import Envelope
from ..shelf import quote
from ..trouble import Trouble
from . import likely
from .breaker import Breaker, Broken
from .people import People
from .recipe import TRAITS_SHARE, Recipe, Source
from .roles import AGAIN, GOOD, Roles
from .values import Impossible, Makers
from .writer import Call, Manner, Writer

BLOCK = 1_000
"""So many lines are made together."""
_STRIDE = 25
"""So many lines are drawn from one seed: whoever repeats a line of another block makes only these anew."""
_DAY = 86_400_000
_NO_PLATFORM = "web"


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for. Shares are those of the lines."""

    events: int = 1_000
    bad: Fraction = Fraction(0)
    duplicates: Fraction = Fraction(0)
    kinds: tuple[str, ...] = ()
    """The ways in which bad events are bad; empty for the usual ones."""
    seed: str = "1"
    start: int = 1_735_689_600_000
    """The time of the first event, in milliseconds since 1970."""
    days: float = 1.0
    """Over how many days the events are spread."""


class Made(NamedTuple):
    """What an Emitter is compiled from: plain data, which other processes can be given."""

    tracked: tuple[Recipe, ...]
    traits: tuple[Recipe, ...]
    planned: frozenset[str]
    """The names of the plan's events, and those that they had before."""
    envelope: Envelope
    manner: Manner
    sources: tuple[Source, ...]


class Sent(NamedTuple):
    """A recipe as it is sent by one source."""

    source: Source | None
    make: Callable[[], dict[str, Any]]
    people: People


class Block(NamedTuple):
    """So many lines, with their ends, and what is wrong with them."""

    lines: bytes
    broken: tuple[Broken, ...]


class Line(NamedTuple):
    """A good line, and what it was made of."""

    place: int
    text: bytes
    call: Call


class Emitter:
    """Compiled once; then `block` gives any block. The earlier an event stands in the plan, the more often it is sent.

    Raises:
        Trouble: an event has a property of which no value can be made, or an asked kind of fault is not possible.
    """

    def __init__(self, ask: Ask, made: Made) -> None:
        self.ask, self.made = ask, made
        self.roles = Roles(ask.bad, ask.duplicates)
        self.writer = Writer(made.envelope, made.manner, made.sources)
        self.makers = Makers(ask.seed)
        self.random = self.makers.rng.random
        self.id = likely.of_format("uuid", self.makers.rng)
        self.apart = ask.days * _DAY / ask.events
        weights = [(place + 1) ** -0.5 for place in range(len(made.tracked))]
        recipes = made.tracked
        if made.envelope.call and made.traits:
            recipes += made.traits
            weights += [sum(weights) * TRAITS_SHARE / len(made.traits)] * len(made.traits)
        self.weights, self.total = [*accumulate(weights)], sum(weights)
        self.sent = [(recipe, self._sent(recipe)) for recipe in recipes]
        self.breaker = Breaker(made.tracked, made.planned, ask.kinds, self.makers, self.writer) if ask.bad else None

    def __reduce__(self) -> Any:
        return (Emitter, (self.ask, self.made))

    @property
    def blocks(self) -> int:
        return -(-self.ask.events // BLOCK)

    def block(self, number: int) -> Block:
        """The lines from ``number * BLOCK`` on, and what is wrong with them."""
        first = number * BLOCK
        size = min(BLOCK, self.ask.events - first)
        good = self._good(first, size)
        if len(good) == size:
            return Block(b"".join([line.text + b"\n" for line in good]), ())
        elsewhere = self._elsewhere(number) if self.ask.duplicates else []
        self.makers.begin(f"wrong/{number}")
        lines, broken, near = [], list[Broken](), list[Line]()
        following = iter(good)
        for index in range(first, first + size):
            role = self.roles[index]
            if role == GOOD:
                near.append(next(following))
                lines.append(near[-1].text)
            elif role == AGAIN:
                lines.append(self._again(index, near, elsewhere, broken))
            else:
                lines.append(self._bad(index, near, broken))
        return Block(b"".join([line + b"\n" for line in lines]), tuple(broken))

    def _good(self, first: int, size: int) -> list[Line]:
        """The good lines among so many, of which ``first`` begins a stride."""
        lines: list[Line] = []
        roles, begin, write = self.roles, self.makers.begin, self.writer.write
        for index in range(first, first + size):
            if index % _STRIDE == 0:
                begin(f"line/{index}")
            if roles[index] == GOOD:
                call = self._call(index)
                lines.append(Line(index, write(call), call))
        return lines

    def _call(self, index: int, chosen: int | None = None) -> Call:
        random = self.random
        place = bisect(self.weights, random() * self.total) if chosen is None else chosen
        recipe, options = self.sent[place]
        source, make, people = options[int(random() * len(options))]
        time = self.ask.start + int((index + random()) * self.apart)
        sent = time + 20 + int(random() * 1_500)
        received = sent + 20 + int(random() * 180)
        device = people.at(time, random())
        return Call(recipe.call, recipe.event, make(), source, device, self.id(), time, sent, received)

    def _elsewhere(self, number: int) -> list[Line]:
        """Some good lines of an earlier block, which may be said again in this one."""
        if number == 0:
            return []
        self.makers.begin(f"elsewhere/{number}")
        return self._good(int(self.random() * number * (BLOCK // _STRIDE)) * _STRIDE, _STRIDE)

    def _again(self, index: int, near: Sequence[Line], far: Sequence[Line], broken: list[Broken]) -> bytes:
        """A line once more, of this block or of an earlier one; a new one where none came before."""
        options = far if far and (not near or self.random() < 0.5) else near
        if not options:
            return self.writer.write(self._call(index))
        line = options[int(self.random() * len(options))]
        rule = "duplicate-record"
        broken.append(Broken(line=index + 1, kind=rule, rule=rule, event=line.call.event, like=line.place + 1))
        return line.text

    def _bad(self, index: int, near: Sequence[Line], broken: list[Broken]) -> bytes:
        assert self.breaker is not None
        choice = self.breaker.choose()
        like = near[int(self.random() * len(near))] if near else None
        call = self._call(index, choice.place)
        text, told = self.breaker.broken(choice, call, index + 1, (like.place, like.call.id) if like else None)
        if told is not None:
            broken.append(told)
        return text

    def _sent(self, recipe: Recipe) -> tuple[Sent, ...]:
        made = []
        for source in recipe.sources or (None,):
            self._refuse_shadows(recipe)
            fields = [f for f in recipe.fields if f.sources is None or source is None or source.name in f.sources]
            try:
                make = self.makers.object(fields)
            except Impossible as error:
                what = f"{quote(recipe.event or recipe.call)}.{error}"
                raise Trouble(
                    f"no value was found for {what} that obeys all the plan says of it: give it examples, or mend it (see `plan validate`)"
                ) from None
            platform = source.platform if source is not None else None
            made.append(
                Sent(source, make, People(platform or _NO_PLATFORM, self.ask.seed, self.ask.events / self.ask.days))
            )
        return tuple(made)

    def _refuse_shadows(self, recipe: Recipe) -> None:
        """Where properties stand beside the parts of the envelope, one of the same name would hide a part."""
        envelope = self.made.envelope
        if envelope.properties:
            return
        heads = {path[0] for path in self.writer.paths.values() if path}
        for field in recipe.fields:
            if field.name in heads:
                what = f"{quote(recipe.event or recipe.call)}.{field.name}"
                raise Trouble(f"{what} has the name of a part of the envelope {envelope.name}: choose another envelope")
