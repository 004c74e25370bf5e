"""Text of a plan in Swift: one function for each place in which it may stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from .. import _words as say
from .._code import Code
from .._pattern import Dialect, translate

_LARGEST = 2**63 - 1
_SIGNS = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@lru_cache(maxsize=16_384)
def literal(text: str) -> Code:
    """A text as an expression. Letters of all scripts stay as they are; what is invisible is written by number."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return Code(f'"{text}"')
    return Code('"' + "".join(map(_quoted, text)) + '"')


def _quoted(letter: str) -> str:
    if letter in _SIGNS:
        return _SIGNS[letter]
    if letter.isprintable():
        return letter
    code = ord(letter)
    return "\ufffd" if 0xD800 <= code < 0xE000 else f"\\u{{{code:x}}}"  # half a character stands in no text of Swift


def value(found: Any) -> Code:
    """A JSON value of the plan, as the run-time holds it."""
    if found is None:
        return Code(".null")
    if isinstance(found, bool):
        return Code(f".bool({'true' if found else 'false'})")
    if isinstance(found, int) and -_LARGEST <= found <= _LARGEST:
        return Code(f".integer({found})")
    if isinstance(found, (int, float)):
        return Code(f".number({_number(float(found))})")
    if isinstance(found, dict):
        pairs = ", ".join(f"{literal(name)}: {value(held)}" for name, held in found.items())
        return Code(f".object([{pairs or ':'}])")
    if isinstance(found, (list, tuple)):
        return Code(f".array([{', '.join(map(value, found))}])")
    return Code(f".string({literal(str(found))})")


def _number(number: float) -> str:
    told = say.number(number)
    return repr(number) if told.lstrip("-").isdigit() and abs(number) > _LARGEST else told


def comment(lines: Iterable[str], indent: str = "") -> Code:
    """Lines of documentation, or nothing."""
    return Code("".join(f"{indent}/// {line}".rstrip() + "\n" for line in lines))


_WORD = "[A-Za-z0-9_]"
_DIALECT = Dialect(
    code=lambda code: f"\\x{{{code:X}}}",
    end="\\z",
    boundary=f"(?:(?<={_WORD})(?!{_WORD})|(?<!{_WORD})(?={_WORD}))",
    inside=f"(?:(?<={_WORD})(?={_WORD})|(?<!{_WORD})(?!{_WORD}))",
    category=lambda name, negated: f"\\{'P' if negated else 'p'}{{{name}}}",
    plain="-&~#\"'`",
    slash="/",
)
_SET_OF_COLON = re.compile(r"(?<!\\)((?:\\\\)*\[\^?):")


def regex(pattern: str) -> Code:
    """A pattern as a literal of its text, in the expressions of ICU, which `NSRegularExpression` reads.

    Raises `Refusal` where `_pattern.readable` says no.
    """
    # "[:" would begin a class of POSIX.
    return literal(_SET_OF_COLON.sub(r"\1\\x{3A}", translate(pattern, _DIALECT)))
