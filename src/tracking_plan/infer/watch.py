"""Watches logs go by: which events come, from where, and what their properties hold."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from ..lint import envelopes, reading
from ..lint.detection import choose
from ..model.envelope import Envelope
from ..model.plan import Plan
from ..model.record import NAMED, Record
from .shape import Shape, inside

EVENTS = 5_000
"""More names of events than these are not kept: a part of each is then some value."""
TRAITS = {"identify": "user", "group": "group"}


class Seen:
    """What came of one event, or of the traits of users or groups."""

    def __init__(self) -> None:
        self.count = 0
        self.sources: Counter[str | None] = Counter()
        self.first: datetime | None = None
        self.last: datetime | None = None
        self.body = Shape()

    def add(self, record: Record, source: str | None, cells: bool) -> None:
        self.count += 1
        self.sources[source] += 1
        at = record.time
        if at is not None:
            self.first = at if self.first is None else min(self.first, at)
            self.last = at if self.last is None else max(self.last, at)
        for name, held in record.properties.items():
            found = self.body.field(name)
            if found is None:
                self.body.personal += Counter(inside(held))
            elif cells and isinstance(held, str):
                found.cell(held, source)
            else:
                found.add(held, source)


class Read(NamedTuple):
    """How a file was read, in one line for people; whether it was surely right."""

    file: str
    said: str
    is_sure: bool
    records: int
    unread: int
    trouble: str | None


class Watched:
    """All that came."""

    def __init__(self) -> None:
        self.events: dict[tuple[str, str], Seen] = {}
        """By call (track, page or screen) and name."""
        self.traits: dict[str, Seen] = {}
        self.words: dict[str, str] = {}
        """The log's word for a source -> the platform it stands for, or nothing."""
        self.records = self.unread = self.nameless = self.dropped = 0
        self.envelopes: dict[str, Envelope] = {}
        self.read: list[Read] = []

    def add(self, record: Record, envelope: Envelope, cells: bool) -> None:
        self.records += 1
        source = self._source(record.source, envelope)
        if record.call in TRAITS:
            if record.properties:
                self.traits.setdefault(TRAITS[record.call], Seen()).add(record, source, cells)
            return
        if record.call not in NAMED:
            return
        if not record.event:
            self.nameless += 1
            return
        key = (record.call, record.event)
        seen = self.events.get(key)
        if seen is None:
            if len(self.events) >= EVENTS:
                self.dropped += 1
                return
            seen = self.events[key] = Seen()
        seen.add(record, source, cells)

    def _source(self, word: str | None, envelope: Envelope) -> str | None:
        if word is not None and word not in self.words:
            self.words[word] = envelope.platforms.get(word, "")
        return word


def watch(paths: Iterable[str], asked: str, plan: Plan | None, limits: reading.Limits) -> Watched:
    """Read logs, each by its envelope.

    Raises:
        Trouble: one cannot be opened, or no envelope has the name that was asked for.
    """
    watched = Watched()
    for path in paths:
        with reading.open_log(path, limits, _columns(asked)) as log:
            if log.hint is not None:
                watched.read.append(
                    Read(log.name, f"is no log that is read: it looks like {log.hint}", False, 0, 0, None)
                )
                continue
            choice = choose(asked, log.sample(), plan)
            before, unread = watched.records, watched.unread
            for value, cells in _values(log, watched):
                _take(value, cells, choice.envelope, watched)
            if watched.records > before:
                watched.envelopes[choice.envelope.name] = choice.envelope
            read = watched.records - before, watched.unread - unread
            said = "; ".join([choice.said, *log.notes])
            watched.read.append(Read(log.name, said, choice.is_sure, *read, log.trouble))
    return watched


def _columns(asked: str) -> tuple[str, ...]:
    from ..vendors.snowplow.envelope import COLUMNS  # noqa: PLC0415 - one tool's, whose log names no columns

    return COLUMNS


def _take(value: Any, cells: bool, envelope: Envelope, watched: Watched) -> None:
    reader, unwrap = envelopes.reader(envelope), envelopes.unwrap(envelope)
    for one in unwrap(value) if unwrap is not None and isinstance(value, Mapping) else [value]:
        if isinstance(one, Mapping) and reader.is_of(one):
            watched.add(reader.record(one), envelope, cells)
        else:
            watched.unread += 1


def _values(log: reading.Log, watched: Watched) -> Iterator[tuple[Any, bool]]:
    """What stands in a log, and whether it is cells of a table. What cannot be read is counted."""
    decode = msgspec.json.Decoder().decode
    for batch in log.batches():
        for row in batch.rows or ():
            if row.value is None:
                watched.unread += 1
            else:
                yield row.value, row.cells
        for line in batch.lines:
            try:
                yield decode(line), False
            except (msgspec.MsgspecError, UnicodeError, RecursionError):
                if line.strip():
                    value = _loaded(line)
                    if value is None:
                        watched.unread += 1
                    else:
                        yield value, False


def _loaded(line: bytes) -> Any:
    """What Python's parser makes of a line that the other refuses, such as half a character; None for nothing."""
    try:
        return json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None


def _refuse(word: str) -> Any:
    raise ValueError(word)
