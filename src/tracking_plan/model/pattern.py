"""Judges the `pattern` of a property: whether a linear-time engine takes it, and a backtracking one is safe with it.

Patterns are JSON Schema's: ECMA-262, searched for anywhere in the text. We match them on the linear engine inside
jsonschema-rs (the plainest of them on Python's own, which is there already), but the clients that are generated from a
plan match them in JavaScript, Java, Python and so on.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..shelf import quote
from . import ambiguity
from .regex import HALF_CHARACTER, Kind, Refusal, Regex, read

if TYPE_CHECKING:
    from .validator import Validator

_PUMPED = 8


class PatternProblem(NamedTuple):
    """What is wrong: "syntax", or "linear" where it would match but slowly. ``offset`` counts characters from 0."""

    message: str
    offset: int | None
    kind: Kind


@lru_cache(maxsize=4096)
def problem(pattern: str) -> PatternProblem | None:
    """What is wrong with a pattern, or None."""
    try:
        regex = read(pattern)
    except Refusal as refusal:
        return PatternProblem(refusal.message, refusal.offset, refusal.kind)
    if regex.doubts and (refused := _refused(pattern, regex)):
        return refused
    found = ambiguity.find(regex.tree) if regex.loops else None
    if not found:
        return None
    return PatternProblem(_explosion(pattern, found), found.start, "linear")


def _explosion(pattern: str, found: ambiguity.Ambiguity) -> str:
    where = f"the repeat {quote(pattern[found.start : found.end], 30)} at character {found.start + 1}"
    text = found.lead + found.pump * _PUMPED + found.stop
    sample = f"a text such as {quote(text)}" if found.pump else "a long text"
    advice = "let it read each text in one way only, as a+ does and (a+)+ does not"
    return f"{where} can freeze an app on {sample}: {advice}"


def _refused(pattern: str, regex: Regex) -> PatternProblem | None:
    """What the engine itself refuses of a pattern that we could read."""
    if _compiles(pattern):
        return None
    for doubt in regex.doubts:
        if not _compiles(doubt.piece):
            return PatternProblem(doubt.message, doubt.offset, "syntax")
    return PatternProblem("the pattern does not compile: write it more simply", None, "syntax")


def matches(pattern: str, text: str) -> bool:
    """Whether the pattern is found anywhere in the text, in time linear in the text.

    Raises:
        ValueError: the pattern does not compile; ask `problem` first.
    """
    if len(text) <= _SHORT and (plain := _plain(pattern)) is not None and text.isascii():
        return plain.match(text) is not None
    return _compiled(pattern).is_valid(HALF_CHARACTER.sub("\ufffd", text))


# Anchored at both ends, ASCII, no groups, and few repeats: what reads the same in every engine. Python's backtracks, but
# with so few repeats over a short text it cannot take long.
_PLAIN = re.compile(
    r"\^(?:(?:[A-Za-z0-9_ @:/=-]|\[(?:[A-Za-z0-9]-[A-Za-z0-9]|[A-Za-z0-9_])+-?\])(?:[+*?]|\{[0-9]{1,2}(?:,[0-9]{0,2})?\})?)+\$"
)
_SHORT, _FEW = 100, 3


@lru_cache(maxsize=1024)
def _plain(pattern: str) -> re.Pattern[str] | None:
    """The pattern for Python's engine where it is plain: most are, and jsonschema-rs takes a while to load."""
    if len(pattern) > _SHORT or sum(map(pattern.count, "+*?,")) > _FEW or not _PLAIN.fullmatch(pattern):
        return None
    try:
        return re.compile(pattern[:-1] + r"\Z")
    except re.error:
        return None


def _compiles(pattern: str) -> bool:
    try:
        _compiled(pattern)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> Validator:
    # Imported here because jsonschema-rs takes longer to load than all the patterns of most plans take to read.
    from .validator import Validator  # noqa: PLC0415

    return Validator({"pattern": pattern})
