"""A Sitting: a judge over one part of a log, block by block.

What a line is made of is looked at while it is still near: a block is decoded, its lines are put together by event, and
the values that must be asked of something by what they are asked. Lines to which the fast half does not say yes are put
to the exact half, in their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from .counting import Counting
from .mistakes import Mistakes, Rows, introduce
from .reading import Batch
from .refusals import Refusals, Refused
from .run import Run, Seen
from .sieve.doubts import Told
from .sieve.sifting import Rest, Sifted

if TYPE_CHECKING:
    from .judge import Judge

_MANY = 300
"""With more events than these a block has too few lines of each, and several are judged together."""
_ENOUGH = 16 << 20
"""About so many bytes of lines are."""
_ENOUGH_BAD = 4 << 20
"""About so many are where most lines are wrong: what is asked of the lines of an event, is asked of more of them."""
_FEW = 8
"""So few lines of a block the exact half judges as soon as the fast half would be made ready for them."""
_ENOUGH_LEFT = 128
"""So many lines that the fast half has left are looked at together …"""
_MOST_OPEN = 8
"""… or those of so many blocks."""
_UNSEEN = -1
"""The fast half was not shown it."""
_LEARNED = -2
"""It was the first line with a mistake that the sieve knows since: that has refused it."""


class _Left(NamedTuple):
    """A line that is not surely valid."""

    place: int
    """Among the lines of its block."""
    line: bytes
    refused: Refused | None
    """What is known to be wrong with it."""
    at: int
    """Its place in what the fast half has seen of the block; or `_UNSEEN`, or `_LEARNED`."""


class _Block(NamedTuple):
    """The lines of a block, as far as they were judged.

    Where the sieve was first, the fast half has seen only those that the sieve has left; ``places`` is where these stand.
    """

    seen: Seen
    lengths: list[int]
    sifted: Sifted | None
    rest: Rest | None
    """What the sieve has left of them."""
    places: Sequence[int]
    left: dict[int, bytes]
    """Those that the fast half has left, by their places in what it has seen."""
    told: dict[int, Refused]
    """What is known of them already."""
    asked: bool
    """Whether it was asked before the fast half had looked at them."""
    firm: Sequence[_Left]
    """The lines of the sieve of which it is known what is wrong with them."""

    def lines(self) -> list[_Left]:
        """Those that are left, and the firm ones, in their order."""
        left = [_Left(self.places[at], line, self.told.get(at), at) for at, line in self.left.items()]
        return sorted([*self.firm, *left])


class Sitting:
    """Judges blocks of whole lines, which come one right after the other, into a run."""

    def __init__(self, judge: Judge, run: Run) -> None:
        self.judge, self.run = judge, run
        sieve = judge.sieve
        sifting = sieve.sifts(run.keeps_contents, run.rejects is not None) if sieve is not None else None
        self._mistakes = Mistakes(run, sifting) if sifting is not None else None
        """Those that the sieve knows, where there is one for this part."""
        self._fast: Counting | None = None
        """The fast half over this part, where it is needed: mostly the sieve has left it too little."""
        if self._mistakes is None:
            self._needs_fast()
        self._waiting: list[bytes] = []
        """Whole lines that wait to be judged together."""
        self._size = 0
        self._plenty = _ENOUGH if self._fast is not None and self._fast.events > _MANY else 0
        self._open: list[_Block] = []
        """Those that the fast half is done with."""
        self._ahead, self._left = 0, 0
        """How many lines they have, and how many of these are left."""
        self._mostly_bad = False
        """Whether most lines of the last block were refused: then it is told first what is wrong."""

    def _needs_fast(self) -> None:
        if self.run.keeps_contents and not self.judge.envelope.properties:
            return  # its structs hold more than what a record carries
        if self._fast is None and self.judge.fast is not None:
            self._fast = Counting(self.judge, self.judge.fast, self.run)

    def batch(self, batch: Batch) -> None:
        """Judge a batch, which comes right after the last one."""
        if batch.rows is None:
            if self._mistakes is not None:
                self._sift(self._mistakes, batch.data)
                return
            self._waiting.append(bytes(batch.data))
            self._size += len(batch.data)
            enough = max(self._plenty, _ENOUGH_BAD) if self._mostly_bad else self._plenty
            if self._size >= enough or not self._waiting[-1].endswith(b"\n"):
                self._judge()
            return
        self._judge()
        self._close()
        for row in batch.rows:
            run, exact = self.run, self.judge.exact
            row = row if row.line else row._replace(line=run.lines + 1)
            run.note(row.line, exact.row(row, run), self.judge.rulebook, row.too_long)

    def _judge(self) -> None:
        """Judge what waits, which no sieve has looked at."""
        if self._waiting:
            lines = b"".join(self._waiting).split(b"\n")
            is_ascii = all(map(bytes.isascii, self._waiting))
            self._waiting, self._size = [], 0
            if not lines[-1]:
                lines.pop()
            self._take(lines, range(len(lines)), is_ascii)

    def _sift(self, mistakes: Mistakes, data: bytes | memoryview) -> None:
        """Judge the lines of a block."""
        view, sifting = memoryview(data), mistakes.sifting
        for sifted in sifting.sift(data, self.run.lines + self._ahead + 1):
            firm, told = list[_Left](), dict[int, Told]()
            if sifted.doubts and self.judge.doubts is not None:
                told = self.judge.doubts.told(view, sifted, sifting)
                for place, one in told.items():
                    if mistakes.learns(one):
                        firm.append(_Left(place, b"", one.refused, _LEARNED))
            rest = sifting.refuse()
            starts, lengths = sifted.starts, sifted.lengths
            places, left = list[int](), list[bytes]()
            for place in rest.left:
                line = bytes(view[starts[place] : starts[place] + lengths[place]])
                if place in told:
                    firm.append(_Left(place, line, told[place].refused, _UNSEEN))
                else:
                    places.append(place)
                    left.append(line)
            self._left += len(rest.left) - len(left)
            self._take(left, places, False, sifted, rest, firm)

    def _take(
        self, lines: list[bytes], places: Sequence[int], is_ascii: bool,
        sifted: Sifted | None = None, rest: Rest | None = None, firm: Sequence[_Left] = (),
    ) -> None:  # fmt: skip
        """Judge the lines of a block, or those that the sieve has left."""
        told: dict[int, Refused] = {}
        if len(lines) >= _FEW:
            self._needs_fast()
        fast, asked = self._fast, self._mostly_bad
        if fast is not None and asked:
            told = fast.refusals.among(lines, range(len(lines)), self.run.keeps_contents)
        if fast is None or not lines:
            seen, left = Seen.of(len(lines)), {*range(len(lines))}
        else:
            first = self.run.lines + self._ahead + 1
            seen, left = fast.take(lines, {*told}, is_ascii, [first + place for place in places])
        remaining = {place: lines[place] for place in sorted(left.union(told))}
        self._open.append(_Block(seen, [*map(len, lines)], sifted, rest, places, remaining, told, asked, firm))
        self._ahead += len(lines) if sifted is None else len(sifted.verdicts)
        self._left += len(left)
        if self._left >= _ENOUGH_LEFT or len(self._open) >= _MOST_OPEN:
            self._close()

    def _close(self) -> None:
        """Judge what the fast half has left of some blocks, in the order of the lines."""
        blocks, self._open, self._ahead, self._left = self._open, [], 0, 0
        if self._fast is not None:
            self._tell(self._fast.refusals, [block for block in blocks if not block.asked])
        for block in blocks:
            first, seen, sifted = self.run.lines + 1, block.seen, block.sifted
            rows = Rows(self.run, block.rest)
            for place, line, refused, at in block.lines():
                rows.until(place)
                if refused is None:
                    self.judge.exact.line(line, first + place, self.run, seen, at)
                elif at == _LEARNED:
                    introduce(refused, self.run.tally)
                else:
                    self._refuse(first + place, line, refused)
                    if at != _UNSEEN:
                        seen.add(at, refused.time, refused.id, refused.content)
            rows.until(None)
            if sifted is None:
                self.run.extend(seen, block.lengths, self.judge.rulebook)
            else:
                self.run.extend_sifted(sifted, seen, block.places, self.judge.rulebook)
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
            run.met(event, refused.name, refused.source, refused.time, False, line)
        for said in refused.saids:
            run.say(line, said, event.name if event is not None else None)
        run.reject(line, raw, refused.reasons)

    def settle(self) -> None:
        """Judge what waits, and tell the run what was counted."""
        self._judge()
        self._close()
        if self._mistakes is not None:
            self._mistakes.settle()
            for counted in self._mistakes.sifting.counted():
                self.run.take(counted)
        if self._fast is not None:
            self._fast.settle()
