"""A Sitting: a judge over one part of a log, block by block.

What a line is made of is looked at while it is still near: a block is decoded, its lines are put together by event, and
the values that must be asked of something by what they are asked. Lines to which the fast half does not say yes are put
to the exact half, in their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from ..model.times import Stretch, Times, stretch
from .columns import Column
from .exact import content
from .group import Group
from .header import TIMES, Header, decoded
from .reading import Batch
from .run import Run, Seen

if TYPE_CHECKING:
    from .judge import Judge

_PER_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NONE = hash(UNSET)


class Sitting:
    """Judges blocks of whole lines, which come one right after the other, into a run."""

    def __init__(self, judge: Judge, run: Run) -> None:
        self.judge, self.run, self.header = judge, run, judge.header
        self._groups: dict[Any, Group] = {}
        self._columns: dict[Column, list[Group]] = {}
        """Each with the groups of the events that have it."""
        if self.header is not None:
            for key, name in self.header.names.items():
                group = self._groups[key] = Group(self.header, self.header.shapes[name], name, self._number)
                for column in group.shape.columns:
                    self._columns.setdefault(column, []).append(group)
        self._adders = {key: group.lines.append for key, group in self._groups.items()}
        self._keyed: list[tuple[Group, str | None]] = []
        """The group and the source that each key stands for."""
        self._counts: Counter[int] = Counter()
        """Key -> how many lines were counted."""
        self._there: dict[Column, Counter[int]] = {column: Counter() for column in self._columns if column.is_counted}
        """The same of those in which a property is there that need not be."""

    def _number(self, group: Group, source: str | None) -> int:
        self._keyed.append((group, source))
        return len(self._keyed) - 1

    def batch(self, batch: Batch) -> None:
        """Judge a batch, which comes right after the last one."""
        if batch.rows is None:
            self.block(batch.data)
            return
        for row in batch.rows:
            run, exact = self.run, self.judge.exact
            run.note(row.line, exact.row(row, run), self.judge.rulebook, row.too_long)

    def block(self, data: bytes) -> None:
        """Judge the lines of a block."""
        lines = data.split(b"\n")
        if not lines[-1]:
            lines.pop()
        if self.header is None:
            seen, left = Seen.of(len(lines)), set(range(len(lines)))
        else:
            seen, left = self._fast(self.header, lines, data.isascii())
        first = self.run.lines + 1
        for place in sorted(left):
            self.judge.exact.line(lines[place], first + place, self.run, seen, place)
        self.run.extend(seen, [*map(len, lines)], self.judge.rulebook)

    def settle(self) -> None:
        """Tell the run what was counted."""
        properties: dict[int, dict[str, int]] = {}
        for column, counts in self._there.items():
            for key, number in counts.items():
                properties.setdefault(key, {})[column.name] = number
            counts.clear()
        told: Counter[Group] = Counter()
        for key, number in self._counts.items():
            group, source = self._keyed[key]
            told[group] += number
            found = properties.get(key, {}) | dict.fromkeys(group.shape.always, number)
            self.run.count(group.shape.event, source, number, found)
        self._counts.clear()
        for group, number in told.items():
            self.run.seen(group.shape.event, group.name, number, group.first)
            if group.low is not None:
                self.run.span(group.shape.event, (group.low, group.high))
            group.first, group.low, group.high = 0, None, None

    def _fast(self, header: Header, lines: Sequence[bytes], is_ascii: bool) -> tuple[Seen, set[int]]:
        """Count what is surely valid; what was seen of that, and the places of the lines that remain."""
        heads, places, refused = decoded(header.decode, lines)
        left = set[int]() if is_ascii else _not_text(lines, places)
        stretches = [_times(header, part, heads) for part in TIMES]
        if any(stretches):
            times = Times(stretches[0], stretches[1], stretches[2], self.judge.rulebook.now)
            left |= self.judge.rulebook.suspects(times)
        if header.keeps_lines:
            for head, place in zip(heads, places, strict=True):
                head.line = lines[place]
        groups = self._grouped(header, heads, left)
        for group in groups:
            left.update(group.open(heads))
        sources = self._sources(header, heads)
        left |= self._suspects() | self._strangers(groups, sources)
        self._count(groups, sources, stretches[0], places)
        at = stretches[0].values if stretches[0] is not None else [None] * len(heads)
        seen = Seen(at, self._ids(header, heads))
        self._keep(seen, groups, places)
        for group in groups:
            group.close()
        for index in left:
            seen.times[index], seen.ids[index] = None, 0
        for place in refused:
            seen.times.insert(place, None)
            seen.ids.insert(place, 0)
        return seen, {*refused, *(places[index] for index in left)}

    def _sources(self, header: Header, heads: Sequence[Any]) -> Sequence[str | None]:
        """The source of each; empty where the log names none, or it does not count."""
        known = self.judge.exact.sources
        if known.only is not None:
            return [known.only] * len(heads)
        words = header.column("source", heads)
        sources = [*map(known.known.__getitem__, words)]
        if UNSET in {*sources}:
            words = header.filled("source", heads, words)
            return [known.of(None if word is UNSET else word) for word in words]
        return sources

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

    def _suspects(self) -> set[int]:
        """Ask what must be asked of the values; the lines of those that are refused, which are taken out."""
        for column, groups in self._columns.items():
            if column.questions:
                values = column.values(_chained(group.bodies for group in groups))
                for question in column.questions:
                    question.take(values, column)
        found: set[int] = set()
        for question in self.judge.questions:
            for column, place in question.refused():
                groups = self._columns[column]
                bodies = _chained(group.bodies for group in groups)
                found.add(column.of(bodies, _chained(group.lines for group in groups))[1][place])
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

    def _count(
        self, groups: Sequence[Group], sources: Sequence[str | None], happened: Stretch | None, places: Sequence[int]
    ) -> None:
        """Count the lines that are left in the groups, which are valid."""
        for group in groups:
            if not group.lines:
                continue
            self._counts.update(group.key(sources))
            group.first = group.first or self.run.lines + places[group.lines[0]] + 1
            if happened is not None:
                group.span(happened.values, happened.rises)
        for column, counts in self._there.items():
            having = self._columns[column]
            bodies = _chained(group.bodies for group in having)
            if bodies:
                counts.update(column.of(bodies, _chained(group.keys for group in having))[1])

    def _ids(self, header: Header, heads: Sequence[Any]) -> list[int]:
        """The hash of each message id; 0 where there is none."""
        if not self.judge.rulebook.looks_for_duplicates:
            return [0] * len(heads)
        ids = header.column("id", heads)
        hashes = [*map(hash, ids)] or [0] * len(heads)
        if ids and _NONE in hashes:
            return [hash(id) if id is not UNSET else 0 for id in header.filled("id", heads, ids)]
        return hashes

    def _keep(self, seen: Seen, groups: Sequence[Group], places: Sequence[int]) -> None:
        """Note what the lines carry, where the log cannot be read again."""
        if self.run.keeps_contents:
            for group in groups:
                name = group.shape.event.name
                for line, body in zip(group.lines, group.bodies, strict=True):
                    seen.contents[places[line]] = content(name, body)


def _times(header: Header, part: str, heads: Sequence[Any]) -> Stretch | None:
    """A time of the lines, aware; None where the envelope, or the log, does not speak of it."""
    column = header.column(part, heads)
    unit = header.envelope.units.get(part, header.envelope.unit)
    if not column:
        return None
    if unit is None:
        found = stretch(column)
        if found is not None and found.is_whole:
            return found
        return stretch(header.filled(part, heads, column)) if len(header.getters[part]) > 1 else found
    per = _PER_SECOND[unit]
    column = header.filled(part, heads, column)
    return stretch([_since_1970(number, per) if number is not UNSET else None for number in column])


def _not_text(lines: Sequence[bytes], places: Sequence[int]) -> set[int]:
    """The indexes of lines that are no UTF-8: what is skipped in a line is not looked at by its decoder."""
    try:
        b"\n".join([line for line in lines if not line.isascii()]).decode()
    except UnicodeDecodeError:
        return {index for index, place in enumerate(places) if not _is_text(lines[place])}
    return set()


def _is_text(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _chained(parts: Iterable[list[Any]]) -> list[Any]:
    return [*chain.from_iterable(parts)]


def _since_1970(number: float, per: int) -> datetime | None:
    try:
        if isinstance(number, int):
            return _EPOCH + timedelta(seconds=number // per, microseconds=number % per * 1_000_000 // per)
        return _EPOCH + timedelta(microseconds=round(number * 1_000_000 / per))
    except (OverflowError, ValueError):
        return None
