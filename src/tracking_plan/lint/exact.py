"""The exact half of the judge: parses one line, normalizes it to a Record, and says no and why.

What it says is JSON Schema's verdict (`model/validator.py`) in our words, and what the record rules say beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ..finding import Severity
from ..model.envelope import Envelope
from ..model.event import Event
from ..model.plan import Plan
from ..model.property import Property
from ..model.record import NAMED, About, Problem, Record
from ..model.validator import Violation
from . import envelopes
from .reading import Row, typed
from .rulebook import Rulebook
from .run import Run, Seen
from .said import Said
from .sieve import hashes
from .sources import Sources
from .subject import Subject, Subjects, value_at

_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder(order="sorted").encode
_BLANK = b" \t\r\n"
_UNPARSED = (msgspec.MsgspecError, UnicodeError, RecursionError)


class Exact:
    """Judges records of one envelope, one by one."""

    def __init__(self, plan: Plan, envelope: Envelope, rulebook: Rulebook) -> None:
        self.plan, self.envelope, self.rulebook = plan, envelope, rulebook
        self.unwrap = envelopes.unwrap(envelope)
        self.reader = envelopes.reader(envelope)
        self.subjects = Subjects(plan)
        self.sources = Sources(plan, envelope.platforms, rulebook.one_source)
        self.about = About(rulebook.now)

    def line(self, raw: bytes, line: int, run: Run, seen: Seen, place: int) -> None:
        """Judge a line of NDJSON; ``seen`` takes what the whole log is judged by."""
        if not raw.strip(_BLANK):
            return
        try:
            value = _decode(raw if raw.isascii() else raw.decode())
        except _UNPARSED:  # or half a character, which JSON takes and msgspec does not
            fault = self.rulebook.modules["not-json"].fault(raw)
            if fault is not None:
                self._unreadable("not-json", fault, line, raw, run)
                return
            value = json.loads(raw)
        self._value(value, line, raw, run, seen, place)

    def row(self, row: Row, run: Run) -> Seen:
        """Judge a row of a format that is not NDJSON."""
        seen = Seen.of(1)
        if row.too_long:
            problem = self.rulebook.modules["line-too-long"].said(row.too_long, run.longest)
            self._unreadable("line-too-long", problem, row.line, row.raw, run, row.too_long)
        elif row.value is None:
            problem = Problem(row.fault or "this is no record")
            self._unreadable("not-an-event-record", problem, row.line, row.raw, run)
        else:
            self._value(row.value, row.line, row.raw, run, seen, 0, cells=row.cells)
        return seen

    def _unreadable(self, rule: str, problem: Problem, line: int, raw: bytes, run: Run, length: int = 0) -> None:
        """Count a line that no record can be made of; it counts so even where its rule is off."""
        run.tally.lines += 1
        run.tally.unreadable += 1
        said = self.rulebook.said(rule, problem)
        if said is not None:
            run.say(line, said, None)
        run.reject(line, raw, [said or Said(rule, Severity.ERROR, problem)], length)

    def _value(
        self, value: object, line: int, raw: bytes, run: Run, seen: Seen, place: int, cells: bool = False
    ) -> None:
        if self.unwrap is None or not isinstance(value, dict):
            self._one(value, line, raw, run, seen, place, cells)
            return
        ones = self.unwrap(value)
        if not ones:
            problem = self.rulebook.modules["not-an-event-record"].empty_batch(self.envelope.batch)
            self._unreadable("not-an-event-record", problem, line, raw, run)
        with run.line_of_several(line, raw):
            for one in ones:
                self._one(one, line, raw, run, seen, place, cells)

    def _one(self, one: object, line: int, raw: bytes, run: Run, seen: Seen, place: int, cells: bool) -> None:
        if isinstance(one, dict) and self.reader.is_of(one):
            record = self._record(self.reader.record(one), line, raw, run, cells)
            seen.add(place, record.time, self._hash(record), self.content(record) if run.keeps_contents else 0)
        else:
            problem = self.rulebook.modules["not-an-event-record"].said(one, self.envelope.event)
            self._unreadable("not-an-event-record", problem, line, raw, run)

    def _record(self, record: Record, line: int, raw: bytes, run: Run, cells: bool) -> Record:
        """Judge a record; what it is, with its cells read by their planned types."""
        run.tally.lines += 1
        if record.call in NAMED:
            subject = self.subjects.named.get((record.call, record.event or ""))
            if subject is None:
                self._unplanned(record, line, raw, run)
                return record
        else:
            run.tally.calls[record.call] = run.tally.calls.get(record.call, 0) + 1
            subject = self.subjects.traits.get(record.call)
        properties = subject.properties if subject is not None else {}
        if cells:
            record = _retyped(record, properties)
        source = self.sources.of(record.source)
        if source != record.source:
            record = msgspec.structs.replace(record, source=source)
        saids = [*self._says(record, subject)]
        valid = all(said.severity < Severity.ERROR for said in saids)
        for said in saids:
            run.say(line, said, subject.name if subject is not None else None)
        run.judged(subject.event if subject is not None else None, record, valid, line)
        if not valid:
            run.reject(line, raw, saids)
        return record

    def _says(self, record: Record, subject: Subject | None) -> Iterator[Said]:
        """Everything that the rules say of a record whose event is planned, or that carries traits (or nothing)."""
        book, event = self.rulebook, subject.event if subject is not None else None
        for violation in subject.violations(record.properties) if subject is not None else ():
            assert subject is not None
            said = self.said_of(violation, value_at(record.properties, violation.path), subject)
            if said is not None:
                yield said
        if event is not None and record.source is not None and not book.may_send(event, record.source):
            said = book.said("unplanned-source", self._from_elsewhere(event, record.source), event)
            if said is not None:
                yield said
        yield from book.about(record, event, self.about)

    def said_of(self, violation: Violation, value: Any, subject: Subject) -> Said | None:
        """What is said of something that the schema finds wrong with a value."""
        book = self.rulebook
        rule = book.rule_of(violation, value)
        return book.said(rule, book.modules[rule].said(violation, value, subject.called), subject.event)

    def saids_of(self, subject: Subject, name: str, value: Any) -> tuple[Said, ...]:
        """What is said of one property whatever the others are; UNSET where it is missing."""
        found = [self.said_of(one, value, subject) for one in subject.violations_of(name, value)]
        return tuple(said for said in found if said is not None)

    def unplanned(self, name: str, call: str) -> tuple[list[Said], list[Said]]:
        """What is said of an event that is not planned, and why its line is refused: it is, even where the rule is off."""
        problem = self.rulebook.modules["unplanned-event"].said(name, self.plan, call)
        said = self.rulebook.said("unplanned-event", problem)
        return [said] if said else [], [said or Said("unplanned-event", Severity.ERROR, problem)]

    def _from_elsewhere(self, event: Event, source: str) -> Problem:
        found: Problem = self.rulebook.modules["unplanned-source"].said(event, source, self.plan)
        return found

    def _unplanned(self, record: Record, line: int, raw: bytes, run: Run) -> None:
        name = record.event or ""
        run.unplanned(name)
        saids, reasons = self.unplanned(name, record.call)
        for said in saids:
            run.say(line, said, None)
        run.reject(line, raw, reasons)

    def _hash(self, record: Record) -> int:
        """Of the message id; 0 where there is none."""
        return hash(record.id) if record.id and self.rulebook.looks_for_duplicates else 0

    def records(self, raw: bytes) -> Iterator[Record]:
        """The records of a line that was judged."""
        try:
            value = _decode(raw if raw.isascii() else raw.decode())
        except _UNPARSED:
            try:
                value = json.loads(raw)
            except (ValueError, RecursionError):  # it was changed since
                return
        for one in [value] if self.unwrap is None or not isinstance(value, dict) else self.unwrap(value):
            if isinstance(one, dict) and self.reader.is_of(one):
                yield self.reader.record(one)

    def content(self, record: Record) -> int:
        """A hash of what it carries, which two records share that carry the same in whatever order."""
        if not record.id or not self.rulebook.looks_for_duplicates:
            return 0
        subject = self.subjects.named.get((record.call, record.event or ""))
        name = subject.name if subject is not None else record.event
        return content(name, record.properties)


def content(name: str | None, properties: Any) -> int:
    """A hash of an event and its properties."""
    try:
        return hashes.content((name or "").encode(), _encode(properties))
    except (msgspec.MsgspecError, UnicodeError, ValueError, RecursionError):
        return hash((name, repr(properties)))


def _retyped(record: Record, properties: Mapping[str, Property]) -> Record:
    """Cells of a table, read by the planned types."""
    values = {
        name: typed(cell, properties[name]) if isinstance(cell, str) and name in properties else cell
        for name, cell in record.properties.items()
    }
    return msgspec.structs.replace(record, properties=values)
