"""Patterns in the regular expressions of a language: written anew from the tree, so that each means the same everywhere.

A plan's pattern is ECMA-262 and is searched for anywhere in the text. What engines read differently is spelled out:
`\\d`, `\\w` and `\\s` become the characters they stand for, `.` all but the four line ends, `$` the very end of the text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from ..model.regex import Refusal, read
from ..model.regex_tree import (
    BOUNDARY,
    END,
    LINE_END,
    SETS,
    START,
    WORD,
    Assertion,
    Branch,
    Chars,
    Node,
    Part,
    Range,
    Repeat,
    ranges_of,
)

_LAST = 0x10FFFF
_SPECIAL = frozenset(map(ord, "\\^$.|?*+()[]{}/#&~-\"'`"))
"""Written with a backslash or by number; more than any engine or literal needs, so that no language needs its own list."""
_NOT_BEFORE = frozenset(map(ord, "#&~-\"'`"))
"""Of these, those that JavaScript takes no backslash before: they are written by number where they are not plain."""


class Dialect(NamedTuple):
    """How a language writes a regular expression (the expression itself; quoting it as a literal is the target's)."""

    code: Callable[[int], str]
    """A character by its number, such as `\\u{1F600}`; fit to stand inside a set too."""
    start: str = "^"
    end: str = "$"
    """The very end of the text: `\\z` where `$` also stands before a last line end."""
    boundary: str = r"\b"
    inside: str = r"\B"
    """Between ASCII letters, digits and `_` only."""
    category: Callable[[str, bool], str] | None = None
    """A general category (`L`, `Lu` …) and whether it is negated, as `\\p{L}`; None where it is spelled out as ranges."""
    plain: str = "-&~#"
    """Punctuation that may stand for itself outside a set."""
    slash: str = "\\/"
    slash_inside: str | None = None
    """Inside a set; as outside where nothing is said."""


def translate(pattern: str, dialect: Dialect) -> str:
    """The pattern as the language writes it.

    Raises:
        Refusal: it is none that every engine shares; `readable` says so beforehand.
    """
    return written(read(pattern).tree, dialect)


def written(tree: Node, dialect: Dialect) -> str:
    """A tree as the language writes it."""
    return _node(tree, dialect)


@lru_cache(maxsize=4_096)
def readable(pattern: str) -> bool:
    """Whether `translate` takes the pattern."""
    try:
        read(pattern)
    except Refusal:
        return False
    return True


def _node(node: Node, dialect: Dialect) -> str:
    if isinstance(node, Chars):
        return _chars(node, dialect)
    if isinstance(node, Assertion):
        if node.sign == START:
            return dialect.start
        return dialect.end if node.sign == END else dialect.boundary if node.sign == BOUNDARY else dialect.inside
    if isinstance(node, Repeat):
        body = _node(node.body, dialect)
        return (body if isinstance(node.body, Chars) else f"(?:{body})") + _count(node.least, node.most)
    if node.choice:
        return "|".join(_node(item, dialect) for item in node.items)
    return "".join(_item(item, dialect) for item in node.items)


def _item(node: Node, dialect: Dialect) -> str:
    made = _node(node, dialect)
    return f"(?:{made})" if isinstance(node, Branch) and node.choice else made


def _count(least: int, most: int | None) -> str:
    if most is None:
        return {0: "*", 1: "+"}.get(least) or f"{{{least},}}"
    if (least, most) == (0, 1):
        return "?"
    return f"{{{least}}}" if least == most else f"{{{least},{most}}}"


def _chars(node: Chars, dialect: Dialect) -> str:
    if not node.negated and len(node.parts) == 1 and isinstance(node.parts[0][0], int):
        low, high = node.parts[0]
        if low == high:
            return _letter(int(low), dialect)
    for name, ranges in SETS.items():
        if node.parts == ranges and name.isupper():
            return _set(SETS[name.lower()], not node.negated, dialect)
    categories = [part for part in node.parts if not isinstance(part[0], int)]
    if categories and (dialect.category is None or any(_unknown(part) for part in categories)):
        return _set(ranges_of(node), False, dialect)
    return _set(node.parts, node.negated, dialect)


def _unknown(part: Part) -> bool:
    return not str(part[0]).isalpha() or len(str(part[0])) > 2


def _set(parts: tuple[Part, ...], negated: bool, dialect: Dialect) -> str:
    made = []
    for first, last in parts:
        if isinstance(first, str):
            assert dialect.category is not None
            made.append(dialect.category(first, bool(last)))
        elif first <= _LAST:
            made.append(_range((first, min(int(last), _LAST)), dialect))
    return f"[{'^' if negated else ''}{''.join(made)}]"


def _range(spread: Range, dialect: Dialect) -> str:
    first, last = spread
    if first == last:
        return _member(first, dialect)
    return f"{_member(first, dialect)}{'' if last == first + 1 else '-'}{_member(last, dialect)}"


def _member(code: int, dialect: Dialect) -> str:
    """A character inside a set: letters, digits and what no engine takes for a sign there, else by number."""
    letter = chr(code)
    if letter == "/":
        return dialect.slash if dialect.slash_inside is None else dialect.slash_inside
    return (
        letter if letter.isascii() and (letter.isalnum() or letter in "_ @:.,;!%=<>$()*+?{}|") else dialect.code(code)
    )


def _letter(code: int, dialect: Dialect) -> str:
    letter = chr(code)
    if letter == "/":
        return dialect.slash
    if letter in dialect.plain:
        return letter
    if code in _SPECIAL:
        return dialect.code(code) if code in _NOT_BEFORE else "\\" + letter
    return letter if letter.isascii() and letter.isprintable() else dialect.code(code)


__all__ = ["LINE_END", "WORD", "Dialect", "Refusal", "readable", "translate", "written"]
