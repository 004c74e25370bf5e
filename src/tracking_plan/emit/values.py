"""Values that a schema takes, by a maker compiled of it. The schema is one that `model.schema` makes of a property."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import ceil, floor, isfinite
from random import Random
from typing import Any

import msgspec

from ..model.schema import Schema, same
from ..model.validator import BadSchema, Validator
from . import likely
from .matching import sampler

Make = Callable[[], Any]

NULL_SHARE = 0.05
"""How often a value that may be null is."""
OPTIONAL_SHARE = 0.8
"""How often a value that may be absent is there."""
_TRIES = 2_000
_ASKED = 20
"""So many values of a maker are judged before it is trusted."""
_LARGEST = 2**53
_USUAL_ITEMS = 3
_POOL = 100
_GENEROUS = (8, 0, 2, 20, 60, 200, 1000)
"""How often endless repeats of a pattern go round, in the order in which lengths are tried."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A property as it is emitted: what a value must be, and what is likely."""

    name: str
    schema: Schema
    required: bool
    sources: tuple[str, ...] | None = None
    """The only sources that send it."""
    personal: bool = False
    examples: tuple[Any, ...] = ()
    inside: tuple[Field, ...] = ()
    """The fields of an object."""
    items: Field | None = None

    @property
    def said(self) -> str:
        """The field as a text, so that fields that say the same share one maker."""
        return repr((self.name, self.schema, self.personal, self.examples, self.inside, self.items))


class Impossible(Exception):
    """No value was found that obeys all that is said of a property."""


