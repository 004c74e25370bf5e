"""A Frame: the lines around a finding, with a mark under the place and under each place that goes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..document import Span
from ..finding import Finding
from ._line import clean, place
from ._source import Source

_AROUND = 2
"""Lines shown before and after a finding."""
_CUT = "..."


class Style(NamedTuple):
    """How a frame is drawn: how wide it may be, how wide a text is, and how to color one."""

    width: int
    cells: Callable[[str], int]
    paint: Callable[[str, str], str]
    color: str


class _Mark(NamedTuple):
    at: Span
    words: str
    main: bool


class Frame:
    """The frame of one finding, file by file. It has no rows where the finding's own line is not at hand."""

    def __init__(self, finding: Finding, source: Source, style: Style) -> None:
        related = (_Mark(at, clean(words), False) for at, words in finding.related)
        self.marks = (_Mark(finding.at, clean(finding.hint), True), *related)
        self.source, self.style = source, style
        self.gutter = max(len(str(mark.at.line + _AROUND)) for mark in self.marks)
        self.room = max(20, style.width - self.gutter - 3)

    def rows(self) -> Iterator[str]:
        main = self.marks[0].at
        if self.source.line(main.file, main.line) is None:
            return
        for file in dict.fromkeys(mark.at.file for mark in self.marks):
            marks = [mark for mark in self.marks if mark.at.file == file]
            known = [mark for mark in marks if self.source.line(file, mark.at.line) is not None]
            for mark in marks:
                if mark not in known:
                    yield self.elsewhere(mark, mark.words)
            if known:
                if file != main.file:
                    yield self.elsewhere(known[0])
                yield self.row("", "")
                yield from self.file_rows(file, known)

    def elsewhere(self, mark: _Mark, words: str = "") -> str:
        """A row that leads to another file; the words stand here where its lines are not at hand."""
        paint = self.style.paint
        arrow = f"{' ' * self.gutter}{paint('-->', 'blue')} {paint(place(mark.at), 'bold')}"
        return f"{arrow} {paint(words, 'blue')}".rstrip() + "\n"

    def file_rows(self, file: str, marks: Sequence[_Mark]) -> Iterator[str]:
        before, left = 0, list[str]()
        for number in self.numbers(file, marks):
            if before and number > before + 1:
                yield self.style.paint(_CUT, "blue") + "\n"
            before = number
            text = self.source.line(file, number) or ""
            here = [mark for mark in marks if mark.at.line == number]
            begin = self.begin(text, here[0].at.column - 1) if here else 0
            yield self.row(str(number), self.style.paint(self.shown(text, begin), "" if here else "dim"))
            for mark in here:
                yield from self.mark_rows(mark, text, begin, left)
        yield from (self.row("", words, "=") for words in left)

    def numbers(self, file: str, marks: Sequence[_Mark]) -> list[int]:
        """The numbers of the lines to show: no blank line at either end of a stretch, and no gap of a single line."""
        marked = {mark.at.line for mark in marks}
        shown = set(marked)
        for mark in marks:
            if mark.main:
                shown.update(range(mark.at.line - _AROUND, mark.at.line + _AROUND + 1))
        for order, neighbor in ((sorted(shown), -1), (sorted(shown, reverse=True), 1)):
            for number in order:
                blank = not (self.source.line(file, number) or "").strip()
                if blank and number not in marked and number + neighbor not in shown:
                    shown.discard(number)
        shown.update(low + 1 for low, high in pairwise(sorted(shown)) if high == low + 2)
        return sorted(number for number in shown if self.source.line(file, number) is not None)

    def mark_rows(self, mark: _Mark, text: str, begin: int, left: list[str]) -> Iterator[str]:
        """The rule under the place with the words after it; words that do not fit there are left for the end."""
        column = mark.at.column - 1
        end = mark.at.end_column - 1 if mark.at.end_line == mark.at.line else len(text)
        lead = (len(_CUT) if begin else 0) + self.width(text[begin:column])
        lead = min(lead, self.room - 1)
        run = min(max(1, self.width(text[column : min(end, column + self.room)])), self.room - lead)
        color = self.style.color if mark.main else "blue"
        rule = " " * lead + self.style.paint(("^" if mark.main else "-") * run, f"bold {color}")
        if not mark.words or lead + run + 1 + self.style.cells(mark.words) <= self.room:
            yield self.row("", f"{rule} {self.style.paint(mark.words, color)}")
        else:
            yield self.row("", rule)
            left.append(mark.words)

    def row(self, number: str, text: str, bar: str = "|") -> str:
        return f"{self.style.paint(f'{number:>{self.gutter}} {bar}', 'blue')} {text}".rstrip() + "\n"

    def begin(self, text: str, column: int) -> int:
        """The first column to show (from 0): not 0 where the place would stand near or beyond the right edge."""
        if column <= self.room and self.width(text[:column]) <= self.room * 3 // 4:
            return 0
        begin = column
        while begin > 0 and self.width(text[begin - 1 : column]) <= self.room // 2:
            begin -= 1
        return begin

    def shown(self, text: str, begin: int) -> str:
        """A line of the source as it may be printed, from column ``begin`` to the right edge."""
        shown = (_CUT if begin else "") + _visible(text[begin : begin + self.room])
        if len(text) <= begin + self.room and self.style.cells(shown) <= self.room:
            return shown.rstrip()
        while self.style.cells(shown) > self.room - len(_CUT):
            shown = shown[:-1]
        return shown + _CUT

    def width(self, text: str) -> int:
        return self.style.cells(_visible(text))


def _visible(text: str) -> str:
    """Text of the source on a terminal: a tab is four spaces wide, what cannot be seen is an escape."""
    return clean(text.replace("\t", "    "))
