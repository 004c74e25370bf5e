"""Text of a plan in Kotlin: one function for each place in which it may stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .._code import Code
from .._jvm.patterns import DIALECT
from .._pattern import translate
from ._layout import Expression, call

_SIGNS = {'"': '\\"', "\\": "\\\\", "$": "\\$", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b"}


def string(text: str) -> Code:
    """A text as a literal; letters of all scripts stay as they are, what is invisible is written by number."""
    if text.isprintable() and '"' not in text and "\\" not in text and "$" not in text:
        return Code(f'"{text}"')
    return Code(f'"{"".join(map(_letter, text))}"')


def _letter(letter: str) -> str:
    if letter in _SIGNS:
        return _SIGNS[letter]
    if letter.isprintable():
        return letter
    code = ord(letter)
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
        if -(2**63) < value < 2**63:
            return Code(f"{value}L")
        return call("java.math.BigInteger", string(str(value)))
    if isinstance(value, float):
        told = repr(value).replace("e+", "e")
        return Code(told if "." in told or "e" in told else f"{told}.0")
    if isinstance(value, dict):
        return call("mapOf<String, Any?>", *(Code(f"{string(name)} to {_flat(held)}") for name, held in value.items()))
    return call("listOf<Any?>", *map(literal, value))


def _flat(value: Any) -> str:
    told = literal(value)
    return told if isinstance(told, str) else told.flat()


def line_comment(line: str) -> Code:
    """A comment to the end of the line; ``line`` holds no line end (`_code.told`)."""
    return Code("// " + line)


def comment(lines: Iterable[str], indent: int = 0, tags: Iterable[tuple[str, str]] = ()) -> Code:
    """A documentation comment, or nothing where there is nothing to say; nothing in it ends it, and no `@` is a tag.

    ``tags`` are a tag of ours, such as `@param name`, and what is said behind it.
    """
    rows = [harmless(line) for line in lines if line]
    told = [f"{tag} {harmless(words)}".rstrip() for tag, words in tags]
    rows += [*([""] if rows and told else []), *told]
    if not rows:
        return Code("")
    margin = " " * indent
    if len(rows) == 1 and not told:
        return Code(f"{margin}/** {rows[0]} */\n")
    body = "".join(f"{margin} * {row}".rstrip() + "\n" for row in rows)
    return Code(f"{margin}/**\n{body}{margin} */\n")


_TAG = re.compile(r"(^|[\s{])@")


def harmless(line: str) -> str:
    """A line of text as Markdown; comments of Kotlin stand inside one another."""
    line = line.replace("&", "&amp;").replace("<", "&lt;")
    return _TAG.sub(r"\1&#64;", line).replace("*/", "*&#47;").replace("/*", "/&#42;")


def regex(pattern: str) -> Code:
    """A pattern as a literal, for `Regex`. Raises `Refusal` where `_pattern.readable` says no."""
    return string(translate(pattern, DIALECT))
