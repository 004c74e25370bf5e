"""The values of many records, property by property: what the fast half has not checked is asked of all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import compress
from operator import attrgetter
from typing import Any

from msgspec import UNSET

from ..model.validator import Validator
from .fast import Spec

_FEW = 4
Counts = dict[Any, dict[str, int]]
"""By the source's word: how often each property is there."""


class _Column:
    """One property of an event, and how its values are asked."""

    def __init__(self, spec: Spec, above: str, asked: Asked) -> None:
        self.name = f"{above}{spec.name}"
        self.get = attrgetter(spec.field)
        self.always = spec.required
        self.counted = bool(above) or not spec.required
        self.schema = asked.schema(spec.schema) if spec.schema is not None else None
        self.suspicious = asked.suspicious if spec.texts and not spec.pii else None
        self.plain = spec.plain and not spec.nullable
        self.inside = Columns(spec.inside, f"{self.name}.", asked)

    @property
    def idle(self) -> bool:
        """Whether there is nothing to ask of it and nothing to count."""
        return not self.counted and self.schema is None and self.suspicious is None and not self.inside.columns


class Asked:
    """The schemas that values are asked of, each compiled once."""

    def __init__(self, suspicious: Validator | None) -> None:
        self.suspicious = suspicious
        self._known: dict[str, Validator] = {}

    def schema(self, schema: dict[str, Any]) -> Validator:
        key = repr(schema)
        if key not in self._known:
            self._known[key] = Validator({"type": "array", "items": schema})
        return self._known[key]


class Columns:
    """The properties of an event, or of an object in it, of which something must be asked or counted."""

    def __init__(self, specs: Sequence[Spec], above: str, asked: Asked) -> None:
        made = (_Column(spec, above, asked) for spec in specs)
        self.columns = tuple(column for column in made if not column.idle)

    def ask(self, objects: Sequence[Any], words: Sequence[Any] | None, counts: Counts, sign: int = 1) -> set[int]:
        """The places of the objects that are suspected of something; the exact half knows of what, if of anything.

        ``counts`` takes how often each property is there, by the word of the source of its record.
        """
        suspects: set[int] = set()
        for column in self.columns:
            values: Sequence[Any] = [*map(column.get, objects)]
            where, whose = None, words
            if not column.always and UNSET in values:
                there = [value is not UNSET for value in values]
                values, where, whose = _there(there, values, words)
            if not values:
                continue
            if column.counted:
                _add(counts, column.name, whose, len(values), sign)
            found = _wrong(column, values)
            if column.inside.columns:
                found |= _inside(column, values, whose, counts, sign)
            if found:
                suspects |= found if where is None else {where[place] for place in found}
        return suspects


def _there(
    there: Sequence[bool], values: Sequence[Any], words: Sequence[Any] | None
) -> tuple[Sequence[Any], Sequence[int], Sequence[Any] | None]:
    where = [*compress(range(len(values)), there)]
    return [*compress(values, there)], where, [*compress(words, there)] if words is not None else None


def _add(counts: Counts, name: str, whose: Sequence[Any] | None, number: int, sign: int) -> None:
    for word, times in Counter(whose).items() if whose is not None else ((None, number),):
        found = counts.get(word)
        if found is None:
            found = counts[word] = {}
        found[name] = found.get(name, 0) + sign * times


def _wrong(column: _Column, values: Sequence[Any]) -> set[int]:
    """The places of the values that are not right, or may be personal."""
    found: set[int] = set()
    if column.schema is not None:
        _search(column.schema, values, 0, len(values), found)
    suspicious = column.suspicious
    if suspicious is None:
        return found
    if column.plain:
        _search(suspicious, values, 0, len(values), found)
    elif not suspicious.all_valid(_texts(values)):
        for place, value in enumerate(values):
            if not suspicious.all_valid(_texts([value])):
                found.add(place)
    return found


def _search(asked: Validator, values: Sequence[Any], start: int, end: int, found: set[int]) -> None:
    """Add the places of the values that are refused: halves are asked, and halves of those that hold one."""
    if asked.all_valid(values[start:end]):
        return
    if end - start < _FEW:
        found.update(place for place in range(start, end) if not asked.all_valid([values[place]]))
        return
    middle = (start + end) // 2
    _search(asked, values, start, middle, found)
    _search(asked, values, middle, end, found)


def _inside(column: _Column, values: Sequence[Any], whose: Sequence[Any] | None, counts: Counts, sign: int) -> set[int]:
    if None not in values:
        return column.inside.ask(values, whose, counts, sign)
    kept, where, whose = _there([value is not None for value in values], values, whose)
    return {where[place] for place in column.inside.ask(kept, whose, counts, sign)}


def _texts(values: Sequence[Any]) -> list[str]:
    """Every text in some values."""
    made: list[str] = []
    waiting: list[Any] = [*values]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            made.append(value)
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            waiting += value.values()
    return made
