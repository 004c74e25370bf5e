"""The Judge, compiled from a plan and an envelope: it turns the lines of a log into a Tally.

Its fast half looks at many lines at once and may only say yes; each line to which it does not is the exact half's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import UNSET, MsgspecError

from ..model.envelope import Envelope
from ..model.plan import Plan
from ..model.times import Times, stretch
from .exact import Exact
from .header import TIMES, Header, Unfit
from .reading import Batch
from .rulebook import Rulebook
from .run import Run, Seen
from .shape import Shape, shapes

_NOT_FAST = (MsgspecError, UnicodeError, RecursionError)
_PER_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Judge:
    """Judges the lines of one kind of envelope by one plan. It knows of no process, and can be pickled as its makings."""

    def __init__(self, plan: Plan, envelope: Envelope, rulebook: Rulebook) -> None:
        self.plan, self.envelope, self.rulebook = plan, envelope, rulebook
        self.exact = Exact(plan, envelope, rulebook)
        self.shapes: dict[str, Shape] = {}
        if not rulebook.fast or envelope.batch:
            return
        try:
            self.header = Header(envelope)
        except Unfit:
            return
        self.tracked = {word for word in {*envelope.calls, "track"} if envelope.calls.get(word, word) == "track"}
        self.shapes = shapes(plan, envelope, self.header.names, rulebook.suspicious)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Judge, (self.plan, self.envelope, self.rulebook))

    def batch(self, batch: Batch, run: Run) -> None:
        """Judge a batch, which comes right after the last one of this run."""
        if batch.rows is not None:
            for row in batch.rows:
                run.note(row.line, self.exact.row(row, run), self.rulebook, row.too_long)
        else:
            self.lines(batch.lines, run)

    def lines(self, lines: Sequence[bytes], run: Run) -> None:
        """Judge lines of NDJSON, which come right after the last ones of this run."""
        seen = Seen.of(len(lines))
        rest: Iterable[int] = self._fast(lines, run, seen) if self.shapes else range(len(lines))
        first = run.lines + 1
        for place in rest:
            self.exact.line(lines[place], first + place, run, seen, place)
        run.extend(seen, lines, self.rulebook)

    def _fast(self, lines: Sequence[bytes], run: Run, seen: Seen) -> list[int]:
        """Count what is surely valid; the places of the lines that remain."""
        heads, places, rest = _decoded(self.header.decode, lines)
        left = _not_text(lines, places)
        column = self.header.column
        calls = column("call", heads)
        if calls and not self.tracked.issuperset(calls):
            left.update(index for index, call in enumerate(calls) if call not in self.tracked)
        times = self._times(heads)
        if any(stretch is not None for stretch in times[:3]):
            left |= self.rulebook.suspects(times)
        words = column("source", heads)
        raws = column("properties", heads) if self.envelope.properties else [lines[place] for place in places]
        for name, members in _grouped(column("event", heads)).items():
            shape = self.shapes.get(name)
            if shape is None:
                left.update(members)
                continue
            if left:
                members = [index for index in members if index not in left]
            left |= _Group(self, run, shape, name).judge(members, raws, words, times, places)
        self._note(run, seen, lines, heads, places, times, left)
        if left:
            rest += [places[index] for index in left]
            rest.sort()
        return rest

    def _times(self, heads: Sequence[Any]) -> Times:
        """The times of the lines, aware; None where the envelope does not speak of one."""
        stretches = []
        for part in TIMES:
            column = self.header.column(part, heads)
            unit = self.envelope.units.get(part, self.envelope.unit)
            if column and unit is not None:
                per = _PER_SECOND[unit]
                column = [_since_1970(number, per) if number is not UNSET else None for number in column]
            stretches.append(stretch(column))
        return Times(stretches[0], stretches[1], stretches[2], self.rulebook.now)

    def _note(
        self,
        run: Run,
        seen: Seen,
        lines: Sequence[bytes],
        heads: Sequence[Any],
        places: Sequence[int],
        times: Times,
        left: set[int],
    ) -> None:
        """Note the times and ids of what was accepted, for what the whole log is judged by."""
        at = times.time.values if times.time is not None else None
        ids = self.header.column("id", heads) if self.rulebook.looks_for_duplicates else []
        hashes = [hash(id) if id else 0 for id in ids] if UNSET in ids or "" in ids else [*map(hash, ids)]
        if run.keeps_contents and hashes:
            self._keep_contents(seen, lines, places, left)
        if len(heads) == len(seen.ids) and not left:
            seen.times = at or seen.times
            seen.ids = hashes or seen.ids
            return
        for index, place in enumerate(places):
            if index not in left:
                if at is not None:
                    seen.times[place] = at[index]
                if hashes:
                    seen.ids[place] = hashes[index]

    def _keep_contents(self, seen: Seen, lines: Sequence[bytes], places: Sequence[int], left: set[int]) -> None:
        exact = self.exact
        for index, place in enumerate(places):
            if index not in left:
                for record in exact.records(lines[place]):
                    seen.contents[place] = exact.content(record)


class _Group:
    """The lines of one batch that send one event by one name."""

    def __init__(self, judge: Judge, run: Run, shape: Shape, name: str) -> None:
        self.judge_, self.run, self.shape, self.name = judge, run, shape, name

    def judge(
        self,
        members: list[int],
        raws: Sequence[Any],
        words: Sequence[Any],
        times: Times,
        places: Sequence[int],
    ) -> set[int]:
        """Count those that are surely valid; the indexes of the others."""
        shape, book, sources_of = self.shape, self.judge_.rulebook, self.judge_.exact.sources.of
        bodies, kept, refused = _decoded(shape.decode, [*map(raws.__getitem__, members)])
        left = {members[place] for place in refused}
        if refused:
            members = [members[place] for place in kept]
        sources = self._sources(members, words)
        if sources is not None and shape.event.sources:
            wrong = {word for word in {*sources} if not book.may_send(shape.event, sources_of(word))}
            if wrong:
                keep = [index for index, word in enumerate(sources) if word not in wrong]
                left.update(members[index] for index, word in enumerate(sources) if word in wrong)
                bodies, members, sources = _at(bodies, keep), _at(members, keep), _at(sources, keep)
        if not bodies:
            return left
        counts: dict[Any, dict[str, int]] = {}
        suspects = shape.columns.ask(bodies, sources, counts)
        if suspects:
            doubted = sorted(suspects)
            shape.columns.ask(_at(bodies, doubted), _at(sources, doubted) if sources else None, counts, -1)
            left.update(members[index] for index in doubted)
            keep = [index for index in range(len(members)) if index not in suspects]
            members, sources = _at(members, keep), _at(sources, keep) if sources else None
        if members:
            self._count(members, sources, counts, times, places)
        return left

    def _sources(self, members: Sequence[int], words: Sequence[Any]) -> list[Any] | None:
        """The log's word for the source of each; None where it has none."""
        if not words or self.judge_.rulebook.one_source is not None:
            return None
        return [None if word is UNSET else word for word in map(words.__getitem__, members)]

    def _count(
        self,
        members: Sequence[int],
        sources: Sequence[Any] | None,
        counts: dict[Any, dict[str, int]],
        times: Times,
        places: Sequence[int],
    ) -> None:
        shape, run, sources_of = self.shape, self.run, self.judge_.exact.sources.of
        for word, number in Counter(sources).items() if sources is not None else ((None, len(members)),):
            found = counts.get(word, {})
            for always in shape.always:
                found[always] = number
            run.count(shape.event, sources_of(word), number, found)
        run.seen(shape.event, self.name, len(members), run.lines + places[members[0]] + 1)
        if times.time is not None:
            run.span(shape.event, [*map(times.time.values.__getitem__, members)])


