"""Reads a piece of YAML text, line by line and with patience, to know what stands at a place of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..document import Path


class Spot(NamedTuple):
    """A key or a value, or the empty place where one may be written."""

    path: Path
    """Its path; of a key the last step is the key itself."""
    is_key: bool
    word: str
    """As it is written, without quotes."""
    start: int
    end: int
    """Where it stands in the text, with its quotes."""
    quote: str = ""
    beside: tuple[str, ...] = ()
    """The keys of the mapping in which it stands, or whose value it is; of a list, its items."""
    flow: bool = False
    """Whether it stands within brackets."""
    column: int = 0
    """Where its mapping's lines begin."""

    @property
    def holder(self) -> Path:
        return self.path[:-1]


_QUOTED = r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\n]|\'\')*\''
_PLAIN = r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|[-?:](?=[^\s,\[\]{}]))(?:[^\n:#]|:(?=\S)|(?<=\S)#)*?"
_KEY = re.compile(rf"({_QUOTED}|{_PLAIN})[ \t]*:(?=[ \t\r\n]|\Z)")
SECTION = re.compile(rf"({_QUOTED}|{_PLAIN})[ \t]*:[ \t]*(?:#.*)?\Z")
"""A key to which nothing is written in its line."""
_FLOW_PLAIN = re.compile(
    r"(?:[^\s,\[\]{}:#\"']|:(?=[^\s,\[\]{}])|(?<=\S)[#\"'])(?:[^\n,\[\]{}:#]|:(?=[^\s,\[\]{}])|(?<=\S)#)*"
)
_QUOTE = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'', re.DOTALL)
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t]+)+")


def unquoted(token: str) -> str:
    """A key or value without its quotes; escapes stay as they are, as names hold none."""
    if token[:1] == "'" and token[-1:] == "'" and len(token) > 1:
        return token[1:-1].replace("''", "'")
    if token[:1] == '"':
        inner = token[1:-1] if token[-1:] == '"' and len(token) > 1 else token[1:]
        return inner.replace('\\"', '"').replace("\\\\", "\\")
    return token[1:] if token[:1] == "'" else token


class _Frame:
    """A mapping or list that is open at a place: ``step`` is the key or the index that was last read in it."""

    __slots__ = ("column", "filled", "flow", "is_list", "keys", "step", "wants_key")

    def __init__(self, is_list: bool, column: int, flow: bool) -> None:
        self.is_list, self.column, self.flow = is_list, column, flow
        self.step: str | int = 0 if is_list else ""
        self.keys: list[str] = []
        self.filled = False
        self.wants_key = True


