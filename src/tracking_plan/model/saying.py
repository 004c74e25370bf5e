"""What is said where a keyword of JSON Schema fails: one line that a person understands, and values cut to what fits in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ..shelf import did_you_mean, listed, quote
from . import boundaries

MOST_BITS = 14_000
"""Of a whole number that is written out."""
_MANY = 1000
"""Comparing a name with more than these would take longer than it helps."""


def shown(value: object, limit: int) -> str:
    """A value as it may stand in a message, in JSON's words."""
    if isinstance(value, str):
        return quote(value, limit)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        return f"a number of more than {MOST_BITS * 3 // 10:,} digits"
    if isinstance(value, (int, float)):
        text = repr(value)
        return text if len(text) <= limit else text[: limit - 1] + "…"
    return "the array" if isinstance(value, (list, tuple)) else "the object"


_TYPES = {"string": "a string", "integer": "an integer", "number": "a number", "boolean": "true or false"}
_TYPES |= {"array": "an array", "object": "an object", "null": "null"}


def _type(kind: Any, value: object, limit: int) -> str:
    names = sorted((_TYPES.get(name, name) for name in kind.types), key=lambda name: (name == "null", name))
    name = {str: "the string ", int: "the number ", float: "the number "}.get(type(value), "")
    return f"must be {' or '.join(names)}, not {name}{shown(value, limit)}"


def _enum(kind: Any, value: object, limit: int) -> str:
    options = kind.options
    if not options:
        return f"{shown(value, limit)} is refused, as every value is: the enum is empty"
    first = [shown(option, limit) for option in options[:8]]
    more = f"{', '.join(first)} and {len(options) - 8} more" if len(options) > 8 else listed(first)
    hint = near(value, tuple(filter(_is_text, options))) if isinstance(value, str) and len(options) <= _MANY else ""
    return f"{shown(value, limit)} is not one of {more}{hint}"


def _is_text(value: object) -> bool:
    return isinstance(value, str)


@lru_cache(maxsize=1024)
def near(text: str, options: tuple[str, ...]) -> str:
    return did_you_mean(text, options) if 0 < len(options) <= _MANY else ""


_EXAMPLES = {
    "date-time": "2024-01-31T12:00:00Z",
    "date": "2024-01-31",
    "time": "12:00:00Z",
    "duration": "P1DT12H",
    "email": "ana@example.com",
    "idn-email": "ana@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/path",
    "uuid": "123e4567-e89b-12d3-a456-426614174000",
}


def _format(kind: Any, value: object, limit: int) -> str:
    example = f", such as {_EXAMPLES[kind.format]}" if kind.format in _EXAMPLES else ""
    return f"{shown(value, limit)} is not a valid {kind.format}{example}"


def _count(value: object, one: str) -> str:
    number = len(value) if isinstance(value, (str, list, tuple, dict)) else 0
    return f"{number:,} {one}" if number == 1 else f"{number:,} {'properties' if one == 'property' else one + 's'}"


def _too_few(one: str) -> Callable[[Any, Any, int], str]:
    return lambda kind, value, limit: (
        f"{shown(value, limit)} has {_count(value, one)}, fewer than the {kind.limit:,} required"
    )


def _too_many(one: str) -> Callable[[Any, Any, int], str]:
    return lambda kind, value, limit: (
        f"{shown(value, limit)} has {_count(value, one)}, more than the {kind.limit:,} allowed"
    )


def _against(what: str) -> Callable[[Any, Any, int], str]:
    return lambda kind, value, limit: f"{shown(value, limit)} is {what} {shown(kind.limit, limit)}"


MESSAGES: dict[str, Callable[[Any, Any, int], str]] = {
    "type": _type,
    "enum": _enum,
    "format": _format,
    "minLength": _too_few("character"),
    "maxLength": _too_many("character"),
    "minItems": _too_few("item"),
    "maxItems": _too_many("item"),
    "minProperties": _too_few("property"),
    "maxProperties": _too_many("property"),
    "minimum": _against("below the minimum of"),
    "maximum": _against("above the maximum of"),
    "exclusiveMinimum": _against("not above"),
    "exclusiveMaximum": _against("not below"),
    "const": lambda kind, value, limit: f"must be {shown(kind.expected_value, limit)}, not {shown(value, limit)}",
    "pattern": lambda kind, value, limit: (
        f"{shown(value, limit)} does not match the pattern {quote(boundaries.as_written(kind.pattern), limit)}"
    ),
    "multipleOf": lambda kind, value, limit: f"{shown(value, limit)} is not a multiple of {kind.multiple_of}",
    "uniqueItems": lambda kind, value, limit: "the array holds the same item more than once",
    "contains": lambda kind, value, limit: "the array holds no item of the kind it must hold",
    "not": lambda kind, value, limit: f"{shown(value, limit)} is of a kind that is not allowed here",
    "falseSchema": lambda kind, value, limit: f"{shown(value, limit)} is not allowed here: leave it out",
    "anyOf": lambda kind, value, limit: f"{shown(value, limit)} fits none of the kinds allowed here",
    "oneOf": lambda kind, value, limit: f"{shown(value, limit)} does not fit exactly one of the kinds allowed here",
    "propertyNames": lambda kind, value, limit: (
        f"the name {quote(kind.error.instance, limit)} is not allowed here: rename it"
    ),
}