def _decoded(decode: Callable[[Any], Any], lines: Sequence[Any]) -> tuple[list[Any], Sequence[int], list[int]]:
    """What decodes, the places of that, and the places of the rest."""
    made: list[Any] = []
    refused: list[int] = []
    waiting = iter(lines)
    while True:
        try:
            made.extend(map(decode, waiting))
            break
        except _NOT_FAST:
            refused.append(len(made) + len(refused))
    if not refused:
        return made, range(len(made)), refused
    gone = set(refused)
    return made, [place for place in range(len(lines)) if place not in gone], refused


def _not_text(lines: Sequence[bytes], places: Sequence[int]) -> set[int]:
    """The indexes of lines that are no UTF-8: what is skipped in a line is not looked at by its decoder."""
    found: set[int] = set()
    if all(map(bytes.isascii, lines)):
        return found
    for index, place in enumerate(places):
        line = lines[place]
        if not line.isascii():
            try:
                line.decode()
            except UnicodeDecodeError:
                found.add(index)
    return found


def _grouped(names: Sequence[str]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    known = groups.get
    for index, name in enumerate(names):
        members = known(name)
        if members is None:
            groups[name] = [index]
        else:
            members.append(index)
    return groups


def _at(values: Sequence[Any], places: Sequence[int]) -> list[Any]:
    return [values[place] for place in places]


def _since_1970(number: float, per: int) -> datetime | None:
    try:
        if isinstance(number, int):
            return _EPOCH + timedelta(seconds=number // per, microseconds=number % per * 1_000_000 // per)
        return _EPOCH + timedelta(microseconds=round(number * 1_000_000 / per))
    except (OverflowError, ValueError):
        return None
