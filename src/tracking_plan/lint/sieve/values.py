"""Properties of a plan, as nodes of the sieve's tables.

What the sieve does not judge as exactly as JSON Schema is left out: a kind of value that a node does not take is doubtful,
and the halves in Python judge it.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Mapping
from math import ceil, floor
from typing import Any

from ...model.property import Property
from ...model.schema import key_of, must_be_there, property_schema
from .tables import ANY, ARRAYS, ASKED, BOOLS, CLOSED, FLOATS, INTS, NULLS, OBJECTS, PASSED, TEXTS, Row, Tables

_TYPES = {
    "null": NULLS, "boolean": BOOLS, "integer": INTS, "number": INTS | FLOATS, "string": TEXTS, "array": ARRAYS,
    "object": OBJECTS,
}  # fmt: skip
_FORMATS = {"date-time": 1, "date": 2, "uuid": 3, "email": 4, "uri": 5}
MOST = 512
"""So many properties an object has at most."""
_EXACT = 2**53
_LARGEST = 2**63 - 1
_UNCOUNTED = "\0"
"""Above properties that are not counted, as they stand in an array."""


class Values:
    """Writes properties into tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.passed = tables.node(ANY)
        """Whatever stands there."""
        self.never = tables.node(0)
        """Doubtful, whatever stands there."""
        self._known: dict[tuple[Any, ...], int] = {}

    def rows(self, properties: Mapping[str, Property], above: str, counted: list[str], asks: bool) -> list[Row]:
        """The rows of properties. ``counted`` takes the dotted names of those that are counted, as they are numbered;
        ``asks`` says whether a text in them may be personal.
        """
        made = []
        for name, found in properties.items():
            counter, inner = -1, _UNCOUNTED
            if above is not _UNCOUNTED:
                counter, inner = len(counted), f"{above}{name}."
                counted.append(f"{above}{name}")
            made.append(Row(name, self._value(found, inner, counted, asks), counter, must_be_there(found)))
        return made

    def _value(self, found: Property, above: str, counted: list[str], asks: bool) -> int:
        """The node of a property's values; events share those of which nothing inside is counted."""
        shared = key_of(found)
        if shared is None:
            return self._made(found, above, counted, asks)
        key = (asks and found.pii in (None, "none"), *shared)
        if key not in self._known:
            self._known[key] = self._made(found, above, counted, asks)
        return self._known[key]

    def _made(self, found: Property, above: str, counted: list[str], asks: bool) -> int:
        schema = property_schema(found)
        asks = asks and found.pii in (None, "none")
        words = schema.get("type", [*_TYPES])
        types = 0
        for word in [words] if isinstance(words, str) else words:
            types |= _TYPES[word]
        text = items = inside = 0
        if "enum" in schema:
            types, text = self._enum(schema, types)
        elif types & TEXTS:
            types, text = self._text(schema, types)
        if types & ARRAYS:
            types, items = self._array(found, schema, types, asks)
        if types & OBJECTS and found.properties:
            types, inside = self._object(found, types, above, counted, asks)
        types, number = self._number(schema, types)
        # What is known by its form is not looked at; in an array or an object in its place everything is.
        known = found.enum is not None or found.pattern is not None or found.format is not None
        asked = asks and not (known and not types & (ARRAYS | OBJECTS))
        return self.tables.node(types, asked, text, number, items, inside)

    def _enum(self, schema: Mapping[str, Any], types: int) -> tuple[int, int]:
        values = schema["enum"]
        texts = [value for value in values if isinstance(value, str)]
        rest = [value for value in values if not isinstance(value, str) and value is not None]
        if rest or any(word in schema for word in ("pattern", "format", "minLength", "maxLength")):
            return 0, 0
        nulls = types & NULLS if None in values else 0
        return (nulls | TEXTS, self.tables.texts(texts)) if texts and types & TEXTS else (nulls, 0)

    def _text(self, schema: Mapping[str, Any], types: int) -> tuple[int, int]:
        if schema.keys().isdisjoint(("minLength", "maxLength", "pattern", "format")):
            return types, 0
        pattern, form = schema.get("pattern"), schema.get("format")
        number = self.tables.pattern(pattern) if pattern is not None else 0
        if number is None or (form is not None and form not in _FORMATS):
            return types & ~TEXTS, 0
        low, high = schema.get("minLength", 0), schema.get("maxLength", -1)
        return types, self.tables.add([ceil(low), floor(high), 0, _FORMATS.get(form or "", 0), number])

    def _number(self, schema: Mapping[str, Any], types: int) -> tuple[int, int]:
        low, high = schema.get("minimum"), schema.get("maximum")
        if (low is None and high is None) or not types & (INTS | FLOATS):
            return types, 0
        if not all(bound is None or (abs(bound) <= _EXACT and float(bound) == bound) for bound in (low, high)):
            return types & ~(INTS | FLOATS), 0
        least, most = -_LARGEST if low is None else ceil(low), _LARGEST if high is None else floor(high)
        floats = -sys.float_info.max if low is None else low, sys.float_info.max if high is None else high
        return types, self.tables.add([least, most, *map(_bits, floats)])

    def _array(self, found: Property, schema: Mapping[str, Any], types: int, asks: bool) -> tuple[int, int]:
        if schema.get("uniqueItems"):
            return types & ~ARRAYS, 0
        if schema.keys().isdisjoint(("items", "minItems", "maxItems")):
            return types, 0
        item = self._value(found.items, _UNCOUNTED, [], asks) if found.items is not None else 0
        return types, self.tables.add([ceil(schema.get("minItems", 0)), floor(schema.get("maxItems", -1)), item])

    def _object(
        self, found: Property, types: int, above: str, counted: list[str], asks: bool
    ) -> tuple[int, int]:  # fmt: skip
        rows = self.rows(found.properties or {}, above, counted, asks)
        if len(rows) > MOST:
            return types & ~OBJECTS, 0
        unknown = CLOSED if not found.additional_properties else ASKED if asks else PASSED
        return types, self.tables.object(rows, unknown)


def _bits(number: float) -> int:
    """A double, as a whole number of the same bits."""
    made: int = struct.unpack("<q", struct.pack("<d", number))[0]
    return made
