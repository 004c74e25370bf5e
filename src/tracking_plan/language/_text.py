"""A Text: what an editor's buffer holds, with lines and columns counted as the editor counts them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property

from ..document import starts_of


class Text:
    """Text by lines. Columns are code points here; an editor counts in the units of the encoding that was agreed on."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins. Only LF, CR LF and CR end lines, as the protocol has it: U+2028 does not."""
        return starts_of(self.text)

    def row(self, offset: int) -> int:
        """The line (from 0) of a place in the text."""
        return bisect_right(self.starts, offset) - 1

    def line(self, number: int) -> str:
        """A line (from 0) without its end; "" beyond the last."""
        if not 0 <= number < len(self.starts):
            return ""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end].rstrip("\r\n")

    def offset(self, line: int, units: int, encoding: str) -> int:
        """The place in the text of a position as an editor gives it; beyond the end of a line is its end."""
        if line < 0:
            return 0
        if line >= len(self.starts):
            return len(self.text)
        return self.starts[line] + column(self.line(line), max(units, 0), encoding)

    def place(self, offset: int, encoding: str) -> tuple[int, int]:
        """Line and units of a place in the text."""
        line = bisect_right(self.starts, offset) - 1
        return line, units(self.text[self.starts[line] : offset], encoding)

    def edited(self, start: int, end: int, more: str) -> Text:
        """The text with a stretch of it replaced."""
        made = Text(self.text[:start] + more + self.text[end:])
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end)
        # A line's end may have been taken apart or put together (CR and LF): so one line more on each side is read again.
        first, last = max(first - 1, 0), min(last + 1, len(self.starts))
        shift = len(more) - (end - start)
        until = self.starts[last] + shift if last < len(self.starts) else len(made.text)
        begin = self.starts[first]
        between = [begin + start for start in starts_of(made.text[begin:until])[1:]]
        if last < len(self.starts) and between and between[-1] == until:
            between.pop()
        made.starts = [*self.starts[: first + 1], *between, *(start + shift for start in self.starts[last:])]
        return made


def units(text: str, encoding: str) -> int:
    """How many units of an encoding a text has."""
    if text.isascii() or encoding == "utf-32":
        return len(text)
    if encoding == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(letter > "\uffff" for letter in text)


def column(line: str, count: int, encoding: str) -> int:
    """How many characters of a line so many units are; one that is cut in two is taken whole."""
    if line.isascii() or encoding == "utf-32":
        return min(count, len(line))
    place = 0
    for place, letter in enumerate(line):
        if count <= 0:
            return place
        count -= units(letter, encoding)
    return len(line) if count > 0 or place + 1 == len(line) else place + 1


_BLOCK = 4096


def differing(old: str, new: str) -> tuple[int, int, int]:
    """Where two texts begin to differ, and where in each of them they are alike again. A CR LF is not taken apart."""
    most = min(len(old), len(new))
    start = _alike(most, lambda place, size: old[place : place + size] == new[place : place + size])
    start -= start > 0 and old[start - 1] == "\r"
    first, last = len(old), len(new)

    def ends(place: int, size: int) -> bool:
        return old[first - place - size : first - place] == new[last - place - size : last - place]

    same = _alike(most - start, ends)
    same -= same > 0 and old[first - same] == "\n"
    return start, first - same, last - same


def _alike(most: int, are: Callable[[int, int], bool]) -> int:
    """How many characters are alike, in blocks that become smaller."""
    place, size = 0, _BLOCK
    while size:
        while place + size <= most and are(place, size):
            place += size
        size //= 4
    return place
