"""Doubts: what is said of a line whose properties the sieve has doubted, where nothing else of it is in doubt.

The exact half says the same of it. Here only the doubtful values are looked at; and what is said of one is remembered, as
a mistake is made again and again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec import UNSET

from ...finding import Severity
from ...model.envelope import Envelope
from ..exact import Exact
from ..refusals import Refused
from ..said import Said
from ..subject import SCALARS, Subject
from ..times import time_of
from .program import Name
from .sifting import NO_TIME, UNPLANNED, Sifted, Sifting

_REMEMBERED = 20_000
_LONGEST = 200
"""What is said of a longer value is not remembered."""
_decode = msgspec.json.Decoder().decode


class Told(NamedTuple):
    """A line that is surely not valid."""

    refused: Refused
    which: int
    """Its event, as the sieve numbers them."""
    first: int
    """Where its first doubt is among the numbers of `Sifted.doubts`."""
    doubts: int
    """How many it has."""


class Doubts:
    """Tells what is wrong with lines of one judge."""

    def __init__(self, exact: Exact, envelope: Envelope, names: Sequence[Name]) -> None:
        self.exact, self.has_prefix = exact, bool(envelope.prefix)
        self.names = names
        self.rows = [(*name.event.properties,) if name.event is not None else () for name in names]
        """The properties of each name, as the sieve numbers them; others that it knows are not the plan's."""
        named = exact.subjects.named
        self.subjects = [named["track", name.event.name] if name.event is not None else None for name in names]
        self._said: dict[tuple[int, int, bytes, bytes], tuple[Said, ...]] = {}

    def told(self, data: memoryview, sifted: Sifted, sifting: Sifting) -> dict[int, Told]:
        """Those of the lines that are surely not valid, by their place; the others must be judged anew."""
        found: dict[int, Told] = {}
        numbers, verdicts = sifted.doubts, sifted.verdicts
        at, end = 0, len(numbers)
        while at < end:
            line = numbers[at]
            first = at
            at += 6
            while at < end and numbers[at] == line:
                at += 6
            which = sifted.which[line]
            if verdicts[line] == UNPLANNED:
                if self.has_prefix:
                    continue
                name = str(data[numbers[first + 2] : numbers[first + 2] + numbers[first + 3]], "utf-8")
                event, sent, (saids, reasons) = None, name, self.exact.unplanned(name, "track")
            else:
                event, sent = self.names[which].event, self.names[which].sent
                saids = reasons = [*self._saids(data, which, numbers, first, at)]
                if not any(said.severity == Severity.ERROR for said in saids):
                    continue
            time = sifted.times[line]
            refused = Refused(
                event, sent, sifting.source(sifted.sources[line]), time_of(time) if time != NO_TIME else None,
                sifted.ids[line], sifted.contents[line], saids, reasons,
            )  # fmt: skip
            found[line] = Told(refused, which, first, (at - first) // 6)
        return found

    def _saids(self, data: memoryview, which: int, numbers: Sequence[int], first: int, end: int) -> Sequence[Said]:
        """What is said of the doubts of one line, in the order of the plan; nothing where something else may be."""
        if end - first == 6:
            return self._said_of(data, which, numbers, first)
        last = len(self.rows[which])
        found: list[Said] = []
        for at in sorted(range(first, end, 6), key=lambda at: last if numbers[at + 1] < 0 else numbers[at + 1]):
            saids = self._said_of(data, which, numbers, at)
            if not saids:
                return ()
            found += saids
        return found

    def _said_of(self, data: memoryview, which: int, numbers: Sequence[int], at: int) -> tuple[Said, ...]:
        _, row, name_at, name_size, value_at, size = numbers[at : at + 6]
        raw, name = bytes(data[value_at : value_at + size]), bytes(data[name_at : name_at + name_size])
        key = which, row, name, raw
        saids = self._said.get(key)
        if saids is None:
            saids = self._asked(self.subjects[which], row, name, raw, self.rows[which])
            if len(self._said) > _REMEMBERED:
                self._said.clear()
            if size + name_size <= _LONGEST:
                self._said[key] = saids
        return saids

    def _asked(
        self, subject: Subject | None, row: int, name: bytes, raw: bytes, rows: Sequence[str]
    ) -> tuple[Said, ...]:
        if subject is None or row >= len(rows):
            return ()
        value: Any = UNSET
        if raw:
            try:
                value = _decode(raw)
            except (msgspec.MsgspecError, UnicodeError, RecursionError):
                return ()
            if not isinstance(value, SCALARS):
                return ()
        return self.exact.saids_of(subject, rows[row] if row >= 0 else name.decode(), value)
