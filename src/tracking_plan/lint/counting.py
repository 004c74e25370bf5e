"""Counting: the fast half over one part of a log. What it says yes to it counts, by event, source and property."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model.times import Stretch
from .columns import Column, Question
from .exact import content
from .group import Group, Keys
from .header import Header, decoded
from .heads import ids_of, not_text, sources_of, times_of
from .refusals import Refusals
from .run import Run, Seen

if TYPE_CHECKING:
    from .judge import Judge


class Fast(NamedTuple):
    """The fast half, compiled: how lines are decoded, what is asked of their values, and what is wrong with the others."""

    header: Header
    questions: Sequence[Question]
    refusals: Refusals


class Counting:
    """Decodes lines, puts them together by event, and asks their values what must be asked."""

    def __init__(self, judge: Judge, fast: Fast, run: Run) -> None:
        self.judge, self.run = judge, run
        self.header, self.questions, self.refusals = fast
        self._groups: dict[Any, Group] = {}
        self._columns: dict[Column, list[Group]] = {}
        """Each with the groups of the events that have it."""
        self._keyed: list[tuple[int, str | None]] = []
        """The number of the group and the source that each key stands for."""
        for number, (key, name) in enumerate(self.header.names.items()):
            bare = name.removeprefix(self.header.envelope.prefix)
            keys = Keys(number, self._keyed)
            group = self._groups[key] = Group(self.header, self.header.shapes[name], bare, keys)
            for column in group.shape.columns:
                self._columns.setdefault(column, []).append(group)
        self._adders = {key: group.lines.append for key, group in self._groups.items()}
        self._counts: Counter[int] = Counter()
        """Key -> how many lines were counted."""
        self._there: dict[Column, Counter[int]] = {column: Counter() for column in self._columns if column.is_counted}
        """The same of those in which a property is there that need not be."""

    @property
    def events(self) -> int:
        """How many events it knows."""
        return len(self._groups)

    def settle(self) -> None:
        """Tell the run what was counted."""
        properties: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        for column, counts in self._there.items():
            for key, number in counts.items():
                properties[key].append((column.name, number))
            counts.clear()
        told: Counter[Group] = Counter()
        groups = [*self._groups.values()]
        for key, number in self._counts.items():
            number_of, source = self._keyed[key]
            group = groups[number_of]
            told[group] += number
            there = dict.fromkeys(group.shape.always, number) | dict(properties[key])
            self.run.count(group.shape.event, source, number, there)
        self._counts.clear()
        for group, number in told.items():
            self.run.seen(group.shape.event, group.name, number, group.first, group.low, group.high)
            group.first, group.low, group.high = 0, None, None

    def take(
        self, lines: Sequence[bytes], told: set[int], is_ascii: bool, numbers: Sequence[int]
    ) -> tuple[Seen, set[int]]:
        """Count what is surely valid, but for those told already; what was seen of that, and the places of the rest.

        ``numbers`` are those of the lines in their part.
        """
        header = self.header
        some = [place for place in range(len(lines)) if place not in told] if told else range(len(lines))
        heads, places, refused = decoded(header.decode, [*map(lines.__getitem__, some)] if told else lines)
        if told:
            places, refused = [*map(some.__getitem__, places)], [*map(some.__getitem__, refused)]
        left = set[int]() if is_ascii else not_text(lines, places)
        tops = header.tops(heads)
        times = times_of(header, tops, self.judge.rulebook.now)
        left |= self.judge.rulebook.suspects(times)
        groups = self._grouped(header, heads, left)
        bodies = header.bodies(heads, tops, [*map(lines.__getitem__, places)] if header.is_apart else lines)
        for group in groups:
            left.update(group.open(bodies))
        sources = sources_of(header, tops, self.judge.exact.sources)
        having = self._having(groups)
        left |= self._suspects(having) | self._strangers(groups, sources)
        self._count(groups, having, sources, times.time, [*map(numbers.__getitem__, places)])
        at: list[datetime | None] = times.time.values if times.time is not None else [None] * len(heads)
        seen = Seen(at, ids_of(header, tops, self.judge.rulebook))
        self._keep(seen, groups, places)
        for group in groups:
            group.close()
        for index in left:
            seen.times[index], seen.ids[index] = None, 0
        for place in sorted(told.union(refused)):
            seen.times.insert(place, None)
            seen.ids.insert(place, 0)
        return seen, {*refused, *(places[index] for index in left)}

    def _grouped(self, header: Header, heads: Sequence[Any], left: set[int]) -> list[Group]:
        """The groups of these lines, other than those that are left."""
        add = self._adders
        if not left and not header.is_apart:
            for index, key in enumerate(map(type, heads)):
                add[key](index)
        else:
            for index, key in enumerate(map(header.key, heads)):
                if index in left:
                    continue
                if key in add:
                    add[key](index)
                else:
                    left.add(index)
        return [group for group in self._groups.values() if group.lines]

    def _suspects(self, having: Mapping[Column, Sequence[Group]]) -> set[int]:
        """Ask what must be asked of the values; the lines of those that are refused, which are taken out."""
        for column, groups in having.items():
            if column.questions:
                values = column.values(groups)
                for question in column.questions:
                    question.take(values, column)
        found: set[int] = set()
        where: dict[Column, Sequence[int]] = {}
        for question in self.questions:
            for column, place in question.refused():
                if column not in where:
                    groups = having[column]
                    where[column] = column.of(groups, _chained(group.lines for group in groups))[1]
                found.add(where[column][place])
        if found:
            for group in self._groups.values():
                if not found.isdisjoint(group.lines):
                    group.drop(found)
        return found

    def _strangers(self, groups: Sequence[Group], sources: Sequence[str | None]) -> set[int]:
        """The lines from sources that may not send the event, which are taken out."""
        found: set[int] = set()
        for group in groups if self.judge.allowed and sources else ():
            allowed = self.judge.allowed.get(group.shape.event.name)
            strangers = {line for line in group.lines if sources[line] not in allowed} if allowed else ()
            if strangers:
                group.drop(strangers)
                found |= strangers
        return found

    def _having(self, groups: Sequence[Group]) -> Mapping[Column, Sequence[Group]]:
        """The groups of this block that have each property."""
        if 2 * len(groups) > len(self._groups):
            return self._columns
        having: dict[Column, list[Group]] = {}
        for group in groups:
            for column in group.shape.columns:
                if column in having:
                    having[column].append(group)
                else:
                    having[column] = [group]
        return having

    def _count(
        self,
        groups: Sequence[Group],
        having: Mapping[Column, Sequence[Group]],
        sources: Sequence[str | None],
        happened: Stretch | None,
        places: Sequence[int],
    ) -> None:
        """Count the lines that are left in the groups, which are valid."""
        for group in groups:
            if not group.lines:
                continue
            self._counts.update(group.key(sources))
            group.first = group.first or places[group.lines[0]]
            if happened is not None:
                group.span(happened.values, happened.rises)
        for column, some in having.items():
            if column.is_counted:
                self._there[column].update(column.of(some, _chained(group.keys for group in some))[1])

    def _keep(self, seen: Seen, groups: Sequence[Group], places: Sequence[int]) -> None:
        """Note what the lines carry, where the log cannot be read again."""
        if self.run.keeps_contents:
            for group in groups:
                name = group.shape.event.name
                for line, body in zip(group.lines, group.bodies, strict=True):
                    seen.contents[places[line]] = content(name, body)


def _chained(parts: Iterable[list[Any]]) -> list[Any]:
    return [*chain.from_iterable(parts)]
