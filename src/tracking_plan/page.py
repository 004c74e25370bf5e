"""A Page: what a plug-in's docstring says, under its headings. It is documentation, help text and test case at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from textwrap import dedent
from typing import NamedTuple

from .finding import Severity

_HEADING = re.compile(
    r"^(Why|Plan|Bad|Fixed|Good|Code|Data|Wire|Before|After|Settings|Source|Note)(?: \(([^)]+)\))?:[ ]*(.*)$"
)
MARK = "# <- here"
UNSAFE = "with --unsafe-fixes"
"""The title of a ``Fixed:`` block whose fix is not made without being asked for."""


class Example(NamedTuple):
    """An example of a page: YAML, or the lines of a log. ``title`` stands in brackets after its heading, often nothing."""

    title: str
    text: str
    plan: Example | None = None
    """The plan that it is judged by: the last ``Plan:`` above it. Without one, it is a plan itself."""

    fixed: Example | None = None
    """Of an example that is wrong: what `plan validate --fix` makes of it. What it cannot mend is marked there."""

    @property
    def marked(self) -> tuple[int, ...]:
        """The lines (from 1) that end in ``# <- here``."""
        return tuple(n for n, line in enumerate(self.text.splitlines(), 1) if line.rstrip().endswith(MARK))

    @property
    def language(self) -> str:
        """What it is written in, as a fence in Markdown names it."""
        return "yaml" if self.plan is None else "json"


class Page(NamedTuple):
    """A rule's page. ``summary`` is its first sentence, ``why`` the reason, ``notes`` the remaining headed paragraphs."""

    name: str
    severity: Severity
    summary: str
    why: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    notes: tuple[tuple[str, str], ...]
    before: tuple[Example, ...] = ()
    after: tuple[Example, ...] = ()
    """Of a rule about changes: the two versions of a plan, pair by pair."""
    verdict: str = ""

    @property
    def fix(self) -> str:
        """The option of `plan validate` that mends what it finds, or some of it: `--fix`, `--unsafe-fixes` or nothing."""
        titles = {example.fixed.title for example in self.bad if example.fixed is not None}
        return "" if not titles else "--unsafe-fixes" if titles == {UNSAFE} else "--fix"

    @property
    def word(self) -> str:
        """How much it weighs: a severity, or the worst verdict of a rule about changes."""
        return self.verdict or self.severity.word


def page(name: str, docstring: str, severity: Severity, weights: Mapping[str, str] = {}, verdict: str = "") -> Page:
    """Read a docstring: a first sentence, then ``Why:`` text and ``Bad:`` and ``Good:`` blocks of indented YAML.

    A ``Fixed:`` block says what `--fix` makes of the ``Bad:`` one above it; with the title ``UNSAFE``, what that does.
    The page of a rule about records has ``Plan:`` blocks too, and its ``Bad:`` and ``Good:`` blocks are lines of a log;
    that of a rule about changes has ``Before:`` and ``After:`` instead. ``weights`` are its verdicts: a word for each
    perspective's note to begin with, the worst as ``verdict``.
    """
    lines = dedent("    " + docstring.strip()).splitlines()
    summary = lines[0].strip() if lines else ""
    examples: dict[str, list[Example]] = {"Bad": [], "Good": [], "Before": [], "After": []}
    notes: list[tuple[str, str]] = []
    why, plan = "", None
    for heading, title, body in _sections(lines[1:]):
        text = dedent(body).strip("\n") + "\n"
        if heading == "Plan":
            plan = Example(title, text)
        elif heading == "Fixed":
            examples["Bad"][-1] = examples["Bad"][-1]._replace(fixed=Example(title, text))
        elif heading in examples:
            examples[heading].append(Example(title, text, plan))
        elif heading == "Why":
            why = " ".join(body.split())
        else:
            weight = f"{weights[heading]}. " if heading in weights else ""
            notes.append((heading, weight + " ".join(body.split())))
    bad, good, before, after = map(tuple, examples.values())
    return Page(name, severity, summary, why, bad, good, tuple(notes), before, after, verdict)


def shown(page: Page) -> Iterator[tuple[str, Example]]:
    """The examples in the order in which a page shows them, each with its heading; a plan once, above its first log."""
    before: Example | None = None
    for heading, examples in (("Bad", page.bad), ("Good", page.good)):
        for example in examples:
            if example.plan is not None and example.plan is not before:
                yield "Plan", example.plan
            before = example.plan
            yield heading, example
            if example.fixed is not None:
                yield "Fixed", example.fixed
    for old, new in zip(page.before, page.after, strict=True):
        yield "Before", old
        yield "After", new


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
