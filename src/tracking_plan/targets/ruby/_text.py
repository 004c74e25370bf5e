"""Text of a plan in Ruby: one function for each place in which it may stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from ...model.regex import read
from .. import _words as say
from .._code import Code
from .._pattern import Dialect, written
from ._sets import without_repeats

_MAGIC = re.compile(
    r"(?:en)?coding\b|(?:frozen[_-]string[_-]literal|warn[_-]\w+|shareable[_-]constant[_-]value)\s*:", re.IGNORECASE
)
"""A line that Ruby may read as a setting of its own, such as `frozen_string_literal: false`."""
_DRAWN_IN = re.compile(r"\{(?=\s*(?:include|render|file):)")
_QUOTED = {'"': '\\"', "\\": "\\\\", "#": "\\#", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def literal(value: Any) -> Code:
    """A text, number, truth value or nil, or a list or mapping of such, as an expression.

    Letters of all scripts stay as they are; what is invisible is written by number. Nothing is interpolated.
    """
    if isinstance(value, str):
        return _text(value)
    if value is None:
        return Code("nil")
    if isinstance(value, bool):
        return Code("true" if value else "false")
    if isinstance(value, int):
        return Code(str(value))
    if isinstance(value, float):
        return Code(
            say.number(value).replace("e", ".0e") if re.fullmatch(r"-?\d+e.*", say.number(value)) else say.number(value)
        )
    if isinstance(value, dict):
        inner = ", ".join(f"{literal(name)} => {literal(held)}" for name, held in value.items())
        return Code(f"{{ {inner} }}" if inner else "{}")
    return Code(f"[{', '.join(map(literal, value))}]")


@lru_cache(maxsize=16_384)
def _text(text: str) -> Code:
    plain = text.isprintable() and not any(sign in text for sign in _QUOTED)
    return Code(f'"{text}"' if plain else '"' + "".join(map(_quoted, text)) + '"')


def _quoted(letter: str) -> str:
    if letter in _QUOTED:
        return _QUOTED[letter]
    if letter.isprintable():
        return letter
    code = ord(letter)
    return "\ufffd" if 0xD800 <= code < 0xE000 else f"\\u{{{code:x}}}"  # half a character stands in no text of Ruby


def comment(lines: Iterable[str], indent: str = "") -> Code:
    """Lines of a comment, or nothing. Lines that are empty stay so."""
    return Code("".join(f"{indent}# {line}".rstrip() + "\n" for line in lines))


def harmless(line: str) -> str:
    """A line of the plan in a comment: no tag of YARD, no file that it draws in, and nothing that a tool of Ruby reads there."""
    line = _DRAWN_IN.sub("{ ", line).replace("-*-", "- * -")
    line = line.replace("rubocop:", "rubocop :").replace(":nocov:", ": nocov:")
    return "\\" + line if line.startswith("@") or _MAGIC.match(line) else line


def _code(code: int) -> str:
    letter = chr(code)
    return "\\" + letter if letter in "\\^$.|?*+()[]{}/-&" else f"\\u{{{code:x}}}"


_DIALECT = Dialect(
    code=_code,
    start="\\A",
    end="\\z",
    boundary="(?a:\\b)",
    inside="(?a:\\B)",
    category=lambda name, negated: f"\\{'P' if negated else 'p'}{{{name}}}",
    plain="-&~#\"'`",
    slash="/",
)


def regex(pattern: str) -> Code:
    """A pattern as a literal of its text. Raises `Refusal` where `_pattern.readable` says no."""
    return literal(written(without_repeats(read(pattern).tree), _DIALECT))
