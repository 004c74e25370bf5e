"""Text of a plan in Java: one function for each place in which it may stand.

Java reads `\\uXXXX` before anything else, in comments too: a backslash of the plan never stands raw before a `u`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .._code import Code
from .._jvm.patterns import DIALECT
from .._pattern import translate
from ._layout import WIDTH, Expression, call

_LONGEST = 16_000
"""A literal takes 65,535 bytes; a character at most three for each half."""
_SIGNS = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def string(text: str) -> Code:
    """A text as a literal; letters of all scripts stay as they are, what is invisible is written by number."""
    if len(text) <= _LONGEST and text.isprintable() and '"' not in text and "\\" not in text:
        return Code(f'"{text}"')
    pieces = [text[start : start + _LONGEST] for start in range(0, len(text), _LONGEST)] or [""]
    told = [f'"{"".join(map(_letter, piece))}"' for piece in pieces]
    return Code(told[0] if len(told) == 1 else f'String.join("", {", ".join(told)})')


def _letter(letter: str) -> str:
    if letter in _SIGNS:
        return _SIGNS[letter]
    if letter.isprintable():
        return letter
    code = ord(letter)
    if code < 0x100:
        return f"\\{code:03o}"
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = 0xD800 + (code - 0x10000 >> 10), 0xDC00 + (code & 0x3FF)
    return f"\\u{high:04x}\\u{low:04x}"


def literal(value: Any) -> Expression:
    """A text, number, truth value, null, or a list or mapping of them, as an expression."""
    if isinstance(value, str):
        return string(value)
    if value is None or isinstance(value, bool):
        return Code("null" if value is None else str(value).lower())
    if isinstance(value, int):
        if -(2**63) <= value < 2**63:
            return Code(f"{value}L")
        return Code(f'new java.math.BigInteger("{value}")')
    if isinstance(value, float):
        told = repr(value).replace("e+", "e")
        return Code(told if "." in told or "e" in told else f"{told}.0")
    if isinstance(value, dict):
        return call("Check.object", *(literal(one) for pair in value.items() for one in pair))
    if value in ([None], (None,)):
        return call("Check.array", Code("(Object) null"))
    return call("Check.array", *map(literal, value))


def line_comment(line: str) -> Code:
    """A comment to the end of the line, on as many lines as it needs; ``line`` holds no line end (`_code.told`)."""
    rest, rows = "// " + line.replace("\\", "\\ "), []
    while len(rest) > WIDTH:
        place = rest.rfind(" ", 3, WIDTH + 1)
        if place < 0:
            break
        rows.append(rest[:place])
        rest = "//" + rest[place:]
    return Code("\n".join([*rows, rest]))


def comment(lines: Iterable[str], indent: int = 0, deprecated: str | None = None) -> Code:
    """A documentation comment, or nothing where there is nothing to say; nothing in it ends it, and no `@` is a tag."""
    told = [harmless(line) for line in lines if line]
    room = WIDTH - indent - len(" * ")
    rows = [*_filled(told, room)]
    if deprecated is not None:
        mark = f"@deprecated {harmless(deprecated)}".rstrip()
        first, *more = _wrapped(mark.split(), room, room - 4)
        rows += [*([""] if rows else []), first, *(f"    {row}" for row in more)]
    if not rows:
        return Code("")
    margin = " " * indent
    if len(rows) == 1 and deprecated is None and len(rows[0]) <= WIDTH - indent - len("/**  */"):
        return Code(f"{margin}/** {rows[0]} */\n")
    body = "".join(f"{margin} * {row}".rstrip() + "\n" for row in rows)
    return Code(f"{margin}/**\n{body}{margin} */\n")


def _filled(lines: list[str], room: int) -> Iterator[str]:
    for place, line in enumerate(lines):
        rows = _wrapped(line.split(), room, room)
        if place < len(lines) - 1:
            if len(rows[-1]) + len("<br>") <= room:
                rows[-1] += "<br>"
            else:
                rows.append("<br>")
        yield from rows


def _wrapped(words: list[str], first: int, rest: int) -> list[str]:
    rows: list[str] = []
    for word in words:
        if rows and len(rows[-1]) + 1 + len(word) <= (first if len(rows) == 1 else rest):
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return rows


_HARMLESS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", "\\": "&#92;"})


def harmless(line: str) -> str:
    """A line of text as HTML."""
    return line.translate(_HARMLESS).replace("*/", "*&#47;").replace("/*", "/&#42;")


def regex(pattern: str) -> Code:
    """A pattern as a literal, for `Pattern.compile`. Raises `Refusal` where `_pattern.readable` says no."""
    return string(translate(pattern, DIALECT))
