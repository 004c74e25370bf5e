"""A Group: the lines that send one event by one name. Those of a block are looked at together, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import UNSET
from msgspec.structs import astuple

from .columns import Column
from .header import Header, decoded
from .shape import Shape


class Keys(dict[str | None, int]):
    """A number for each source that a group's lines are from. ``known`` holds what each number of all groups stands for.

    It knows the group by its number only: a circle of references would never be freed, as nothing is collected.
    """

    def __init__(self, group: int, known: list[tuple[int, str | None]]) -> None:
        self._group, self._known = group, known

    def __missing__(self, source: str | None) -> int:
        found = self[source] = len(self._known)
        self._known.append((self._group, source))
        return found


class Group:
    """What is known of one event by one name in a part of a log, and those of its lines that are looked at just now."""

    def __init__(self, header: Header, shape: Shape, name: str, keys: Keys) -> None:
        self.header, self.shape, self.name = header, shape, name
        self.lines: list[int] = []
        """The lines of the block, as indexes of what is decoded."""
        self.bodies: list[Any] = []
        self._values: list[tuple[Any, ...]] = []
        """Of each property, in their order."""
        self._places = header.places_of(shape)
        self.keys: list[int] = []
        """What each is counted by: numbers of the group and the source."""
        self._keys = keys
        self.first = 0
        """The line of the first that was counted."""
        self.low: datetime | None = None
        self.high: datetime | None = None

    def open(self, bodies: Sequence[Any]) -> list[int]:
        """Take the properties of its lines; the lines that turn out to be the exact half's."""
        found = [*map(bodies.__getitem__, self.lines)]
        left: list[int] = []
        if self.header.is_apart:
            found, kept, refused = decoded(self.shape.decode, [b"null" if body is UNSET else body for body in found])
            left = [self.lines[place] for place in refused]
            self.lines[:] = [self.lines[place] for place in kept]
        self._take(found)
        return left

    def _take(self, bodies: list[Any]) -> None:
        self.bodies = bodies
        self._values = [*zip(*map(astuple, bodies), strict=False)]

    def values_of(self, column: Column) -> Sequence[Any]:
        return self._values[self._places[column]] if self._values else ()

    def drop(self, lines: set[int]) -> None:
        """Take lines out, which are the exact half's."""
        kept = [place for place, line in enumerate(self.lines) if line not in lines]
        self._take([*map(self.bodies.__getitem__, kept)])
        self.lines[:] = [*map(self.lines.__getitem__, kept)]

    def key(self, sources: Sequence[str | None]) -> list[int]:
        """Tell what each of its lines is counted by."""
        if sources:
            self.keys = [*map(self._keys.__getitem__, map(sources.__getitem__, self.lines))]
        else:
            self.keys = [self._keys[None]] * len(self.lines)
        return self.keys

    def span(self, times: Sequence[datetime | None], rising: bool) -> None:
        """Note the first and the last time of its lines."""
        if rising:
            low, high = times[self.lines[0]], times[self.lines[-1]]
        else:
            there = [at for at in map(times.__getitem__, self.lines) if at is not None]
            if not there:
                return
            low, high = min(there), max(there)
        if low is not None and (self.low is None or low < self.low):
            self.low = low
        if high is not None and (self.high is None or high > self.high):
            self.high = high

    def close(self) -> None:
        """Be done with the lines of this block."""
        self.lines.clear()
        self.bodies, self._values, self.keys = [], [], []
