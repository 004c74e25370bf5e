"""A Page: what a plug-in's docstring says, under its headings. It is documentation, help text and test case at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import dedent
from typing import NamedTuple

from .finding import Severity

_HEADING = re.compile(r"^(Why|Bad|Good|Settings|Source|Note)(?: \(([^)]+)\))?:[ ]*(.*)$")
MARK = "# <- here"


class Example(NamedTuple):
    """A YAML example of a page; ``title`` is what stands in brackets after its heading, often nothing."""

    title: str
    text: str

    @property
    def marked(self) -> tuple[int, ...]:
        """The lines (from 1) that end in ``# <- here``."""
        return tuple(n for n, line in enumerate(self.text.splitlines(), 1) if line.rstrip().endswith(MARK))


class Page(NamedTuple):
    """A rule's page. ``summary`` is its first sentence, ``why`` the reason, ``notes`` the remaining headed paragraphs."""

    name: str
    severity: Severity
    summary: str
    why: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    notes: tuple[tuple[str, str], ...]


def page(name: str, docstring: str, severity: Severity) -> Page:
    """Read a docstring: a first sentence, then ``Why:`` text and ``Bad:`` and ``Good:`` blocks of indented YAML."""
    lines = dedent("    " + docstring.strip()).splitlines()
    summary = lines[0].strip() if lines else ""
    texts: dict[str, list[str]] = {"Bad": [], "Good": []}
    titles: dict[str, list[str]] = {"Bad": [], "Good": []}
    notes: list[tuple[str, str]] = []
    why = ""
    for heading, title, body in _sections(lines[1:]):
        if heading in texts:
            texts[heading].append(dedent(body).strip("\n") + "\n")
            titles[heading].append(title)
        elif heading == "Why":
            why = " ".join(body.split())
        else:
            notes.append((heading, " ".join(body.split())))
    bad, good = (tuple(map(Example, titles[kind], texts[kind])) for kind in ("Bad", "Good"))
    return Page(name, severity, summary, why, bad, good, tuple(notes))


def _sections(lines: list[str]) -> Iterator[tuple[str, str, str]]:
    heading, title, body = "", "", list[str]()
    for line in lines:
        found = _HEADING.match(line)
        if found:
            if heading:
                yield heading, title, "\n".join(body)
            heading, title, body = found[1], found[2] or "", [found[3]] if found[3] else []
        else:
            body.append(line)
    if heading:
        yield heading, title, "\n".join(body)
