"""What a framework document is made of. All text is plain: whoever renders it escapes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Words(NamedTuple):
    """A paragraph."""

    text: str


class Points(NamedTuple):
    """Labels and what stands behind them; nothing is shown of a label that has nothing."""

    rows: Sequence[tuple[str, str]]


class Bullets(NamedTuple):
    """A list."""

    items: Sequence[str]


class Grid(NamedTuple):
    """A table. A column in which nothing stands is left out."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


class Checks(NamedTuple):
    """A list of things that are done or not."""

    items: Sequence[tuple[bool, str]]


class Code(NamedTuple):
    """A block of code."""

    language: str
    text: str


class Ask(NamedTuple):
    """Questions that the plan does not answer, and the YAML that would answer them."""

    questions: Sequence[str]
    yaml: str
    about: Sequence[str] = ()
    """Names of what it is about, where it is about several things."""


Block = Words | Points | Bullets | Grid | Checks | Code | Ask


class Part(NamedTuple):
    """A heading of a section, and what stands below it."""

    title: str
    blocks: tuple[Block, ...]


class Section(NamedTuple):
    """A section of the document; the context, which comes before the first, is number 0."""

    number: int
    title: str
    parts: tuple[Part, ...]

    @property
    def open(self) -> int:
        """How many questions are open."""
        asks = (block for part in self.parts for block in part.blocks if isinstance(block, Ask))
        return sum(len(ask.questions) for ask in asks)


class Paper(NamedTuple):
    """The whole document."""

    product: str
    version: str
    sections: tuple[Section, ...]

    @property
    def open(self) -> int:
        """How many questions are open."""
        return sum(section.open for section in self.sections)
