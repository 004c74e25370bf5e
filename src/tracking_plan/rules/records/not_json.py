"""A line of a log is not JSON.

Why: whoever reads the log next drops the line, stops, or makes something else of it; the event is lost either way.

Plan:

    events:
      Project Created:
        additional_properties: true

Bad:

    {"event": "Project Created", "properties": {"budget": NaN}}  # <- here
    {'event': 'Project Created'}  # <- here
    {"event": "Project Created", "properties": {"archived": True}}  # <- here
    {"event": "Project Created", "properties": {"team_size": 05}}  # <- here
    {"event": "Project Created",}  # <- here
    {"event": "Project Created"} {"event": "Project Created"}  # <- here
    {"event": "Project Created", "prop  # <- here

Good:

    {"event": "Project Created", "properties": {"budget": null, "archived": true, "team_size": 5}}

Note: the line is counted as unreadable and kept among the rejects. The column is where JSON ends. Half a character (a
lone surrogate) and integers beyond 64 bits are JSON; of a key that stands twice in an object the last one counts, as in
every parser.
"""

from __future__ import annotations

import json
import re
from typing import NoReturn

from ...finding import Severity
from ...model.record import Problem
from ...shelf import quote

severity = Severity.ERROR
said_by = "lint"

MOST_DIGITS = 4_000
"""Longer integers take a time that grows with the square of their length, and Python refuses them."""

_STRING = r'"(?:[^"\\]|\\.)*+"'
_CONSTANT = re.compile(rf"{_STRING}|(-?Infinity|NaN)", re.DOTALL)
_LONG = re.compile(rf"{_STRING}|([0-9]{{{MOST_DIGITS + 1},}})", re.DOTALL)
_BRACKETS = re.compile(rf"{_STRING}|([\[{{])|([\]}}])", re.DOTALL)
_WORD = re.compile(r"[-+.\w$]+")
_NUMBER = re.compile(r"[-+]?\.?[0-9]")
_INSTEAD = {
    **dict.fromkeys(
        ("None", "NULL", "Null", "nil", "undefined", "NaN", "nan", "NAN", "Infinity", "inf", "+Infinity"), "null"
    ),
    **dict.fromkeys(("-Infinity", "-inf", "-NaN", "NA"), "null"),
    **dict.fromkeys(("True", "TRUE"), "true"),
    **dict.fromkeys(("False", "FALSE"), "false"),
}
_SINGLE = "write JSON: json.dumps(record) in Python, JSON.stringify(record) in JavaScript"
_CUT = "the file was cut off, or a record is spread over several lines: write each on one line"
_ONE = "write one JSON object a line, with nothing between them"


class _Constant(ValueError):
    """NaN or an infinity, which Python's parser would take."""


class _Digits(ValueError):
    """An integer of too many digits."""


def _constant(name: str) -> NoReturn:
    raise _Constant(name)


def _integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise _Digits(len(digits))
    return 0


_scan = json.JSONDecoder(parse_constant=_constant, parse_int=_integer).decode


