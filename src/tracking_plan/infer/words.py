"""A Shape becomes the words of a property in a plan, and what they were inferred from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from ..lint.times import unit_of
from ..model.words import split
from ..rules._personal import BY_FORMAT, IP, by_name, is_version
from ..shelf import listed, quote
from .shape import Shape

Words = dict[str, Any]

_OPTIONS = 20
"""A list to choose from has at most so many values …"""
_EACH = 4
"""… each of which came so often on average, …"""
_ENOUGH = 12
"""… and so many in all. Of fewer, and of fewer numbers, no limit is inferred."""
_LONGEST_OPTION = 40
_IDENTIFIERS = frozenset(
    "id ids uuid guid key token hash sku code number no ip url uri path version name title email".split()
)
"""What a name ends in whose few values are few by chance."""
_FREE = frozenset("query search text message comment description note referrer host domain address user".split())
_SHARES = frozenset("rate ratio share probability fraction".split())
_PERCENT = frozenset("percent percentage pct".split())
_SECONDS = {"s": 1.0, "ms": 1e3, "us": 1e6, "ns": 1e9}
_WHEN = frozenset("at time timestamp date ts created updated on since until epoch expires expiry".split())
_FIELDS_OF_DATA = 40
_DIGITS = re.compile(r"[0-9]{4,}|[0-9a-f]{8,}", re.ASCII)


class Inferred(NamedTuple):
    """The words, and a line of comment."""

    words: Words
    comment: str


def property_words(name: str, shape: Shape, of: int) -> Inferred:
    """What a property must be, of which ``shape`` is known, and which came in some of ``of`` records."""
    shape = shape.resolved()
    words: Words = {}
    notes: list[str] = []
    types = shape.types
    if types:
        words["type"] = types[0] if len(types) == 1 else list(types)
    if len(types) > 1:
        kinds = [f"{kind} {number:,}" for kind, number in shape.kinds.most_common()]
        notes.append(f"of several types ({', '.join(kinds)}): which is right?")
    if "string" in types:
        _text(name, shape, words, notes)
    if {"integer", "number"} & {*types}:
        _number(name, shape, words, notes)
    if "array" in types and shape.items is not None and shape.items.seen:
        items = property_words(name, shape.items, shape.items.seen)
        words["items"] = {word: value for word, value in items.words.items() if word not in ("required", "pii")}
        if "pii" in items.words:
            words["pii"] = items.words["pii"]
    if "object" in types:
        _fields(shape, words, notes)
    if shape.nulls:
        words["nullable"] = True
        notes.append(f"null in {shape.nulls:,}" if types else "always null: its type is yet to be said")
    if shape.seen < of:
        words["required"] = False
    there = f"in all {of:,}" if shape.seen == of else f"in {shape.seen:,} of {of:,}"
    return Inferred(words, "; ".join([there, *notes]))


def _text(name: str, shape: Shape, words: Words, notes: list[str]) -> None:
    number = shape.kinds["string"]
    form = next(iter(sorted(shape.formats or ())), None) if len(shape.types) == 1 else None
    if form == "ipv4" and is_version(name):
        form = None
    if form is not None:
        words["format"] = form
    personal = by_name(name) or BY_FORMAT.get(form or "", "") or next(iter(shape.personal), "")
    if personal == IP and is_version(name):
        personal = ""
    options = shape.texts
    if options is not None and _are_options(name, shape, form, personal):
        words["enum"] = sorted(options)
        notes.append(f"{len(options):,} values: {_said(options.most_common())}")
    elif options is not None and len(options) == 1 and number > 1:
        notes.append(f"always {quote(next(iter(options)), 40)}")
    elif options is not None:
        notes.append(f"{len(options):,} different value{'s' if len(options) != 1 else ''}")
    else:
        notes.append("many different values")
    if personal and ("enum" not in words or shape.personal):
        words["pii"] = "personal"
        notes.append(f"looks like {personal}")
    if (
        options is not None
        and "format" not in words
        and len(shape.types) == 1
        and all(_is_number(text) for text in options)
    ):
        notes.append("numbers, sent as text")


def _are_options(name: str, shape: Shape, form: str | None, personal: str) -> bool:
    options: Mapping[str, int] = shape.texts or {}
    number = shape.kinds["string"]
    last = ([word.lower() for word in split(name)] or [""])[-1]
    if form is not None or personal or len(shape.types) > 1 or last in _IDENTIFIERS or last in _FREE:
        return False
    if not 1 < len(options) <= _OPTIONS or number < max(_ENOUGH, _EACH * len(options)):
        return False
    return all(len(text) <= _LONGEST_OPTION and not _DIGITS.search(text) for text in options) and "" not in options


def _said(counts: Sequence[tuple[str, int]]) -> str:
    return listed([f"{quote(text, 30)} {number:,}" for text, number in counts], 4)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", text, re.ASCII))


def _number(name: str, shape: Shape, words: Words, notes: list[str]) -> None:
    low, high = shape.low, shape.high
    if low is None or high is None:
        return
    when = _when(name, low, high)
    if when:
        notes.append(when)
        return
    notes.append(f"from {low:,} to {high:,}" if low != high else f"always {low:,}")
    if len(shape.types) == 1 and by_name(name) and "pii" not in words and words.get("type") != "boolean":
        words["pii"] = "personal"
        notes.append(f"looks like {by_name(name)}")
    if shape.kinds["integer"] + shape.kinds["number"] < _ENOUGH or low < 0:
        return
    last = ([word.lower() for word in split(name)] or [""])[-1]
    words["minimum"] = 0
    if last in _SHARES and high <= 1:
        words["maximum"] = 1
    elif last in _PERCENT and high <= 100:
        words["maximum"] = 100


def _when(name: str, low: float, high: float) -> str:
    """What a number says that is a time: seconds, milliseconds and so on since 1970."""
    words = {word.lower() for word in split(name)}
    units = {unit_of(low), unit_of(high)}
    unit = units.pop()
    if units or unit is None or not words & _WHEN:
        return ""
    first, last = (datetime.fromtimestamp(at / _SECONDS[unit], UTC) for at in (low, high))
    days = f"{first:%Y-%m-%d} to {last:%Y-%m-%d}" if first.date() != last.date() else f"{first:%Y-%m-%d}"
    return f"a time in {unit} since 1970 ({days}); a text with `format: date-time` would say so"


def _fields(shape: Shape, words: Words, notes: list[str]) -> None:
    of = shape.kinds["object"]
    if shape.crowded or _is_data(shape, of):
        _open(shape, words, notes)
        notes.append("an object whose names are data: any are accepted")
        return
    made = {name: property_words(name, found, of).words for name, found in shape.fields.items() if name[:2] != "x-"}
    if made:
        words["properties"] = made
    if len(made) < len(shape.fields):  # x-… is the user's own in a plan
        words["additional_properties"] = True
        _open(shape, words, notes)


def _open(shape: Shape, words: Words, notes: list[str]) -> None:
    """What is in an object without being planned cannot be marked by itself."""
    if persons := shape.persons():
        words["pii"] = "personal"
        notes.append(f"something in it looks like {next(iter(persons))}")


def _is_data(shape: Shape, of: int) -> bool:
    """Whether the names in an object are values: many, and each in few of the objects."""
    fields = shape.fields.values()
    return len(fields) > _FIELDS_OF_DATA and sum(field.seen for field in fields) < 0.2 * of * len(fields)
