"""A Sitting: a judge over one part of a log, block by block.

What a line is made of is looked at while it is still near: a block is decoded, its lines are put together by event, and
the values that must be asked of something by what they are asked. Lines to which the fast half does not say yes are put
to the exact half, in their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain, compress
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model.record import Record
from ..model.times import Stretch
from .columns import Column
from .exact import content
from .group import Group, Keys
from .header import Header, decoded
from .heads import ids_of, not_text, sources_of, times_of
from .reading import Batch
from .refusals import Refusals, Refused
from .run import Run, Seen
from .sieve.sifting import BLANK, SURE, Sifted

if TYPE_CHECKING:
    from .judge import Judge

_IS_LEFT = bytes(verdict not in (SURE, BLANK) for verdict in range(256))
_MANY = 300
"""With more events than these a block has too few lines of each, and several are judged together."""
_ENOUGH = 16 << 20
"""About so many bytes of lines are."""
_ENOUGH_BAD = 4 << 20
"""About so many are where most lines are wrong: what is asked of the lines of an event, is asked of more of them."""
_ENOUGH_LEFT = 128
"""So many lines that the fast half has left are looked at together …"""
_MOST_OPEN = 8
"""… or those of so many blocks."""


class _Firm(NamedTuple):
    """A line that is surely not valid, and its place among those of the sieve."""

    place: int
    line: bytes
    refused: Refused


class _Block(NamedTuple):
    """The lines of a block, with those of them that the fast half has left.

    Where the sieve was first, they are the lines that it has left; ``places`` is where these stand among ``sifted``.
    """

    seen: Seen
    lengths: list[int]
    sifted: Sifted | None
    places: Sequence[int]
    left: dict[int, bytes]
    told: dict[int, Refused]
    """What is known of them already."""
    asked: bool
    """Whether it was asked before the fast half had looked at them."""
    firm: Sequence[_Firm]
    """The lines of the sieve of which it is known what is wrong with them."""


class Sitting:
    """Judges blocks of whole lines, which come one right after the other, into a run."""

    def __init__(self, judge: Judge, run: Run) -> None:
        self.judge, self.run, self.header = judge, run, judge.header
        # What is kept of records that cannot be read again, the sieve does not make.
        self.sifting = judge.sieve.sifts() if judge.sieve is not None and not run.keeps_contents else None
        self._groups: dict[Any, Group] = {}
        self._columns: dict[Column, list[Group]] = {}
        """Each with the groups of the events that have it."""
        self._keyed: list[tuple[int, str | None]] = []
        """The number of the group and the source that each key stands for."""
        if self.header is not None:
            for number, (key, name) in enumerate(self.header.names.items()):
                bare = name.removeprefix(self.header.envelope.prefix)
                keys = Keys(number, self._keyed)
                group = self._groups[key] = Group(self.header, self.header.shapes[name], bare, keys)
                for column in group.shape.columns:
                    self._columns.setdefault(column, []).append(group)
        self._adders = {key: group.lines.append for key, group in self._groups.items()}
        self._waiting: list[bytes] = []
        """Whole lines that wait to be judged together."""
        self._size = 0
        self._plenty = _ENOUGH if len(self._groups) > _MANY else 0
        self._open: list[_Block] = []
        """Those that the fast half is done with."""
        self._ahead, self._left = 0, 0
        """How many lines they have, and how many of these are left."""
        self._mostly_bad = False
        """Whether most lines of the last block were refused: then it is told first what is wrong."""
        self._counts: Counter[int] = Counter()
        """Key -> how many lines were counted."""
        self._there: dict[Column, Counter[int]] = {column: Counter() for column in self._columns if column.is_counted}
        """The same of those in which a property is there that need not be."""

    def batch(self, batch: Batch) -> None:
        """Judge a batch, which comes right after the last one."""
        if batch.rows is None:
            self._waiting.append(batch.data)
            self._size += len(batch.data)
            enough = max(self._plenty, _ENOUGH_BAD) if self._mostly_bad else self._plenty
            enough = enough if self.sifting is None else 0
            if self._size >= enough or not batch.data.endswith(b"\n"):
                self._judge()
            return
        self._judge()
        self._close()
        for row in batch.rows:
            run, exact = self.run, self.judge.exact
            row = row if row.line else row._replace(line=run.lines + 1)
            run.note(row.line, exact.row(row, run), self.judge.rulebook, row.too_long)

    def _judge(self) -> None:
        """Judge what waits."""
        if self._waiting:
            waiting, self._waiting, self._size = self._waiting, [], 0
            self.block(b"".join(waiting) if len(waiting) > 1 else waiting[0])

    def block(self, data: bytes) -> None:
        """Judge the lines of a block."""
        if self.sifting is None:
            lines = data.split(b"\n")
            if not lines[-1]:
                lines.pop()
            self._take(lines, range(len(lines)), data.isascii())
            return
        for sifted in self.sifting.sift(data, self.run.lines + self._ahead + 1):
            starts, lengths = sifted.starts, sifted.lengths
            places: Sequence[int] = [*compress(range(len(sifted.verdicts)), sifted.verdicts.translate(_IS_LEFT))]
            lines = [data[starts[place] : starts[place] + lengths[place]] for place in places]
            firm: list[_Firm] = []
            if sifted.doubts and self.judge.doubts is not None:
                told = self.judge.doubts.told(data, sifted, self.sifting)
                firm = [
                    _Firm(place, line, told[place]) for place, line in zip(places, lines, strict=True) if place in told
                ]
                lines = [line for place, line in zip(places, lines, strict=True) if place not in told]
                places = [place for place in places if place not in told]
            self._take(lines, places, False, sifted, firm)

    def _take(
        self, lines: list[bytes], places: Sequence[int], is_ascii: bool,
        sifted: Sifted | None = None, firm: Sequence[_Firm] = (),
    ) -> None:  # fmt: skip
        """Judge the lines of a block, or those that the sieve has left."""
        told: dict[int, Refused] = {}
        refusals, asked = self.judge.refusals, self._mostly_bad
        if refusals is not None and asked:
            told = refusals.among(lines, range(len(lines)), self.run.keeps_contents)
        if self.header is None or not lines:
            seen, left = Seen.of(len(lines)), {*range(len(lines))}
        else:
            seen, left = self._fast(self.header, lines, {*told}, is_ascii, places)
        remaining = {place: lines[place] for place in sorted(left.union(told))}
        self._open.append(_Block(seen, [*map(len, lines)], sifted, places, remaining, told, asked, firm))
        self._ahead += len(lines) if sifted is None else len(sifted.verdicts)
        self._left += len(left)
        if self._left >= _ENOUGH_LEFT or len(self._open) >= _MOST_OPEN:
            self._close()

    def _close(self) -> None:
        """Judge what the fast half has left of some blocks, in the order of the lines."""
        blocks, self._open, self._ahead, self._left = self._open, [], 0, 0
        if self.judge.refusals is not None:
            self._tell(self.judge.refusals, [block for block in blocks if not block.asked])
        for block in blocks:
            first, seen = self.run.lines + 1, block.seen
            firm = iter(block.firm)
            next_firm = next(firm, None)
            for place, line in block.left.items():
                refused, number = block.told.get(place), first + block.places[place]
                while next_firm is not None and next_firm.place < block.places[place]:
                    self._refuse(first + next_firm.place, next_firm.line, next_firm.refused)
                    next_firm = next(firm, None)
                if refused is not None:
                    self._refuse(number, line, refused)
                    seen.add(place, refused.time, refused.id, refused.content)
                else:
                    self.judge.exact.line(line, number, self.run, seen, place)
            while next_firm is not None:
                self._refuse(first + next_firm.place, next_firm.line, next_firm.refused)
                next_firm = next(firm, None)
            if block.sifted is None:
                self.run.extend(seen, block.lengths, self.judge.rulebook)
            else:
                self.run.extend_sifted(block.sifted, seen, block.places, self.judge.rulebook)
        some = [block for block in blocks if block.lengths]
        if some:
            self._mostly_bad = 2 * len(some[-1].told) > len(some[-1].lengths)

    def _tell(self, refusals: Refusals, blocks: Sequence[_Block]) -> None:
        """Ask of the lines of several blocks together what is wrong with them."""
        owners = [(block, place) for block in blocks for place in block.left]
        lines = [block.left[place] for block, place in owners]
        for number, refused in refusals.among(lines, range(len(lines)), self.run.keeps_contents).items():
            block, place = owners[number]
            block.told[place] = refused

    def _refuse(self, line: int, raw: bytes, refused: Refused) -> None:
        """Count a line that is not valid, and say why."""
        run, event = self.run, refused.event
        run.tally.lines += 1
        if event is None:
            run.unplanned(refused.name)
        else:
            record = Record(event=refused.name, source=refused.source, time=refused.time)
            run.judged(event, record, False, line)
        for said in refused.saids:
            run.say(line, said, event.name if event is not None else None)
        run.reject(line, raw, refused.reasons)

    def settle(self) -> None:
        """Judge what waits, and tell the run what was counted."""
        self._judge()
        self._close()
        if self.sifting is not None:
            for counted in self.sifting.counted():
                self.run.take(counted)
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
            self.run.count(group.shape.event, source, number, group.shape.always, properties[key])
        self._counts.clear()
        for group, number in told.items():
            self.run.seen(group.shape.event, group.name, number, group.first)
            if group.low is not None:
                self.run.span(group.shape.event, (group.low, group.high))
            group.first, group.low, group.high = 0, None, None

    def _fast(
        self, header: Header, lines: Sequence[bytes], told: set[int], is_ascii: bool, numbers: Sequence[int]
    ) -> tuple[Seen, set[int]]:
        """Count what is surely valid, but for those told already; what was seen of that, and the places of the rest."""
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
        for question in self.judge.questions:
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
            group.first = group.first or self.run.lines + self._ahead + places[group.lines[0]] + 1
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
