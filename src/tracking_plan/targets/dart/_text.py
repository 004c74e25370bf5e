"""Text of a plan in Dart: one function for each place in which it may stand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from .. import _words as say
from .._code import Code
from .._pattern import Dialect, translate

_EXACT = 2**53
"""Beyond it a whole number is written as a fraction: on the web Dart takes no other that JavaScript cannot hold."""
_SIGNS = {"\\": "\\\\", "$": "\\$", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@lru_cache(maxsize=16_384)
def literal(text: str) -> Code:
    """A text as an expression. Letters of all scripts stay as they are; what is invisible is written by number."""
    quote = '"' if "'" in text and '"' not in text else "'"
    return Code(quote + "".join(_letter(letter, quote) for letter in text) + quote)


def _letter(letter: str, quote: str) -> str:
    if letter == quote:
        return "\\" + letter
    if letter in _SIGNS:
        return _SIGNS[letter]
    return letter if letter.isprintable() else f"\\u{{{ord(letter):x}}}"


def value(found: Any) -> Code:
    """A JSON value of the plan, as a constant."""
    if found is None or isinstance(found, bool):
        return Code("null" if found is None else str(found).lower())
    if isinstance(found, (int, float)):
        return Code(_number(found))
    if isinstance(found, dict):
        return Code("{" + ", ".join(f"{literal(name)}: {value(held)}" for name, held in found.items()) + "}")
    if isinstance(found, (list, tuple)):
        return Code("[" + ", ".join(map(value, found)) + "]")
    return literal(str(found))


def _number(number: float) -> str:
    told = say.number(number)
    return repr(float(number)) if told.lstrip("-").isdigit() and abs(number) > _EXACT else told


def comment(lines: Iterable[str], indent: str = "") -> Code:
    """Lines of documentation, or nothing; no `{@` among them is a directive of dartdoc, and no `/*` looks like a comment."""
    return Code("".join(f"{indent}/// {_harmless(line)}".rstrip() + "\n" for line in lines))


def _harmless(line: str) -> str:
    return line.replace("{@", "{ @").replace("/*", "/&#42;")


def _code(code: int) -> str:
    letter = chr(code)
    if letter in "\\^$.|?*+()[]{}/":
        return "\\" + letter
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\u{{{code:x}}}"


_DIALECT = Dialect(
    code=_code,
    category=lambda name, negated: f"\\{'P' if negated else 'p'}{{{name}}}",
    plain="-&~#\"'`",
    slash="/",
)


@lru_cache(maxsize=4_096)
def regex(pattern: str) -> Code:
    """A pattern as a literal of its text, for `RegExp(…, unicode: true)`, which reads what ECMAScript does.

    Raises `Refusal` where `_pattern.readable` says no.
    """
    made = translate(pattern, _DIALECT)
    if made.isprintable():
        for quote in "'\"":
            if quote not in made:
                return Code(f"r{quote}{made}{quote}")
    return literal(made)
