"""Text of a plan in Python: one function for each place in which it may stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .._code import Code
from .._pattern import Dialect, translate

_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def literal(value: Any) -> Code:
    """A text, number, truth value, None, or a list or mapping of them, as an expression.

    Letters of all scripts stay as they are; what is invisible is written by number. Quotes are those that ruff prefers.
    """
    if isinstance(value, str):
        if value.isprintable() and '"' not in value and "\\" not in value:
            return Code(f'"{value}"')
        quote = "'" if value.count('"') > value.count("'") else '"'
        return Code(quote + "".join(_escaped(letter, quote) for letter in value) + quote)
    if isinstance(value, float):
        return Code(repr(value).replace("e+", "e"))
    if value is None or isinstance(value, (bool, int)):
        return Code(repr(value))
    if isinstance(value, dict):
        return Code("{" + ", ".join(f"{literal(name)}: {literal(held)}" for name, held in value.items()) + "}")
    return Code("[" + ", ".join(map(literal, value)) + "]")


def _escaped(letter: str, quote: str) -> str:
    if letter == quote:
        return "\\" + letter
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    return letter if letter.isprintable() else _number(ord(letter))


def _number(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def docstring(lines: Iterable[str], indent: str) -> Code:
    """A docstring on lines of its own, or nothing where there is nothing to say; nothing in it ends it.

    ``lines`` hold no line ends and nothing invisible (`_code.lines`).
    """
    told = [line.replace("\\", "\\\\").replace('"""', '\\"\\"\\"') for line in lines]
    if not told:
        return Code("")
    if told[-1].endswith('"'):
        told[-1] = told[-1][:-1] + '\\"'
    if told[0].startswith('"') or not told[0]:
        told[0] = "\\" + told[0] if told[0] else "."
    if len(told) == 1:
        return Code(f'{indent}"""{told[0]}"""\n')
    rows = "".join(f"{indent}{line}".rstrip() + "\n" for line in told[1:])
    return Code(f'{indent}"""{told[0]}\n{rows}{indent}"""\n')


def comment(line: str) -> Code:
    """A comment to the end of the line; ``line`` holds no line end (`_code.told`)."""
    return Code("# " + line)


def _code(code: int) -> str:
    letter = chr(code)
    if letter.isascii() and letter.isprintable():
        return "\\" + letter
    return _number(code)


_DIALECT = Dialect(code=_code, end=r"\Z", slash="/", plain="-&~#\"'`")


def regex(pattern: str) -> Code:
    """A pattern as a text for `re`, with the flag ASCII. Raises `Refusal` where `_pattern.readable` says no."""
    return literal(translate(pattern, _DIALECT))