class Reader:
    """Reads a piece of a text line by line, and brackets to their end, until it knows what stands at a place."""

    def __init__(self, text: str, offset: int, start: int, end: int, prefix: Path) -> None:
        self.text, self.offset, self.start, self.end = text, offset, start, end
        self.prefix = prefix
        self.open: list[_Frame] = []
        self.spot: Spot | None = None
        self.frame: _Frame | None = None

    @property
    def found(self) -> Spot | None:
        """The spot, with all keys that stand beside it."""
        if self.spot is None or self.frame is None:
            return self.spot
        return self.spot._replace(beside=tuple(self.frame.keys))

    def run(self) -> None:
        place = self.start
        while place < self.end or place == self.start:
            eol = self.text.find("\n", place, self.end)
            eol = self.end if eol < 0 else eol
            place = max(self.line(place, eol - (self.text[eol - 1 : eol] == "\r" and eol > place)), eol + 1)
            if self.spot is not None and (self.frame is None or self.frame not in self.open):
                break
        if self.spot is None and self.offset == place == len(self.text):
            self.blank(place, 0)

    def path(self, without: int = 0) -> Path:
        frames = self.open[: len(self.open) - without]
        return (*self.prefix, *(frame.step for frame in frames))

    def take(self, start: int, end: int, is_key: bool, frame: _Frame | None, without: int = 0, more: Path = ()) -> None:
        """Keep what stands here, if it is what was asked for. ``without`` frames, and with more steps, is its path."""
        if self.spot is None and start <= self.offset <= end:
            token = self.text[start:end]
            quote = token[:1] if token[:1] in ("'", '"') else ""
            self.frame = frame
            column = frame.column if frame is not None else start - self.text.rfind("\n", 0, start) - 1
            flow = frame.flow if frame is not None else False
            path = (*self.path(without), *more)
            self.spot = Spot(path, is_key, unquoted(token), start, end, quote, (), flow, column)

    # Lines

    def line(self, start: int, eol: int) -> int:
        """Read a line; where the next one begins that is not part of it."""
        at = start
        while at < eol and self.text[at] == " ":
            at += 1
        if at >= eol or self.text[at] in "#\t\r":
            if start <= self.offset <= (eol if at >= eol else at):
                self.blank(self.offset, self.offset - start)
            return eol + 1
        column = at - start
        dash = self.text[at] == "-" and (at + 1 >= eol or self.text[at + 1] in " \t\r")
        while self.open and (
            self.open[-1].column > column or (self.open[-1].column == column and self.open[-1].is_list and not dash)
        ):
            self.open.pop()
        return self.entry(start, at, eol)

    def entry(self, start: int, at: int, eol: int) -> int:
        """An item or a key, or what is left of one."""
        while self.text[at : at + 1] == "-" and (at + 1 >= eol or self.text[at + 1] in " \t\r"):
            self.item(at - start)
            dash = at
            at += 1
            while at < eol and self.text[at] in " \t":
                at += 1
            if at >= eol or self.text[at] == "#":
                if dash < self.offset <= eol:
                    self.take(self.offset, self.offset, False, self.open[-1])
                return eol + 1
        key = _KEY.match(self.text, at, eol)
        if key is None:
            return self.rest(start, at, eol)
        column = at - start
        if not (self.open and not self.open[-1].is_list and self.open[-1].column == column):
            self.open.append(_Frame(False, column, False))
        frame = self.open[-1]
        frame.step, frame.filled = unquoted(key[1]), False
        frame.keys.append(frame.step)
        self.take(key.start(1), key.end(1), True, frame)
        return self.value(key.end(), eol, column)

    def item(self, column: int) -> None:
        top = self.open[-1] if self.open else None
        if top is not None and top.is_list and top.column == column:
            assert isinstance(top.step, int)
            top.step += 1
        else:
            self.open.append(_Frame(True, column, False))

    def rest(self, start: int, at: int, eol: int) -> int:
        """A line that is no key: one that is being typed, the rest of a text, or brackets."""
        if self.text[at] in "{[\"'|>":
            return self.content(at, eol, at - start)
        end = self.token_end(at, eol)
        top = self.open[-1] if self.open else None
        if top is None:
            self.take(at, end, True, None, more=(self.text[at:end],))
        elif top.column == at - start and not top.is_list:
            self.take(at, end, True, top, 1, (self.text[at:end],))
        elif top.is_list or top.filled:
            self.take(at, end, False, top)
        else:
            self.take(at, end, True, None, more=(self.text[at:end],))
        return eol + 1

    def token_end(self, at: int, eol: int) -> int:
        """Where a plain text ends in its line: before a comment, and before spaces."""
        found = self.text.find(" #", at, eol)
        return at + len(self.text[at : eol if found < 0 else found].rstrip())

    def value(self, colon: int, eol: int, column: int) -> int:
        """What stands after a colon."""
        at = colon
        while at < eol and self.text[at] in " \t":
            at += 1
        if at >= eol or self.text[at] == "#":
            if colon < self.offset <= at or (at >= eol and colon <= self.offset <= eol):
                self.take(self.offset, self.offset, False, self.open[-1])
            return eol + 1
        self.open[-1].filled = True
        return self.content(at, eol, column)

    def content(self, at: int, eol: int, column: int) -> int:
        named = _PROPERTIES.match(self.text, at, eol)
        at = named.end() if named else at
        first = self.text[at : at + 1]
        if first in ("{", "["):
            return self.brackets(at, column)
        if first in ("|", ">"):
            return self.block(eol + 1, column)
        if first in ('"', "'"):
            found = _QUOTE.match(self.text, at, self.end)
            end = found.end() if found and "\n\n" not in found[0] else eol
            self.take(at, end, False, self.open[-1] if self.open else None)
            after = self.text.find("\n", end, self.end)
            return self.end if after < 0 else after + 1
        self.take(at, self.token_end(at, eol), False, self.open[-1] if self.open else None)
        return eol + 1

    def block(self, at: int, column: int) -> int:
        """Pass over a text of several lines (`|`, `>`)."""
        while at < self.end:
            eol = self.text.find("\n", at, self.end)
            eol = self.end if eol < 0 else eol
            line = self.text[at:eol]
            bare = line.lstrip(" ")
            if bare.strip() and len(line) - len(bare) <= column:
                break
            at = eol + 1
        return at

    def blank(self, offset: int, column: int) -> None:
        """An empty place at a column: a key may be written there."""
        inner = sum(frame.column > column for frame in self.open)
        top = self.open[-1 - inner] if len(self.open) > inner else None
        if top is None:
            self.take(offset, offset, True, None, inner, ("",))
        elif top.column == column and not top.is_list:
            self.take(offset, offset, True, top, inner + 1, ("",))
        elif not top.filled and not top.is_list:
            self.take(offset, offset, True, None, inner, ("",))

    # Brackets

    def brackets(self, at: int, column: int) -> int:
        """Read what stands in brackets, to their end or to where they were surely left open; where the next line begins."""
        base = len(self.open)
        while at < self.end:
            gap = at
            while at < self.end and self.text[at] in " \t\r\n":
                if self.text[at] == "\n" and self.is_left(at + 1, column):
                    self.gap(gap, at, base)
                    del self.open[base:]
                    return at + 1
                at += 1
            if len(self.open) > base:
                self.gap(gap, at, base)
            if at >= self.end:
                break
            at = self.mark(at, column) if self.text[at] in "{}[],:#" else self.scalar(at)
            if len(self.open) == base:
                break
        del self.open[base:]
        after = self.text.find("\n", at, self.end)
        return self.end if after < 0 else after + 1

    def is_left(self, at: int, column: int) -> bool:
        """Whether the line that begins here stands no further in than the one in which the brackets were opened."""
        line = self.text[at : self.line_end(at)]
        bare = line.lstrip(" ")
        return bool(bare.strip()) and len(line) - len(bare) <= column and bare[0] not in "]}#"

    def gap(self, start: int, end: int, base: int) -> None:
        """The empty place between two tokens in brackets."""
        if self.spot is not None or not start <= self.offset <= end:
            return
        following = self.text[end : end + 1]
        if self.offset == end and following and following not in ",]}\n" and self.offset > start:
            return  # what follows stands here
        if self.offset == end == start and following not in (",", "]", "}", ""):
            return
        top = self.open[-1]
        if top.is_list:
            self.take(self.offset, self.offset, False, top)
        elif top.wants_key:
            self.take(self.offset, self.offset, True, top, 1, ("",))
        elif self.text[self.offset - 1] != ":":
            self.take(self.offset, self.offset, False, top)

    def mark(self, at: int, column: int) -> int:
        """A bracket, a comma, a colon or a comment."""
        mark = self.text[at]
        top = self.open[-1] if self.open else None
        if mark in "{[":
            self.open.append(_Frame(mark == "[", column, True))
        elif mark in "}]":
            self.open.pop()
        elif mark == "#":
            end = self.text.find("\n", at, self.end)
            return self.end if end < 0 else end
        elif top is not None and mark == ",":
            if isinstance(top.step, int):
                top.step += 1
            top.wants_key = True
        elif top is not None:
            top.wants_key = False
        return at + 1

    def scalar(self, at: int) -> int:
        """A key or a value in brackets."""
        top = self.open[-1]
        found = (
            _QUOTE.match(self.text, at, self.end)
            if self.text[at] in "\"'"
            else _FLOW_PLAIN.match(self.text, at, self.end)
        )
        end = found.end() if found else self.line_end(at)
        end = at + len(self.text[at:end].rstrip())
        if end <= at:
            return at + 1
        word = unquoted(self.text[at:end])
        if top.is_list:
            top.keys.append(word)
            self.take(at, end, False, top)
        elif top.wants_key:
            top.step = word
            top.keys.append(word)
            self.take(at, end, True, top)
        else:
            self.take(at, end, False, top)
        return end

    def line_end(self, at: int) -> int:
        end = self.text.find("\n", at, self.end)
        return self.end if end < 0 else end