class Makers:
    """Compiles fields into makers, all of which draw from one generator of random numbers."""

    def __init__(self, seed: str) -> None:
        self.seed, self.rng = seed, Random()
        self.made: dict[str, Make] = {}

    def begin(self, block: str) -> None:
        """What is drawn from here on depends on the seed and on the name of the block, and on nothing before."""
        self.rng.seed(f"{self.seed}/{block}")

    @contextmanager
    def apart(self, name: str) -> Iterator[None]:
        """What is drawn here depends on the name, and what is drawn after it does not depend on this."""
        state = self.rng.getstate()
        self.begin(name)
        try:
            yield
        finally:
            self.rng.setstate(state)

    def of(self, field: Field) -> Make:
        """A maker of values that the field's schema takes.

        Raises:
            Impossible: none was found.
        """
        said = field.said
        if said not in self.made:
            with self.apart(said):
                self.made[said] = self._trusted(field)
        return self.made[said]

    def _trusted(self, field: Field) -> Make:
        """A maker whose values were judged; where it cannot be trusted, one that draws from those that passed."""
        judge = validator(field.schema)
        make = self._make(field)
        if make is not None and all(judge.is_valid(make()) for _ in range(_ASKED)):
            return make
        passed: dict[Any, Any] = {}
        for value in self._candidates(field, make):
            if judge.is_valid(value):
                passed.setdefault(same(value), value)
                if len(passed) >= _POOL:
                    break
        if not passed:
            raise Impossible(field.name)
        return self.choice([*passed.values()])

    def _candidates(self, field: Field, make: Make | None) -> Sequence[Any]:
        found: list[Any] = [*field.schema.get("enum", ()), *field.examples]
        if "null" in field.schema.get("type", ()):
            found.append(None)
        for other in (make, *self._texts(field)):
            found += [other() for _ in range(_TRIES // 4)] if other else ()
        return found

    def _texts(self, field: Field) -> Sequence[Make]:
        """Makers of texts for a field that says several things about them at once."""
        made: list[Make] = []
        schema = field.schema
        if "pattern" in schema:
            samplers = (sampler(schema["pattern"], self.rng, more) for more in (*_GENEROUS, schema.get("minLength", 0)))
            made += [found.make for found in samplers if found]
        if "format" in schema:
            made.append(likely.of_format(schema["format"], self.rng))
        return made

    def choice(self, options: Sequence[Any]) -> Make:
        size, random = len(options), self.rng.random
        if size == 1:
            only = options[0]
            return lambda: only
        return lambda: options[int(random() * size)]

    def _make(self, field: Field) -> Make | None:
        """The plainest maker for a field; its values are yet to be judged."""
        schema = field.schema
        if "enum" in schema:
            judge = validator(schema)
            options = [value for value in schema["enum"] if value is not None and judge.is_valid(value)]
            make = self.choice(options) if options else None
        else:
            types = schema.get("type", "string")
            kinds = [kind for kind in ([types] if isinstance(types, str) else types) if kind != "null"]
            made = [found for kind in kinds if (found := self._of_kind(kind, field))]
            either = self.choice(made)
            make = made[0] if len(made) == 1 else (lambda: either()()) if made else None
        nullable = isinstance(schema.get("type"), list) and "null" in schema["type"]
        return self._sometimes_null(make) if nullable and make else make

    def _sometimes_null(self, make: Make) -> Make:
        random = self.rng.random
        return lambda: None if random() < NULL_SHARE else make()

    def _of_kind(self, kind: str, field: Field) -> Make | None:
        match kind:
            case "string":
                return self._text(field)
            case "integer":
                return self._integer(field)
            case "number":
                return self._number(field)
            case "boolean":
                random = self.rng.random
                return lambda: random() < 0.5
            case "array":
                return self._array(field)
            case _:
                return self.object(field.inside)

    def _text(self, field: Field) -> Make | None:
        schema = field.schema
        least, most = schema.get("minLength", 0), schema.get("maxLength")
        if "pattern" in schema:
            found = sampler(schema["pattern"], self.rng, _GENEROUS[0])
            # Of a pattern that says more than its characters do, the texts are made once and judged.
            return found.make if found and found.certain else None
        if "format" in schema:
            return likely.of_format(schema["format"], self.rng)
        make = likely.text(field.name, self.rng, field.personal)
        texts = [text for text in field.examples if isinstance(text, str)]
        if texts and not field.name.endswith("id"):
            make = likely.one_of(texts, self.rng)
        if least == 0 and most is None:
            return make
        return lambda: make().ljust(least, "x")[:most]

    def _integer(self, field: Field) -> Make | None:
        low, high = _bounds(field)
        low, span = ceil(low), floor(high) - ceil(low) + 1
        random = self.rng.random
        return (lambda: low + int(random() * span)) if span > 0 else None

    def _number(self, field: Field) -> Make | None:
        low, high = _bounds(field)
        span, random = high - low, self.rng.random
        if span < 0 or not isfinite(span):
            return None

        def make() -> float:
            drawn = low + random() * span
            rounded = round(drawn, 2)
            return rounded if low <= rounded <= high else drawn

        return make

    def _array(self, field: Field) -> Make | None:
        schema = field.schema
        least = schema.get("minItems", 0)
        most = min(schema.get("maxItems", _LARGEST), max(least, 1) + _USUAL_ITEMS - 1)
        if most < least:
            return None
        item = self.of(field.items) if field.items is not None else likely.text(field.name, self.rng, field.personal)
        random, span = self.rng.random, most - least + 1
        if schema.get("uniqueItems"):
            return lambda: _distinct(item, least + int(random() * span))
        return lambda: [item() for _ in range(least + int(random() * span))]

    def object(self, fields: Sequence[Field]) -> Make:
        """A maker of objects with these fields, those that are not required only mostly."""
        parts = []
        for field in fields:
            try:
                parts.append((field.name, self.of(field), field.required))
            except Impossible:
                if field.required:
                    raise
        random = self.rng.random

        def make() -> dict[str, Any]:
            return {name: value() for name, value, required in parts if required or random() < OPTIONAL_SHARE}

        return make


def _distinct(item: Make, size: int) -> list[Any]:
    found: dict[Any, Any] = {}
    for _ in range(4 * size + 20):
        if len(found) >= size:
            break
        value = item()
        found.setdefault(same(value), value)
    return [*found.values()]


def _bounds(field: Field) -> tuple[float, float]:
    """The least and the most of a number: what the schema says, and within it what is likely."""
    low, high = likely.number(field.name)
    least, most = field.schema.get("minimum"), field.schema.get("maximum")
    if least is not None and most is not None:
        low, high = least, most
        if high - low > _LARGEST:
            low = max(low, min(0, high - _LARGEST))
            high = min(high, low + _LARGEST)
    elif least is not None:
        low, high = least, (high if high > least else least + (high - low))
    elif most is not None:
        low, high = (low if low < most else most - (high - low)), most
    return low, high


_validators: dict[str, Validator] = {}


def validator(schema: Mapping[str, Any]) -> Validator:
    """What judges values by a schema; the same schema is compiled once."""
    said = repr(schema)
    if said not in _validators:
        try:
            _validators[said] = Validator(schema)
        except BadSchema as error:
            raise Impossible(str(error)) from None
    return _validators[said]
