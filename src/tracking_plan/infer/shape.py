"""A Shape: what is known of the values that one property had, in bounded memory however many there were."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ..model.example import has_format
from ..model.property import FORMATS
from ..rules.records.personal_value import looks_like

TEXTS = 64
"""More different texts than these are not kept: they are no list to choose from."""
_LONGEST = 80
FIELDS = 300
"""An object with more names than these is taken for a table of data, and not for a list of properties."""
_DEEPEST = 8
_ANYTHING = frozenset(("hostname", "duration"))
"""Formats that plain words have by chance."""
_FORMATS = tuple(name for name in FORMATS if name not in _ANYTHING)
_MARKED = re.compile("[0-9@:]")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z", re.ASCII)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?\Z", re.ASCII)


class Shape:
    """Values are added one by one; two shapes merge into that of all their values."""

    __slots__ = (
        "by", "cells", "crowded", "depth", "fields", "formats", "high", "items", "kinds", "longest", "low",
        "nulls", "personal", "seen", "texts",
    )  # fmt: skip

    def __init__(self, depth: int = 0) -> None:
        self.depth = depth
        self.seen = 0
        """How often it was there, null or not."""
        self.nulls = 0
        self.kinds: Counter[str] = Counter()
        self.by: Counter[str | None] = Counter()
        """How often it was there, by source."""
        self.texts: Counter[str] | None = Counter()
        """How often which text was there; None where there are too many, or long ones."""
        self.longest = 0
        self.formats: set[str] | None = None
        """The formats that all texts have; None before the first."""
        self.low: float | None = None
        self.high: float | None = None
        self.personal: Counter[str] = Counter()
        """How many texts look like what; one that comes again may count once."""
        self.fields: dict[str, Shape] = {}
        self.crowded = False
        """There are more fields than are kept."""
        self.items: Shape | None = None
        self.cells: Shape | None = None
        """What the cells of a table would be if they were read as numbers, yes and no, and JSON where they all are."""

    def add(self, value: Any, source: str | None = None) -> None:
        self.seen += 1
        self.by[source] += 1
        kind = type(value)
        if kind is str:
            self.kinds["string"] += 1
            self._text(value)
        elif kind is bool:
            self.kinds["boolean"] += 1
        elif kind is int or kind is float:
            self.kinds["integer" if kind is int else "number"] += 1
            self._number(value)
        elif value is None:
            self.nulls += 1
        elif kind is dict:
            self.kinds["object"] += 1
            self._object(value, source)
        else:
            self.kinds["array"] += 1
            self._array(value)

    def cell(self, text: str, source: str | None = None) -> None:
        """Add a cell of a table, which is a text whatever it means."""
        if self.cells is None:
            self.cells = Shape(self.depth)
        self.cells.add(meant(text), source)
        self.add(text, source)

    def _text(self, text: str) -> None:
        if self.texts is not None:
            if text in self.texts:
                self.texts[text] += 1  # and all else that there is to know of it is known
                return
            if len(text) > _LONGEST:
                self.texts = None
            else:
                self.texts[text] = 1
                if len(self.texts) > TEXTS:
                    self.texts = None
        self.longest = max(self.longest, len(text))
        if self.formats is None:
            self.formats = {name for name in _FORMATS if _has_format(text, name)}
        elif self.formats:
            self.formats = {name for name in self.formats if _has_format(text, name)}
        if _MARKED.search(text) and (kind := _looks(text)):
            self.personal[kind] += 1

    def _number(self, value: float) -> None:
        if self.low is None or self.high is None:
            self.low = self.high = value
        elif value < self.low:
            self.low = value
        elif value > self.high:
            self.high = value

    def _object(self, value: dict[str, Any], source: str | None) -> None:
        if self.depth >= _DEEPEST:
            self.crowded = True
            self.personal += Counter(inside(value))
            return
        for name, held in value.items():
            found = self.field(name)
            if found is not None:
                found.add(held, source)
            else:
                self.personal += Counter(inside(held))

    def persons(self) -> Counter[str]:
        """What its texts look like, and those in what is inside it."""
        found = Counter(self.personal)
        for inner in self.fields.values():
            found += inner.persons()
        return found + self.items.persons() if self.items is not None else found

    def field(self, name: str) -> Shape | None:
        """The shape of a field; None where there are too many."""
        found = self.fields.get(name)
        if found is None:
            if len(self.fields) >= FIELDS:
                self.crowded = True
                return None
            found = self.fields[name] = Shape(self.depth + 1)
        return found

    def _array(self, value: list[Any]) -> None:
        if self.items is None:
            self.items = Shape(self.depth + 1)
        if self.depth >= _DEEPEST:
            self.items.crowded = True
            self.personal += Counter(inside(value))
            return
        for held in value:
            self.items.add(held)

    @property
    def types(self) -> tuple[str, ...]:
        """The types of its values in JSON Schema's words; whole numbers among others are numbers."""
        kinds = [kind for kind in ("string", "integer", "number", "boolean", "array", "object") if self.kinds[kind]]
        return tuple(kind for kind in kinds if kind != "integer" or "number" not in kinds)

    def resolved(self) -> Shape:
        """The shape itself; that of what its cells mean, where all of them mean the same."""
        if self.cells is None:
            return self
        if self.cells.seen == self.seen and "string" not in self.cells.types and len(self.cells.types) == 1:
            return self.cells
        return self

    def merge(self, other: Shape) -> None:
        self.seen += other.seen
        self.nulls += other.nulls
        self.kinds += other.kinds
        self.by += other.by
        self.texts = None if self.texts is None or other.texts is None else self.texts + other.texts
        if self.texts is not None and len(self.texts) > TEXTS:
            self.texts = None
        self.longest = max(self.longest, other.longest)
        if other.formats is not None:
            self.formats = other.formats if self.formats is None else self.formats & other.formats
        for number in (other.low, other.high):
            if number is not None:
                self._number(number)
        self.personal += other.personal
        self.crowded |= other.crowded
        for name, found in other.fields.items():
            mine = self.field(name)
            if mine is not None:
                mine.merge(found)
        if other.items is not None:
            self.items = self.items or Shape(self.depth + 1)
            self.items.merge(other.items)


@lru_cache(100_000)
def _looks(text: str) -> str:
    return looks_like(text)


@lru_cache(100_000)
def _has_format(text: str, name: str) -> bool:
    if name == "uri" and "://" not in text:  # `a:b` is one by the letter of the law
        return False
    return has_format(text, name)


def inside(value: Any, depth: int = 0) -> Iterator[str]:
    """What the texts in a value look like, whose shape is not kept."""
    if isinstance(value, str):
        if _MARKED.search(value) and (kind := _looks(value)):
            yield kind
    elif isinstance(value, (dict, list)) and depth < 40:
        for held in value.values() if isinstance(value, dict) else value:
            yield from inside(held, depth + 1)


def meant(cell: str) -> Any:
    """What a cell says, where it can say only one thing; a number with zeros in front is no number."""
    lowered = cell.lower()
    if lowered in ("true", "false"):
        return lowered == "true"
    if _INTEGER.match(cell):
        return int(cell)
    if _NUMBER.match(cell):
        return float(cell)
    if cell[:1] in ("{", "["):
        try:
            return json.loads(cell)
        except (ValueError, RecursionError):
            return cell
    return cell
