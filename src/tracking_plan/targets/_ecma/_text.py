"""Text of a plan in TypeScript and JavaScript: one function for each place in which it may stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from .. import _words as say
from .._code import Code
from .._pattern import Dialect, translate

_TAG = re.compile(r"(^|[\s{])@")


def literal(value: Any) -> Code:
    """A text, number, truth value, null, or a list or mapping of them, as an expression.

    Letters of all scripts stay as they are; what is invisible, and `<`, which could end a `<script>`, is written by number.
    """
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return Code(json.dumps(value))
    if isinstance(value, (int, float)):
        return Code(say.number(value).replace("e+", "e"))
    if isinstance(value, dict):
        return Code("{" + ", ".join(f"{key(name)}: {literal(held)}" for name, held in value.items()) + "}")
    return Code("[" + ", ".join(map(literal, value)) + "]")


@lru_cache(maxsize=16_384)
def _text(value: str) -> Code:
    quoted = json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
    if value.count('"') > value.count("'"):  # as prettier quotes it
        quoted = "'" + quoted[1:-1].replace('\\"', '"').replace("'", "\\'") + "'"
    return Code(quoted if quoted.isprintable() else "".join(map(_escaped, quoted)))


def _escaped(letter: str) -> str:
    if letter.isprintable():
        return letter
    code = ord(letter)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\u{{{code:x}}}"


_PLAIN = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*\Z")


@lru_cache(maxsize=16_384)
def key(name: str) -> Code:
    """A name as the key of an object or of an interface; `__proto__` as data, and not as what it means to an object."""
    if name == "__proto__":
        return Code('["__proto__"]')
    if _PLAIN.match(name) or (name.isidentifier() and max(name) < "\U00010000"):
        return Code(name)
    return literal(name)


def comment(lines: Iterable[str], indent: str = "", deprecated: str | None = None, tags: Iterable[str] = ()) -> Code:
    """A documentation comment, or nothing where there is nothing to say; nothing in it ends it, and no `@` is a tag.

    ``tags`` are lines of our own, with nothing of a plan in them but names in code.
    """
    told = [_harmless(line) for line in lines]
    if deprecated is not None:
        told += ([""] if told else []) + [f"@deprecated {_harmless(deprecated)}".rstrip()]
    if tags:
        told += ([""] if told and deprecated is None else []) + [*tags]
    if not told:
        return Code("")
    if len(told) == 1:
        return Code(f"{indent}/** {told[0]} */\n")
    rows = "".join(f"{indent} * {line}".rstrip() + "\n" for line in told)
    return Code(f"{indent}/**\n{rows}{indent} */\n")


def line_comment(line: str) -> Code:
    """A comment to the end of the line; ``line`` holds no line end (`_code.told`)."""
    return Code("// " + line)


def _harmless(line: str) -> str:
    line = line.replace("*/", "*\\/").replace("//#", "// #").replace("//@", "// @")
    return _TAG.sub(r"\1\\@", line) if "@" in line else line


_CONTROLS = {9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r"}


def _code(code: int) -> str:
    letter = chr(code)
    if letter in "\\^$.|?*+()[]{}/":
        return "\\" + letter
    if code in _CONTROLS:
        return _CONTROLS[code]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\u{{{code:x}}}"


_DIALECT = Dialect(
    code=_code,
    category=lambda name, negated: f"\\{'P' if negated else 'p'}{{{name}}}",
    plain="-&~#\"'`",
    slash_inside="/",
)


@lru_cache(maxsize=4_096)
def regex(pattern: str) -> Code:
    """A pattern as a literal, with the flag `u`. Raises `Refusal` where `_pattern.readable` says no."""
    return Code(f"/{translate(pattern, _DIALECT) or '(?:)'}/u")
