"""An enum holds a value that can never be sent, or no value at all.

Why: a value that the property's own type, pattern, length or range refuses is a mistake in one of the two, and the
apps that send it are refused. A value that is written twice is a mistake too. Where an event narrows what the
dictionary says, values that are left out are no mistake as long as one is left.

Bad:

    properties:
      level: {type: integer, enum: ["1", "2"]}   # <- here
      size: {type: string, enum: []}   # <- here
      plan_type:
        type: string
        maxLength: 6
        enum: [free, paid, enterprise]   # <- here
      country:
        type: string
        pattern: "^[A-Z]{2}$"
        enum:
          DE: Germany
          at: Austria   # <- here
      color: {type: string, enum: [red, green, red]}   # <- here
      answer: {type: string, enum: [yes, no, null]}   # <- here

Fixed:

    properties:
      level: {type: integer, enum: ["1", "2"]}   # <- here
      size: {type: string, enum: []}   # <- here
      plan_type:
        type: string
        maxLength: 6
        enum: [free, paid, enterprise]   # <- here
      country:
        type: string
        pattern: "^[A-Z]{2}$"
        enum:
          DE: Germany
          at: Austria   # <- here
      color: {type: string, enum: [red, green]}
      answer: {type: string, enum: [yes, no, null]}   # <- here

Good:

    properties:
      level: {type: integer, enum: [1, 2]}
      version: {type: string, enum: [1.10, 2.0, no, 2026-01-01]}
      plan_type: {type: string, maxLength: 10, enum: [free, paid, enterprise]}
      country:
        type: string
        pattern: "^[A-Z]{2}$"
        enum:
          DE: Germany
          AT: Austria
      answer: {type: string, enum: [yes, no, null], nullable: true}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..document import Cut, Map, Span
from ..finding import Finding, Fix, Severity
from ..model import mending
from ..model.example import has_format
from ..model.pattern import matches
from ..model.plan import Plan
from ..model.property import FORMATS, Property
from ..model.schema import same
from ..shelf import listed, quote
from ._said import called, shown

severity = Severity.ERROR

_NARROWING = (
    "type",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "nullable",
    "minItems",
    "maxItems",
)


def check_property(found: Property, plan: Plan) -> Iterator[Finding]:
    if found.enum is None:
        return
    if not found.says("enum"):
        yield from _left_without(found)
    elif not found.enum:
        message = f"the enum of {called(found)} is empty, so no value fits"
        yield Finding(found.at("enum"), message, "name the values, or remove `enum`")
    else:
        yield from _values(found, found.enum)


def _values(found: Property, enum: tuple[Any, ...]) -> Iterator[Finding]:
    if (
        found.types == ("string",)
        and not _narrowed(found)
        and {*map(type, enum)} == {str}
        and len({*enum}) == len(enum)
    ):
        return
    faults: list[tuple[int, str]] = []
    seen: dict[Any, int] = {}
    for place, value in enumerate(enum):
        first = seen.setdefault(same(value), place)
        why = _TWICE if first != place else _refused(value, found)
        if why:
            faults.append((place, why))
    if faults:
        place, why = faults[0]
        message = f"{shown(enum[place])} in the enum of {called(found)} {why}"
        if others := [shown(enum[other]) for other, _ in faults[1:]]:
            alike = len({why for _, why in faults}) == 1
            message += (
                f"; the same goes for {listed(others, 4)}" if alike else f"; nor does {listed(others, 4, 'or')} fit"
            )
        again = [other for other, why in faults if why == _TWICE]
        fix = _fix(found, again) if len(again) == len(faults) else None
        yield Finding(_value_at(found, place), message, _hint(enum[place], found), fix=fix)


_TWICE = "is written twice"


def _fix(found: Property, places: list[int]) -> Fix:
    """Take out what stands in a list for the second time."""
    return mending.changing(
        "Remove what is written twice", lambda: [(found.raw.document, Cut((*found.path, "enum"), tuple(places)))]
    )


def _narrowed(found: Property) -> bool:
    """Whether more than its type is said of a text."""
    return any(said is not None for said in (found.pattern, found.format, found.min_length, found.max_length))


def _left_without(found: Property) -> Iterator[Finding]:
    """What is said here may leave none of the values that the dictionary or group names."""
    said = [word for word in _NARROWING if found.says(word)]
    base, enum = found.base, found.enum
    if not said or not enum or base is None or not all(_refused(value, found) for value in enum):
        return
    if not all(_refused(value, base) for value in enum):
        message = f"{called(found)} takes no value: its {said[0]} here refuses every value of its enum"
        yield Finding(found.at(said[0]), message, f"the values are {listed(map(shown, enum))}")


def _value_at(found: Property, place: int) -> Span:
    """A value of the list, or the key of the mapping from value to meaning."""
    written = found.raw["enum"]
    if isinstance(written, Map):
        names = [*written]
        if place < len(names):
            return written.key_at(names[place], (*found.path, "enum"))
    return found.at("enum", place)


def _hint(value: Any, found: Property) -> str:
    if value is None:
        return "write `nullable: true` where null may be sent"
    if isinstance(value, str) and found.types and "string" not in found.types and _PLAIN.fullmatch(value):
        return "write it without quotes, or mend the type"
    return "mend the value, or what refuses it"


_PLAIN = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?|true|false")

_KINDS = {str: ("string",), bool: ("boolean",), int: ("integer", "number"), float: ("number",), list: ("array",)}
_A = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "a boolean",
    "array": "an array",
    "object": "an object",
}


def _refused(value: Any, found: Property) -> str:
    """Why this property does not take the value, or nothing."""
    if value is None:
        return "" if found.nullable or not found.types else f"is not {_types(found)}"
    kinds = _KINDS.get(type(value), ("object",))
    if isinstance(value, float) and value.is_integer():
        kinds = ("integer", "number")
    if found.types and not any(kind in found.types for kind in kinds):
        return f"is not {_types(found)}"
    if isinstance(value, str):
        long = _outside(
            len(value), found.min_length, found.max_length, "shorter than minLength", "longer than maxLength"
        )
        return long or _unlike(value, found)
    if isinstance(value, list):
        return _outside(len(value), found.min_items, found.max_items, "shorter than minItems", "longer than maxItems")
    if "number" in kinds:
        return _outside(value, found.minimum, found.maximum, "below the minimum", "above the maximum")
    return ""


def _types(found: Property) -> str:
    return listed((_A[kind] for kind in found.types), last="or")


def _outside(number: float, least: float | None, most: float | None, below: str, above: str) -> str:
    if least is not None and number < least:
        return f"is {below} {shown(least)}"
    return f"is {above} {shown(most)}" if most is not None and number > most else ""


def _unlike(value: str, found: Property) -> str:
    if found.pattern is not None:
        try:
            if not matches(found.pattern, value):
                return f"does not match the pattern {quote(found.pattern)}"
        except ValueError:
            pass  # The pattern is no pattern, which is a finding of its own.
    if found.format in FORMATS and not has_format(value, found.format):
        return f"is not of the format {found.format}"
    return ""
