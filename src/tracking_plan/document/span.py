"""Where things stand in a text, what is wrong with it, and how much it may ask of us."""

from __future__ import annotations

from typing import NamedTuple

Path = tuple[str | int, ...]
"""Where a piece stands in the data, e.g. ``("events", "Project Created", "owner")``."""


class Span(NamedTuple):
    """A stretch of a file. Lines and columns count from 1, columns in code points; the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    path: Path = ()


class Problem(NamedTuple):
    """Something wrong with the text itself. ``rule`` names the rule whose page explains it."""

    rule: str
    at: Span
    message: str
    hint: str = ""


class Limits(NamedTuple):
    """How much one document may ask of us; each can be raised with ``--limit NAME=NUMBER``."""

    bytes: int = 32 * 1024 * 1024
    depth: int = 64
    aliases: int = 100_000
    findings: int = 10_000
