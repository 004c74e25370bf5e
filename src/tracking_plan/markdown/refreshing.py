"""The tables between markers of a page that people write, made anew; the rest of the page stays byte for byte.

    <!-- plan:events category=billing -->
    ...
    <!-- /plan -->

A marker stands on a line of its own; in MDX it is `{/* plan:events */}`. In blocks of code, markers are text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..dictionary import Dictionary
from ..document import Span
from ..finding import Finding
from ..shelf import quote
from ._markers import Wrong, marker, table

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_OPEN = re.compile(r"([ \t]*)(<!--|\{/\*)[ \t]*plan:[ \t]*(.*?)[ \t]*(?:-->|\*/\})[ \t]*")
_CLOSE = re.compile(r"[ \t]*(?:<!--[ \t]*/plan(?::[a-z]*)?[ \t]*-->|\{/\*[ \t]*/plan(?::[a-z]*)?[ \t]*\*/\})[ \t]*")
_ALMOST = re.compile(r"(?:<!--|\{/\*)[ \t]*(/?plan\b)")


_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


class Refreshed(NamedTuple):
    """A page with its tables made anew, how many it has, which were out of date, and what is wrong with its markers."""

    text: str
    tables: int
    stale: tuple[Finding, ...]
    findings: tuple[Finding, ...]


def refreshed(dictionary: Dictionary, text: str, file: str) -> Refreshed:
    """A page with the tables of its markers made anew. Where a marker is wrong, what stands there is left as it is."""
    return _Page(dictionary, text, file).refreshed()


class _Page:
    """One page, read line by line."""

    def __init__(self, dictionary: Dictionary, text: str, file: str) -> None:
        self.dictionary, self.file = dictionary, file
        self.mark = text[:1] if text.startswith("\ufeff") else ""
        self.lines = _LINE.findall(text[len(self.mark) :])
        self.place = 0
        self.tables = 0
        self.stale: list[Finding] = []
        self.findings: list[Finding] = []

    def refreshed(self) -> Refreshed:
        made = [self.mark]
        fence = ""
        while self.place < len(self.lines):
            line = self.lines[self.place]
            bare = line.rstrip("\r\n")
            fence = _fenced(fence, bare)
            if not fence and _OPEN.fullmatch(bare):
                made += self.region()
                continue
            if not fence and (found := _ALMOST.search(_CODE.sub(_blank, bare))):
                self.amiss(found, bare)
            made.append(line)
            self.place += 1
        return Refreshed("".join(made), self.tables, tuple(self.stale), tuple(self.findings))

    def region(self) -> Iterator[str]:
        """A marker, what stands below it as it should, and the marker that ends it."""
        first = self.place
        opening = self.lines[first]
        self.place += 1
        held: list[str] = []
        while self.place < len(self.lines):
            bare = self.lines[self.place].rstrip("\r\n")
            if _CLOSE.fullmatch(bare) or _OPEN.fullmatch(bare):
                break
            held.append(self.lines[self.place])
            self.place += 1
        yield opening
        if self.place == len(self.lines) or not _CLOSE.fullmatch(self.lines[self.place].rstrip("\r\n")):
            self.say(first, "this marker has no end", "write <!-- /plan --> where the table ends")
            yield from held
            return
        self.tables += 1
        yield from self.content(first, held)
        yield self.lines[self.place]
        self.place += 1

    def content(self, first: int, held: list[str]) -> list[str]:
        """What should stand between the markers; what does stand there, where that cannot be said."""
        opening = self.lines[first]
        found = _OPEN.fullmatch(opening.rstrip("\r\n"))
        assert found is not None
        end = "\r\n" if opening.endswith("\r\n") else "\n"
        try:
            made = table(self.dictionary, marker(found[3]))
        except Wrong as wrong:
            self.say(first, str(wrong), "")
            return held
        fresh = [f"{found[1]}{line}{end}" if line else end for line in ["", *made.splitlines(), ""]]
        if fresh != held:
            kind = found[3].split()[0]
            at = self.at(first)
            self.stale.append(
                Finding(at, f"the table of plan:{kind} is out of date", f"`plan docs --update {self.file}`")
            )
        return fresh

    def amiss(self, found: re.Match[str], bare: str) -> None:
        """A comment that looks as if it were meant as a marker."""
        if found[1] == "/plan" and _CLOSE.fullmatch(bare):
            self.say(self.place, "no marker stands before this end", "begin with one such as <!-- plan:events -->")
        elif re.match(r"/?plan:|/plan", bare[found.start(1) :]):
            self.say(
                self.place, "a marker stands on a line of its own", f"not beside other text: {quote(bare.strip())}"
            )

    def say(self, line: int, message: str, hint: str) -> None:
        self.findings.append(Finding(self.at(line), message, hint))

    def at(self, line: int) -> Span:
        """Where a marker begins."""
        text = self.lines[line]
        column = len(text) - len(text.lstrip(" \t")) + 1
        return Span(self.file, line + 1, column, line + 1, max(len(text.rstrip()), column) + 1)


def _blank(code: re.Match[str]) -> str:
    return " " * len(code[0])


def _fenced(fence: str, line: str) -> str:
    """The fence that a block of code is in after this line, or ""."""
    found = _FENCE.match(line)
    if not fence:
        return found[1] if found else ""
    closes = found is not None and found[1].startswith(fence) and not line[found.end() :].strip()
    return "" if closes else fence
