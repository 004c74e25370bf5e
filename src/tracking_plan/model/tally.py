"""A Tally: what a judge counted in a log. Tallies add up: that of a whole log is the sum of those of its parts, in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from ..finding import Finding, Severity

KEPT = 3
"""So many places are kept of each kind of problem."""

NAMES = 10_000
"""So many different names of unplanned events are kept, the first ones."""

KINDS = 10_000
"""So many different kinds of problems are kept, the first ones; of the others, those of one rule and event are one."""

Place = tuple[str, int]
"""A file and a line of it, from 1."""


class SourceTally(msgspec.Struct):
    """What one source sent of one event."""

    count: int = 0
    valid: int = 0
    properties: dict[str, int] = {}
    """How often each property was there in valid records, nested ones by their dotted name."""


class EventTally(msgspec.Struct):
    """What was seen of one planned event."""

    count: int = 0
    valid: int = 0
    first: datetime | None = None
    last: datetime | None = None
    place: Place | None = None
    """Where it stands first."""
    was: dict[str, int] = {}
    """How often it was sent under which of its old names."""
    sources: dict[str | None, SourceTally] = {}

    def source(self, name: str | None) -> SourceTally:
        found = self.sources.get(name)
        if found is None:
            found = self.sources[name] = SourceTally()
        return found

    def span(self, low: datetime | None, high: datetime | None) -> None:
        """Note that records were seen of a time, or from one to another."""
        if low is not None and (self.first is None or low < self.first):
            self.first = low
        if high is not None and (self.last is None or high > self.last):
            self.last = high


class Kind(msgspec.Struct, frozen=True):
    """What problems are counted together by: the rule, the event, and the property."""

    rule: str
    event: str | None
    path: str


class Counted(msgspec.Struct):
    """How often a problem came, how it is said, and where first."""

    severity: Severity
    message: str
    count: int = 0
    places: list[Place] = []


class Tally(msgspec.Struct):
    """``lines`` = ``valid`` + ``invalid`` + ``unplanned`` + ``unreadable``; blank lines are in none of them."""

    lines: int = 0
    valid: int = 0
    invalid: int = 0
    unplanned: int = 0
    unreadable: int = 0
    duplicates: int = 0
    """Records whose message id came before, with the same content."""
    conflicts: int = 0
    """Records whose message id came before, with other content."""
    events: dict[str, EventTally] = {}
    calls: dict[str, int] = {}
    """identify, group and alias calls that were judged."""
    names: dict[str, int] = {}
    """Names of events that are not planned, as far as they are kept, and how often each came."""
    problems: dict[Kind, Counted] = {}
    findings: list[Finding] = []
    """The first of them, in order; ``said`` counts all."""
    said: dict[Severity, int] = {}

    def __reduce__(self) -> str | tuple[Any, ...]:
        """Packed, as it goes from process to process: it has many small parts, which take pickle several times as long."""
        try:
            return _unpacked, (_pack(self),)
        except UnicodeEncodeError:  # half a character in a name
            return super().__reduce__()

    def event(self, name: str) -> EventTally:
        found = self.events.get(name)
        if found is None:
            found = self.events[name] = EventTally()
        return found

    def take_name(self, name: str, number: int = 1) -> None:
        """Count an event that is not planned."""
        if name in self.names or len(self.names) < NAMES:
            self.names[name] = self.names.get(name, 0) + number

    def problem(self, kind: Kind, severity: Severity, message: str) -> Counted:
        """What is counted of a kind of problem, or of the others."""
        if kind not in self.problems and len(self.problems) >= KINDS:
            kind = Kind(kind.rule, kind.event, "")
        found = self.problems.get(kind)
        if found is None:
            found = self.problems[kind] = Counted(severity, message)
        return found

    def __add__(self, other: Tally) -> Tally:
        made = Tally()
        made.take(self)
        made.take(other)
        return made

    def take(self, other: Tally, most: int | None = None) -> None:
        """Add what comes after; of its findings only until there are ``most`` of a severity."""
        for name in ("lines", "valid", "invalid", "unplanned", "unreadable", "duplicates", "conflicts"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name, seen in other.events.items():
            _take_event(self.event(name), seen)
        _take_counts(self.calls, other.calls)
        _take_names(self.names, other.names)
        room = {severity: most if most is None else most - self.said.get(severity, 0) for severity in other.said}
        for severity, count in other.said.items():
            self.said[severity] = self.said.get(severity, 0) + count
        for kind, counted in other.problems.items():
            mine = self.problem(kind, counted.severity, counted.message)
            mine.count += counted.count
            mine.places += counted.places[: KEPT - len(mine.places)]
        for finding in other.findings:
            left = room[finding.severity]
            if left is None or left > 0:
                self.findings.append(finding)
                room[finding.severity] = None if left is None else left - 1

    def moved(self, lines: int) -> Tally:
        """The same, of a part of a file that has so many lines before it."""
        if lines:
            for seen in self.events.values():
                seen.place = seen.place and (seen.place[0], seen.place[1] + lines)
            for counted in self.problems.values():
                counted.places = [(file, line + lines) for file, line in counted.places]
            self.findings = [moved(finding, lines) for finding in self.findings]
        return self

    def worst(self) -> Iterator[tuple[Kind, Counted]]:
        """Problems, the commonest first."""
        ranked = sorted(
            self.problems.items(),
            key=lambda item: (-item[1].count, item[0].rule, item[0].event or "", item[0].path),
        )
        yield from ranked


_pack = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Tally).decode


def _unpacked(packed: bytes) -> Tally:
    return _decode(packed)


def _take_names(mine: dict[str, int], other: dict[str, int]) -> None:
    for name, count in other.items():
        if name in mine:
            mine[name] += count
        elif len(mine) < NAMES:
            mine[name] = count


def _take_counts(mine: dict[str, int], other: dict[str, int]) -> None:
    for name, count in other.items():
        mine[name] = mine.get(name, 0) + count


def _take_event(mine: EventTally, other: EventTally) -> None:
    mine.count += other.count
    mine.valid += other.valid
    mine.span(other.first, other.last)
    mine.place = mine.place or other.place
    _take_counts(mine.was, other.was)
    for name, theirs in other.sources.items():
        ours = mine.source(name)
        ours.count += theirs.count
        ours.valid += theirs.valid
        _take_counts(ours.properties, theirs.properties)


def moved(finding: Finding, lines: int) -> Finding:
    """A finding of a part of a file that has so many lines before it."""
    at = finding.at
    return finding._replace(at=at._replace(line=at.line + lines, end_line=at.end_line + lines))
