"""The properties of many records as columns: what the fast half has not checked of a value is asked of all at once.

A property that many events share, in the same words, is one column: its values in all of them are asked together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from msgspec import UNSET

from ..model.validator import Validator
from .fast import Spec


class Question:
    """A schema that values of many properties are held against."""

    def __init__(self, schema: Validator) -> None:
        self.schema = schema
        self._values: list[Any] = []
        self._columns: list[Column] = []
        self._starts: list[int] = []

    def take(self, values: list[Any], column: Column) -> None:
        """Add values of a column, which wait to be asked."""
        self._starts.append(len(self._values))
        self._columns.append(column)
        self._values += values

    def refused(self) -> Iterator[tuple[Column, int]]:
        """Ask: of each value that is refused the column, and its place among the values that were taken of that."""
        values, columns, starts = self._values, self._columns, self._starts
        self._values, self._columns, self._starts = [], [], []
        if values and not self.schema.all_valid(values):
            for place in self.schema.wrong(values):
                number = bisect_right(starts, place) - 1
                yield columns[number], place - starts[number]


class Column:
    """One property, of one event or of many, or of an object in it."""

    def __init__(self, spec: Spec, above: Column | None, questions: tuple[Question, ...]) -> None:
        self.name = f"{above.name}.{spec.name}" if above is not None else spec.name
        self.above, self.questions = above, questions
        self.get = attrgetter(spec.field)
        self.always = spec.required
        self.is_counted = above is not None or not spec.required
        """Whether it may be missing in a valid record, so that it is counted where it is there."""

    def of(self, objects: Sequence[Any], beside: Sequence[Any]) -> tuple[list[Any], Sequence[Any]]:
        """Its values in some objects, where it is there, and what stands ``beside`` those."""
        if self.above is not None:
            objects, beside = _there(*self.above.of(objects, beside), None)
        values = [*map(self.get, objects)]
        return (values, beside) if self.always else _there(values, beside, UNSET)

    def values(self, objects: Sequence[Any]) -> list[Any]:
        """Its values in some objects, where it is there."""
        if self.above is not None:
            objects = [value for value in self.above.values(objects) if value is not None]
        if self.always:
            return [*map(self.get, objects)]
        return [value for value in map(self.get, objects) if value is not UNSET]


def _there(values: list[Any], beside: Sequence[Any], missing: Any) -> tuple[list[Any], Sequence[Any]]:
    there = [value for value in values if value is not missing]
    if len(there) == len(values):
        return values, beside
    return there, [one for one, value in zip(beside, values, strict=True) if value is not missing]


class Columns:
    """Every column and every question of a plan's events, each made once."""

    def __init__(self, suspicious: Validator | None) -> None:
        self.questions: list[Question] = []
        self._asked: dict[str, Question] = {}
        self._columns: dict[tuple[Any, ...], Column] = {}
        self._suspicious: Question | None = None
        """Whether a text may be personal."""
        if suspicious is not None:
            self._suspicious = Question(suspicious)
            self.questions.append(self._suspicious)

    def of(self, specs: Sequence[Spec], above: Column | None = None) -> list[Column]:
        """The properties of an event, those of the objects in it too, of which something must be asked or counted."""
        made: list[Column] = []
        for spec in specs:
            questions = self._questions(spec)
            key = (above, spec.field, spec.name, spec.required, questions)
            column = self._columns.get(key)
            if column is None:
                column = self._columns[key] = Column(spec, above, questions)
            if column.is_counted or questions:
                made.append(column)
            made += self.of(spec.inside, column)
        return made

    def _questions(self, spec: Spec) -> tuple[Question, ...]:
        """What must be asked of the values of a property."""
        found = [] if spec.schema is None else [self._question(spec.schema)]
        if spec.texts and not spec.pii and self._suspicious is not None:
            found.append(self._suspicious)
        return tuple(found)

    def _question(self, schema: dict[str, Any]) -> Question:
        key = repr(schema)
        if key not in self._asked:
            self._asked[key] = Question(Validator({"type": "array", "items": schema}))
            self.questions.append(self._asked[key])
        return self._asked[key]
