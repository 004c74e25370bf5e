"""A Run: what comes of judging one part of a log, line by line."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from operator import le
from typing import Any

from ..model.event import Event
from ..model.property import Property
from ..model.record import Record
from ..model.tally import SourceTally, Tally
from .rejects import Rejects, reject
from .rulebook import Rulebook
from .said import Said, say
from .sieve.sifting import NO_TIME, Counted, Sifted, bounds_of
from .times import number_of, time_of


class Seen:
    """What the whole log is judged by, line by line of a batch: times, and hashes of message ids (0: none)."""

    __slots__ = ("contents", "ids", "more", "times")

    def __init__(self, times: list[datetime | None], ids: list[int]) -> None:
        self.times, self.ids = times, ids
        self.contents: dict[int, int] = {}
        """Place -> a hash of what the record carries, where contents are kept."""
        self.more: list[tuple[int, int, int]] = []
        """Place and hashes of further records of a line that holds several."""

    @classmethod
    def of(cls, number: int) -> Seen:
        return cls([None] * number, [0] * number)

    def add(self, place: int, time: datetime | None, id: int, content: int) -> None:
        """Note one record."""
        self.times[place] = time
        if not id:
            return
        if self.ids[place]:
            self.more.append((place, id, content))
        else:
            self.ids[place] = id
            self.contents[place] = content


class Run:
    """Counts and findings of one part. Its lines are numbered from 1, whatever stands before the part in its file."""

    def __init__(self, file: str, most: int, rejects: Rejects | None = None, keeps_contents: bool = False) -> None:
        self.file, self.most, self.rejects = file, most, rejects
        self.keeps_contents = keeps_contents
        """Whether what the records carry is kept, as a hash: where the log cannot be read again to compare them."""
        self.longest = 0
        """Bytes of a line beyond which it is not read."""
        self.tally = Tally()
        self.ids = array("q")
        """Hash of the message id of the (first) record on each physical line; 0 where there is none."""
        self.contents = array("q")
        self.more: list[tuple[int, int, int]] = []
        """Line, id and content of further records on a line."""
        self.lengths = array("q")
        """Bytes of each line, so that one can be found and read again: see `duplicates`."""
        self.lines = 0
        """Physical lines so far, blank ones too."""
        self.first: tuple[int, datetime] | None = None
        """Line and time of the first record that has a time."""
        self.last: tuple[int, datetime] | None = None
        """Those of the last one so far."""
        self.trouble: str | None = None
        """Why the rest of the part could not be read."""
        self._several: list[Said] | None = None

    @property
    def judged_so_far(self) -> int:
        """About how many records: the tally has those that were counted at once only when the part is settled."""
        return max(self.lines, self.tally.lines)

    # -- what the fast half counts

    def count(
        self, event: Event, source: str | None, number: int, properties: dict[str, int], wrong: int = 0
    ) -> None:  # fmt: skip
        """So many valid records of an event from a source, and in how many of them which properties were there; and so many that
        are refused, which are among the lines already.
        """
        tally, seen = self.tally, self.tally.event(event.name)
        tally.lines += number
        tally.valid += number
        tally.invalid += wrong
        seen.count += number + wrong
        seen.valid += number
        by = seen.source(source)
        by.count += number + wrong
        by.valid += number
        if not by.properties:
            by.properties = properties
            return
        for name, times in properties.items():
            by.properties[name] = by.properties.get(name, 0) + times

    def take(self, counted: Counted) -> None:
        """Add what the sieve has counted."""
        (sent, event, names), numbers = counted.name, counted.properties
        assert event is not None
        there = dict(zip(names, numbers, strict=True))
        if 0 in numbers:
            there = {name: number for name, number in there.items() if number}
        self.count(event, counted.source, counted.number, there, counted.wrong)
        self.seen(event, sent, counted.number + counted.wrong, counted.first, counted.low, counted.high)

    def seen(
        self, event: Event, sent: str, number: int, first: int, low: datetime | None, high: datetime | None
    ) -> None:  # fmt: skip
        """By which name they were sent, on which line the first of them stands, and when the first and the last happened."""
        seen = self.tally.event(event.name)
        if seen.place is None or first < seen.place[1]:
            seen.place = (self.file, first)
        if sent in event.was:
            seen.was[sent] = seen.was.get(sent, 0) + number
        seen.span(low, high)

    # -- what the exact half counts and says

    def judged(self, event: Event | None, record: Record, valid: bool, line: int) -> None:
        """Count one record, whose event is None where it carries traits."""
        if event is None:
            self.tally.valid += valid
            self.tally.invalid += not valid
            return
        by = self.met(event, record.event, record.source, record.time, valid, line)
        if valid:
            _count_properties(record.properties, event.properties, "", by.properties)

    def met(
        self, event: Event, sent: str | None, source: str | None, time: datetime | None, valid: bool, line: int
    ) -> SourceTally:
        """Count one record of an event, but for its properties; what its source sent of the event so far."""
        self.tally.valid += valid
        self.tally.invalid += not valid
        seen = self.tally.event(event.name)
        seen.count += 1
        seen.valid += valid
        if seen.place is None or line < seen.place[1]:
            seen.place = (self.file, line)
        if sent is not None and sent != event.name:
            seen.was[sent] = seen.was.get(sent, 0) + 1
        seen.span(time, time)
        by = seen.source(source)
        by.count += 1
        by.valid += valid
        return by

    def unplanned(self, name: str) -> None:
        """Count a record whose event is not planned."""
        self.tally.unplanned += 1
        self.tally.take_name(name)

    def say(self, line: int, said: Said, event: str | None) -> None:
        """Count a problem, and keep it as a finding while there is room."""
        say(self.tally, self.file, line, said, self.most, event)

    def reject(self, line: int, raw: bytes, saids: Sequence[Said], length: int = 0) -> None:
        """Keep a line that is not valid, with the reasons; ``length`` where ``raw`` is but the beginning of it."""
        if self._several is not None:
            self._several += saids
        elif self.rejects is not None:
            self.rejects.add(reject(self.file, line, raw, saids, length))

    @contextmanager
    def line_of_several(self, line: int, raw: bytes) -> Iterator[None]:
        """While several records of one line are judged: the line is kept once, with the reasons of all."""
        self._several = []
        try:
            yield
        finally:
            saids, self._several = self._several, None
            if saids:
                self.reject(line, raw, saids)

    # -- what the whole log is judged by

    def note(self, line: int, seen: Seen, rulebook: Rulebook, length: int) -> None:
        """Add a row of so many bytes, which stands on a line below those that were added."""
        gap = line - 1 - self.lines
        if gap > 0:
            self.lines += gap
            self.ids.extend([0] * gap)
            self.contents.extend([0] * gap if self.keeps_contents else ())
        self.extend(seen, [], rulebook)
        if not self.keeps_contents:
            self.lengths.append(length)

    def extend(self, seen: Seen, lengths: list[int], rulebook: Rulebook) -> None:
        """Add lines of so many bytes each, in their order."""
        first = self.lines + 1
        self.lines += len(seen.ids)
        self.ids.fromlist(seen.ids)
        if self.keeps_contents:
            self.contents.extend(seen.contents.get(place, 0) for place in range(len(seen.ids)))
        else:
            self.lengths.fromlist(lengths)
        self.more += [(first + place, id, content) for place, id, content in seen.more]
        self._order(first, seen.times, rulebook)

    def extend_sifted(self, sifted: Sifted, left: Seen, places: Sequence[int], rulebook: Rulebook) -> None:
        """Add lines of the sieve, in their order; ``left`` is what was seen of those that it has left, at their places."""
        first = self.lines + 1
        self.lines += len(sifted.verdicts)
        for number, (place, time, id) in enumerate(zip(places, left.times, left.ids, strict=True)):
            sifted.ids[place] = id
            sifted.times[place] = number_of(time) if time is not None else NO_TIME
            sifted.contents[place] = left.contents.get(number, 0)
        self.ids.extend(sifted.ids)
        if self.keeps_contents:
            self.contents.extend(sifted.contents)
        else:
            self.lengths.extend(sifted.lengths)
        self.more += [(first + places[place], id, content) for place, id, content in left.more]
        bounds = bounds_of(sifted.times)
        if bounds.first < 0:
            return
        before = number_of(self.last[1]) if self.last is not None else NO_TIME
        start = sifted.times[bounds.first]
        if (bounds.rises and before <= start) or rulebook.in_order(
            time_of(bounds.low), time_of(bounds.high), self.last[1] if self.last is not None else None
        ):
            self.first = self.first or (first + bounds.first, time_of(start))
            self.last = (first + bounds.last, time_of(sifted.times[bounds.last]))
        else:
            self._order(first, [time_of(time) if time != NO_TIME else None for time in sifted.times], rulebook)

    def _order(self, first: int, times: Sequence[datetime | None], rulebook: Rulebook) -> None:
        """Say which records happened before the one above them."""
        if self._plainly_in_order(first, times, rulebook):
            return
        for place, at in enumerate(times):
            if at is None:
                continue
            if self.last is not None and at < self.last[1]:
                for said in rulebook.out_of_order(at, self.last[1]):
                    self.say(first + place, said, None)
            self.last = (first + place, at)
            self.first = self.first or self.last

    def _plainly_in_order(self, first: int, times: Sequence[datetime | None], rulebook: Rulebook) -> bool:
        """Whether it is told at once that no line is out of order; then the batch is done with."""
        if not times or None in (times[0], times[-1]):
            return False
        before = self.last[1] if self.last is not None else None
        try:
            if not (_rising(times) and (before is None or before <= times[0])):  # type: ignore[operator]
                low, high = min(times), max(times)  # type: ignore[type-var]
                if low is None or high is None or not rulebook.in_order(low, high, before):
                    return False
        except TypeError:
            return False
        start, end = times[0], times[-1]
        if start is not None and end is not None:
            self.first = self.first or (first, start)
            self.last = (first + len(times) - 1, end)
        return True


def _rising(times: Sequence[datetime | None]) -> bool:
    """Whether none is before the one above it. Raises TypeError where one is missing."""
    return all(map(le, times, islice(times, 1, None)))  # type: ignore[arg-type]


def _count_properties(
    values: Mapping[str, Any], planned: Mapping[str, Property], above: str, counts: dict[str, int]
) -> None:
    """Count each planned property that is there, nested ones by their dotted name."""
    for name, found in planned.items():
        if name in values:
            dotted = f"{above}{name}"
            counts[dotted] = counts.get(dotted, 0) + 1
            held = values[name]
            if found.properties and isinstance(held, dict):
                _count_properties(held, found.properties, f"{dotted}.", counts)
