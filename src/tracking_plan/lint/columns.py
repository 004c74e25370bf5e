"""The properties of many records as columns: what the fast half has not checked of a value is asked of all at once.

A property that many events share, in the same words, is one column: its values in all of them are asked together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter, methodcaller
from typing import Any, Protocol

from msgspec import UNSET

from ..model.property import Property
from ..model.schema import property_schema
from ..model.validator import Validator
from .fast import Spec


class Question:
    """A schema that values of many properties are held against."""

    def __init__(self, schema: Validator) -> None:
        self.schema = schema
        self._values: list[Any] = []
        self._askers: list[Any] = []
        self._starts: list[int] = []

    def take(self, values: Sequence[Any], asker: Any) -> None:
        """Add values that wait to be asked, and who asks."""
        self._starts.append(len(self._values))
        self._askers.append(asker)
        self._values += values

    def refused(self) -> Iterator[tuple[Any, int]]:
        """Ask: of each value that is refused who asked, and its place among the values that were taken then."""
        values, askers, starts = self._values, self._askers, self._starts
        self._values, self._askers, self._starts = [], [], []
        if values and not self.schema.all_valid(values):
            for place in self.schema.wrong(values):
                number = bisect_right(starts, place) - 1
                yield askers[number], place - starts[number]


class Column:
    """One property, of one event or of many, or of an object in it."""

    def __init__(
        self,
        name: str,
        get: Callable[[Any], Any],
        always: bool,
        questions: tuple[Question, ...],
        above: Column | None = None,
    ) -> None:
        self.name: str = f"{above.name}.{name}" if above is not None else name
        self.get, self.always, self.questions, self.above = get, always, questions, above
        self.is_counted = above is not None or not always
        """Whether it may be missing in a valid record, so that it is counted where it is there."""

    @property
    def top(self) -> Column:
        """The property of the event that it is, or stands in."""
        return self if self.above is None else self.above.top

    def of(self, owners: Iterable[Owner], beside: Sequence[Any]) -> tuple[Sequence[Any], Sequence[Any]]:
        """Its values in the records of some owners, where it is there, and what stands ``beside`` those."""
        if self.above is not None:
            objects, beside = _there(*self.above.of(owners, beside), None)
            values: Sequence[Any] = [*map(self.get, objects)]
        else:
            values = self._all(owners)
        return (values, beside) if self.always else _there(values, beside, UNSET)

    def values(self, owners: Iterable[Owner]) -> Sequence[Any]:
        """Its values in the records of some owners, where it is there."""
        values = self._all(owners)
        return values if self.always else [value for value in values if value is not UNSET]

    def _all(self, owners: Iterable[Owner]) -> list[Any]:
        if self.above is not None:
            return [self.get(value) for value in self.above.values(owners) if value is not None]
        return [*chain.from_iterable([owner.values_of(self) for owner in owners])]


class Owner(Protocol):
    """What has records with properties."""

    def values_of(self, column: Column) -> Sequence[Any]:
        """The values of a property that stands at the top, record by record; UNSET where it is not there."""


def _there(values: Sequence[Any], beside: Sequence[Any], missing: Any) -> tuple[Sequence[Any], Sequence[Any]]:
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
        self.suspicious: Question | None = None
        """Whether a text may be personal."""
        if suspicious is not None:
            self.suspicious = Question(suspicious)
            self.questions.append(self.suspicious)

    def of(self, specs: Sequence[Spec], above: Column | None = None) -> list[Column]:
        """The properties of an event, those of the objects in it too, of which something must be asked or counted."""
        made: list[Column] = []
        for spec in specs:
            questions = self._questions(spec)
            key = (above, spec.field, spec.name, spec.required, questions)
            column = self._columns.get(key)
            if column is None:
                get = attrgetter(spec.field)
                column = self._columns[key] = Column(spec.name, get, spec.required, questions, above)
            if column.is_counted or questions:
                made.append(column)
            made += self.of(spec.inside, column)
        return made

    def of_dicts(self, found: Property, name: str, suspicious: Question | None) -> Column:
        """A property of objects that are dicts, and of which nothing is known yet."""
        questions = (self._of_dicts(property_schema(found)), *((suspicious,) if suspicious is not None else ()))
        key = (name, questions)
        if key not in self._columns:
            self._columns[key] = Column(name, methodcaller("get", name, UNSET), False, questions)
        return self._columns[key]

    def _of_dicts(self, schema: dict[str, Any]) -> Question:
        key = f"dicts: {schema!r}"
        if key not in self._asked:
            self._asked[key] = Question(Validator({"type": "array", "items": schema}))
        return self._asked[key]

    def _questions(self, spec: Spec) -> tuple[Question, ...]:
        """What must be asked of the values of a property."""
        found = [] if spec.schema is None else [self.question(spec.schema)]
        if spec.texts and not spec.pii and self.suspicious is not None:
            found.append(self.suspicious)
        return tuple(found)

    def question(self, schema: dict[str, Any]) -> Question:
        key = repr(schema)
        if key not in self._asked:
            self._asked[key] = Question(Validator({"type": "array", "items": schema}))
            self.questions.append(self._asked[key])
        return self._asked[key]
