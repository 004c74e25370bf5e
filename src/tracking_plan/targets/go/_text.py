"""Text of a plan in Go: one function for each place in which it may stand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from ...model.regex import read
from .. import _words as say
from .._code import Code
from .._pattern import Dialect, written
from ._counts import in_pieces

_LARGEST = 2**63 - 1


def literal(value: Any) -> Code:
    """A text, number, truth value or null, or a list of such, as an expression.

    Letters of all scripts stay as they are; what is invisible is written by number.
    """
    if isinstance(value, str):
        return _quoted(value)
    if value is None:
        return Code("nil")
    if isinstance(value, bool):
        return Code(json.dumps(value))
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, dict):
        pairs = (f"{{{literal(name)}, {literal(held)}}}" for name, held in value.items())
        return Code(f"Object{{{', '.join(pairs)}}}")
    return Code(f"[]any{{{', '.join(map(literal, value))}}}")


@lru_cache(maxsize=16_384)
def _quoted(text: str) -> Code:
    quoted = json.dumps(text, ensure_ascii=False)
    return Code(quoted if quoted.isprintable() else "".join(map(_escaped, quoted)))


def _number(value: float) -> Code:
    if isinstance(value, int):
        return Code(str(value) if -_LARGEST <= value <= _LARGEST else repr(float(value)))
    told = say.number(value)
    return Code(repr(value) if told.lstrip("-").isdigit() and abs(value) > _LARGEST else told)


def _escaped(letter: str) -> str:
    if letter.isprintable():
        return letter
    code = ord(letter)
    if 0xD800 <= code < 0xE000:
        return "\\ufffd"  # half a character stands in no text of Go
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def comment(lines: Iterable[str], deprecated: str | None = None) -> Code:
    """A documentation comment, or nothing; one paragraph, so that gofmt finds no headings, lists or links in it."""
    told = [f"// {_settled(line)}" for line in lines if line]
    if deprecated is not None:
        told += (["//"] if told else []) + [f"// Deprecated: {_settled(deprecated) or 'do not use it any more.'}"]
    return Code("".join(f"{line}\n" for line in told))


def _settled(line: str) -> str:
    """A line with the quotation marks that gofmt would make of it, and that it takes for no build constraint."""
    line = line.replace("``", "“").replace("''", "”")
    return "+ " + line[1:] if line.startswith("+build") else line


def _code(code: int) -> str:
    letter = chr(code)
    return "\\" + letter if letter in "\\^$.|?*+()[]{}-" else f"\\x{{{code:X}}}"


_DIALECT = Dialect(
    code=_code,
    end="\\z",
    category=lambda name, negated: f"\\{'P' if negated else 'p'}{{{name}}}",
    plain="-&~#\"'",
    slash="/",
)


def regex(pattern: str) -> Code:
    """A pattern as a literal of its text. Raises `Refusal` where `_pattern.readable` says no."""
    told = written(in_pieces(read(pattern).tree), _DIALECT)
    return Code(f"`{told}`") if told.isprintable() and "`" not in told else literal(told)
