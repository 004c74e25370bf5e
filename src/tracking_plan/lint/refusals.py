"""Refusals: lines whose event or properties are wrong, told at once where nothing else is.

The exact half says the same of each, one by one. Here their values are asked column by column, so that only the wrong ones
are looked at; and what is said of one is remembered, as a mistake is made again and again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple

from msgspec import UNSET

from ..finding import Severity
from ..model.event import Event
from ..model.schema import must_be_there
from .columns import Column, Columns, Question
from .exact import Exact, content
from .header import Header, decoded
from .heads import ids_of, not_text, sources_of, times_of
from .said import Said
from .subject import SCALARS, Subject, word_of

_REMEMBERED = 20_000
_LONGEST = 200
"""What is said of a longer text is not remembered."""
_ATOMS = frozenset(SCALARS)


class Refused(NamedTuple):
    """A line that is not valid. ``saids`` is what is said of it, ``reasons`` why it is refused."""

    event: Event | None
    """None: it is not planned."""
    name: str
    source: str | None
    time: datetime | None
    id: int
    content: int
    saids: Sequence[Said]
    reasons: Sequence[Said]


class _Read(NamedTuple):
    """What was read of some lines."""

    names: list[Any]
    bodies: list[Any]
    sources: Sequence[str | None]
    times: Sequence[datetime | None]
    ids: list[int]
    contents: bool
    """Whether a hash of what they carry is kept."""
    prefix: str

    def refused(self, line: int, event: Event | None, saids: Sequence[Said], reasons: Sequence[Said]) -> Refused:
        name = event.name if event is not None else self.names[line]
        carried = content(name, self.bodies[line]) if self.contents and self.ids[line] else 0
        source = self.sources[line] if self.sources else None
        sent = self.names[line].removeprefix(self.prefix)
        return Refused(event, sent, source, self.times[line], self.ids[line], carried, saids, reasons)


class _Kind:
    """One event, by the name under which it is sent."""

    def __init__(self, subject: Subject, columns: Columns, suspicious: Question | None) -> None:
        self.subject = subject
        self.columns: list[Column] = []
        self.required: set[Column] = set()
        self.names = frozenset(subject.properties)
        for name, found in subject.properties.items():
            # A text may be personal whatever type is planned, unless the plan knows it by something.
            is_open = found.pii in (None, "none") and not found.enum and found.pattern is None and found.format is None
            column = columns.of_dicts(found, name, suspicious if is_open else None)
            self.columns.append(column)
            if must_be_there(found):
                self.required.add(column)


class _Lines:
    """The lines of one event in a block, and what is wrong with them."""

    def __init__(self, kind: _Kind) -> None:
        self.kind = kind
        self.lines: list[int] = []
        self.bodies: list[dict[str, Any]] = []

    def values_of(self, column: Column) -> Sequence[Any]:
        name = column.name
        return [body.get(name, UNSET) for body in self.bodies]


class Refusals:
    """Tells what is wrong with lines that the fast half has not accepted, as far as that is their properties alone."""

    def __init__(self, exact: Exact, header: Header, columns: Columns) -> None:
        self.exact, self.header, self.columns = exact, header, columns
        self.suspicious = columns.suspicious
        self.loose = header.loose()
        self._kinds: dict[str, _Kind | None] = {}
        self._said: dict[tuple[Any, ...], tuple[Said, ...]] = {}

    def among(self, lines: Sequence[bytes], places: Sequence[int], contents: bool) -> dict[int, Refused]:
        """Those of some lines that are surely not valid, by their place; the exact half must judge the rest."""
        if self.loose is None or not places:
            return {}
        heads, kept, _ = decoded(self.loose.decode, [*map(lines.__getitem__, places)])
        at = [places[index] for index in kept]
        book = self.exact.rulebook
        tops = self.header.tops(heads)
        times = times_of(self.header, tops, book.now)
        read = _Read(
            [*map(self.loose.event, heads)],
            [*map(self.loose.body, heads)],
            sources_of(self.header, tops, self.exact.sources),
            times.time.values if times.time is not None else [None] * len(heads),
            ids_of(self.header, tops, book),
            contents,
            self.header.envelope.prefix,
        )
        doubtful = book.suspects(times) | not_text(lines, at)
        return {at[line]: refused for line, refused in self._among(read, doubtful)}

    def _among(self, read: _Read, doubtful: set[int]) -> Iterator[tuple[int, Refused]]:
        groups, unplanned = self._grouped(read.names, read.bodies, doubtful)
        wrong = self._wrong(groups, doubtful)
        for line in unplanned:
            if line not in doubtful:
                yield line, read.refused(line, None, *self.exact.unplanned(read.names[line], "track"))
        for group in groups:
            event = group.kind.subject.event
            assert event is not None
            for line, body in zip(group.lines, group.bodies, strict=True):
                if line in doubtful or line not in wrong:
                    continue
                if read.sources and not self.exact.rulebook.may_send(event, read.sources[line]):
                    continue
                saids = self._saids(group.kind, body, wrong[line])
                if any(said.severity == Severity.ERROR for said in saids):
                    yield line, read.refused(line, event, saids, saids)

    def _grouped(
        self, names: Sequence[Any], bodies: Sequence[Any], doubtful: set[int]
    ) -> tuple[list[_Lines], list[int]]:
        """The lines by their event, and those whose event is not planned."""
        groups: dict[str, _Lines] = {}
        unplanned: list[int] = []
        for line, name in enumerate(names):
            if line in doubtful or name is UNSET or bodies[line] is UNSET or not name:
                continue
            group = groups.get(name)
            if group is None:
                if self._is_unplanned(name):
                    unplanned.append(line)
                    continue
                kind = self._kind(name)
                if kind is None:
                    continue
                group = groups[name] = _Lines(kind)
            group.lines.append(line)
            group.bodies.append(bodies[line])
        return [*groups.values()], unplanned

    def _is_unplanned(self, name: str) -> bool:
        envelope = self.header.envelope
        if envelope.prefix or name in envelope.named:
            return False
        return ("track", name) not in self.exact.subjects.named

    def _kind(self, name: str) -> _Kind | None:
        """None for an event that is the exact half's."""
        if name not in self._kinds:
            shape = self.header.shapes.get(name)
            self._kinds[name] = None
            if shape is not None:
                subject = self.exact.subjects.named["track", shape.event.name]
                self._kinds[name] = _Kind(subject, self.columns, self.suspicious)
        return self._kinds[name]

    def _wrong(self, groups: Sequence[_Lines], doubtful: set[int]) -> dict[int, set[str]]:
        """The names of what is wrong in each line: of values that are refused, and of what is missing or not planned."""
        wrong: dict[int, set[str]] = {}
        asked: dict[Question, None] = {}
        having: dict[Column, list[_Lines]] = {}
        for group in groups:
            for column in group.kind.columns:
                having.setdefault(column, []).append(group)
            self._take_unknown(group, wrong, asked)
        for column, some in having.items():
            values = column.values(some)
            for question in column.questions:
                asked[question] = None
                question.take(values, column)
            if len(values) < sum(len(group.bodies) for group in some):
                _add_missing(column, some, wrong)
            if self.suspicious not in column.questions and not _ATOMS.issuperset(map(type, values)):
                # What is known by its pattern is so as a text, and not what stands in an array in its place.
                doubtful.update(_with_more(column, some))
        where: dict[Column, Sequence[int]] = {}
        for question in asked:
            for asker, place in question.refused():
                if isinstance(asker, int):
                    doubtful.add(asker)
                    continue
                if asker not in where:
                    some = having[asker]
                    lines = [*chain.from_iterable(group.lines for group in some)]
                    where[asker] = asker.of(some, lines)[1]
                line = where[asker][place]
                if question is self.suspicious:
                    doubtful.add(line)
                else:
                    wrong.setdefault(line, set()).add(asker.name)
        return wrong

    def _take_unknown(self, group: _Lines, wrong: dict[int, set[str]], asked: dict[Question, None]) -> None:
        """Note what is not planned; its texts may be personal."""
        names = group.kind.names
        for line, body in zip(group.lines, group.bodies, strict=True):
            if not names.issuperset(body):
                unknown = body.keys() - names
                wrong.setdefault(line, set()).update(unknown)
                if self.suspicious is not None:
                    asked[self.suspicious] = None
                    self.suspicious.take([body[name] for name in unknown], line)

    def _saids(self, kind: _Kind, body: Mapping[str, Any], wrong: set[str]) -> tuple[Said, ...]:
        """What is said of a line; nothing where the exact half must."""
        if len(wrong) == 1:
            (name,) = wrong
            return self._said_of(kind, name, body.get(name, UNSET))
        made: list[Said] = []
        ranked = [name for name in kind.subject.properties if name in wrong]
        for name in ranked + [name for name in body if name in wrong and name not in kind.names]:
            saids = self._said_of(kind, name, body.get(name, UNSET))
            if not saids:
                return ()
            made += saids
        return tuple(made)

    def _said_of(self, kind: _Kind, name: str, value: Any) -> tuple[Said, ...]:
        """What is said of one property; nothing where the exact half must."""
        if value is not UNSET and not isinstance(value, SCALARS):
            return ()
        key = kind, name, word_of(value)
        saids = self._said.get(key)
        if saids is None:
            saids = self.exact.saids_of(kind.subject, name, value)
            if len(self._said) > _REMEMBERED:
                self._said.clear()
            if not isinstance(value, str) or len(value) <= _LONGEST:
                self._said[key] = saids
        return saids


def _add_missing(column: Column, groups: Sequence[_Lines], wrong: dict[int, set[str]]) -> None:
    name = column.name
    for group in groups:
        if column in group.kind.required:
            for line, body in zip(group.lines, group.bodies, strict=True):
                if name not in body:
                    wrong.setdefault(line, set()).add(name)


def _with_more(column: Column, groups: Sequence[_Lines]) -> Iterator[int]:
    """The lines in which the property is an array or an object."""
    for group in groups:
        values, lines = column.of((group,), group.lines)
        yield from (line for line, value in zip(lines, values, strict=True) if not isinstance(value, SCALARS))