def fault(raw: bytes) -> Problem | None:
    """What is wrong with a line that should be JSON, and in which column; None where it is JSON."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        found = f"the byte 0x{raw[error.start]:02x} is not UTF-8"
        return _problem(found, "write the log as UTF-8", len(raw[: error.start].decode()))
    try:
        _scan(text)
    except _Constant as error:
        return _problem(f"{error} is not a number in JSON", "write null, or leave it out", _first(_CONSTANT, text))
    except _Digits as error:
        found = f"the number has {error.args[0]:,} digits, and at most {MOST_DIGITS:,} are read"
        return _problem(found, "send it as text", _first(_LONG, text))
    except RecursionError:
        return _problem(f"it is nested {_depth(text):,} deep", "make it flatter", 0)
    except json.JSONDecodeError as error:
        return _problem(*_syntax(text, error.pos, error.msg))
    return None


def _problem(found: str, hint: str, offset: int) -> Problem:
    return Problem(f"not JSON: {found}", hint, column=offset + 1)


def _first(pattern: re.Pattern[str], text: str) -> int:
    return next((found.start(1) for found in pattern.finditer(text) if found[1]), 0)


def _depth(text: str) -> int:
    deepest = depth = 0
    for found in _BRACKETS.finditer(text):
        depth += bool(found[1]) - bool(found[2])
        deepest = max(deepest, depth)
    return deepest


def _syntax(text: str, at: int, said: str) -> tuple[str, str, int]:
    """What is wrong at an offset, how to mend it, and the offset."""
    rest = text[at : at + 200]
    if said.startswith("Unterminated string"):
        begins = f"the line ends inside the text that begins in column {at + 1:,}"
        return begins, _CUT, len(text.rstrip("\r"))
    if not text.strip():
        return "there is nothing on this line", _CUT, 0
    if not rest.strip():
        return "the line ends in the middle of a record", _CUT, at
    if said.startswith("Extra data"):
        return _extra(text, at, rest)
    if rest[0] < " ":
        return f"the control character {quote(rest[0])} stands here", f'write "\\u{ord(rest[0]):04x}"', at
    if said.startswith("Invalid \\"):
        at -= rest[0] != "\\" and text[at - 1 : at] == "\\"
        return f"{quote(text[at : at + 2])} is no escape", "write \\\\ for a backslash", at
    return _token(text, at, rest) or _expected(text, at, said, rest)


def _extra(text: str, at: int, rest: str) -> tuple[str, str, int]:
    if rest.startswith(("{", "[")):
        return "a second record begins here", _ONE, at
    if rest.startswith(","):
        return "a comma follows the record", _ONE, at
    return _token(text, at, rest) or (f"{quote(rest.split()[0], 20)} follows the record", _ONE, at)


def _token(text: str, at: int, rest: str) -> tuple[str, str, int] | None:
    """What is wrong with the word, number or quotation mark there."""
    if rest[0] == "'":
        return "a text stands in single quotes", _SINGLE, at
    start = at
    while start and at - start < 40 and (text[start - 1].isalnum() or text[start - 1] in "+-._"):
        start -= 1
    found = _WORD.match(text, start)
    if found is None or found.end() <= at - (start < at):
        return None
    word = found[0]
    if word in _INSTEAD:
        return f"{word} is not JSON's word", f"write {_INSTEAD[word]}", start
    if _NUMBER.match(word):
        plain = _plain(word)
        return f"{quote(word, 30)} is not a number in JSON", f"write {plain}" if plain else "", start
    return None


def _plain(word: str) -> str:
    """A number as JSON writes it; empty where it is none."""
    try:
        return str(int(word, 16)) if "x" in word.lower() else f"{float(word):.15g}"
    except (ValueError, OverflowError):
        return ""


def _expected(text: str, at: int, said: str, rest: str) -> tuple[str, str, int]:
    before = text[:at].rstrip()
    if rest[0] in "}]" and before.endswith(","):
        return f"a comma stands before the closing {rest[0]}", "take it out", len(before) - 1
    if at == 0 and rest[0] in "#/<\ufeff":
        kind = {"#": "a comment", "/": "a comment", "<": "markup (XML or HTML)", "\ufeff": "a byte order mark"}[rest[0]]
        return f"{kind} stands here", _ONE, at
    word = found[0] if (found := _WORD.match(rest)) else rest[0]
    if "property name" in said:
        return (
            f"the name {quote(word, 30)} stands without quotes",
            f'write "{word[:30]}"' if word.isidentifier() else "",
            at,
        )
    if "delimiter" in said:
        missing = "a colon" if "':'" in said else "a comma"
        return f"{missing} is missing before {quote(word, 30)}", "", at
    return f"{quote(word, 30)} is no value", "text stands in double quotes", at
