"""JSON as other tools write it, read with bounds: one value or several in a file, nothing that YAML could not hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from ..trouble import Trouble
from ._imported import Note

_DEEPEST = 60
"""Levels of nesting: what is written must be read again, and a plan may be 64 levels deep."""
_MOST_DIGITS = 300
_HOLDERS = (dict, list)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class TooDeep(Exception):
    """A value is nested deeper than a plan may be."""


def values(file: str, text: str, notes: list[Note], is_ours: Callable[[str], bool]) -> Iterator[Any]:
    """The values in a file, which may hold several one after the other. What is no JSON is told.

    Raises:
        Trouble: the text is cut off or nested too deep, and ``is_ours`` says that it should be read.
    """
    decoder = json.JSONDecoder(parse_float=_float, parse_int=_int, parse_constant=str)
    place, end = 0, len(text)
    halves = "\\ud" in text or "\\uD" in text or not text.isascii()
    while True:
        while place < end and text[place] in " \t\r\n\ufeff":
            place += 1
        if place == end:
            return
        try:
            value, place = decoder.raw_decode(text, place)
            value = _clean(value, 0) if halves else _bounded(value)
        except json.JSONDecodeError as error:
            message = f"is not JSON: {error.msg.lower()} in column {error.colno}"
            if is_ours(text):
                raise Trouble(f"{file}:{error.lineno}: {message}") from None
            notes.append(Note(file, "", f"{message}: not read", error.lineno))
            return
        except (RecursionError, TooDeep):
            raise Trouble(f"{file}: is nested more than {_DEEPEST} levels deep, which no plan is") from None
        yield value


def inner(text: str) -> Any:
    """A value that is written as a text of JSON inside the JSON; the text itself where it is none."""
    try:
        return _clean(json.loads(text, parse_float=_float, parse_int=_int, parse_constant=str), 8)
    except (ValueError, RecursionError, TooDeep):
        return text


def write(value: Any) -> str:
    """JSON for people and for version control: two spaces, in the order given, with a line end at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def text(value: Any) -> str:
    """A text, or a number or boolean as one; nothing for anything else."""
    return value if isinstance(value, str) else "" if value is None or isinstance(value, (dict, list)) else str(value)


def _bounded(value: Any) -> Any:
    """The value, which is nested no deeper than a plan may be; level by level, as that takes a third of the time."""
    level = [value] if value.__class__ in _HOLDERS else []
    for _ in range(_DEEPEST + 1):
        if not level:
            return value
        level = [
            held
            for one in level
            for held in (one.values() if one.__class__ is dict else one)
            if held.__class__ in _HOLDERS
        ]
    if level:
        raise TooDeep
    return value


def _clean(value: Any, depth: int) -> Any:
    """The value with half characters replaced, which no file can hold. Bounded in depth."""
    if depth > _DEEPEST:
        raise TooDeep
    if isinstance(value, str):
        return value if value.isascii() else _HALF_CHARACTER.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_clean(name, depth): _clean(held, depth + 1) for name, held in value.items()}
    return [_clean(held, depth + 1) for held in value] if isinstance(value, list) else value


def _float(text: str) -> float | str:
    number = float(text)
    return number if number - number == 0 else text


def _int(text: str) -> int | str:
    return int(text) if len(text) <= _MOST_DIGITS else text
