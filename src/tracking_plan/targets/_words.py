"""What a client says of a value that breaks a rule: the same words in every language, and never the value itself.

A message follows the path of the value (`team_size is above the maximum of 500`), so that it reads as a sentence; values
stay out of it, as they may be personal and messages end in logs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from ..shelf import listed

KINDS = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "array": "an array",
    "object": "an object",
    "null": "null",
}
"""How a JSON type is called, in `must be … , not …`."""

MISSING = "is missing"
UNPLANNED = "is not planned"
UNIQUE = "holds the same item more than once"
NOT_TEXT = "holds half a character (a lone surrogate)"
NOT_A_NUMBER = "is not a number that JSON can hold"
NOT_JSON = "is not a value that JSON can hold"
TOO_DEEP = "is nested more than 200 deep"
"""Messages of the rules required, additionalProperties, uniqueItems, and unreadable."""

EXAMPLES = {
    "date-time": "2024-01-31T12:00:00Z",
    "date": "2024-01-31",
    "time": "12:00:00Z",
    "duration": "P1DT12H",
    "email": "ana@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/path",
    "uuid": "123e4567-e89b-12d3-a456-426614174000",
}
_SHOWN = 8


def expected(types: Iterable[str], nullable: bool) -> str:
    """`a string or an integer or null`: what `must be` asks for, in the order of the alphabet, null last."""
    names = sorted(KINDS[name] for name in types)
    return " or ".join([*names, "null"] if nullable else names)


def number(value: float) -> str:
    """A number as JavaScript writes it, which is as short as it can be: 500, 0.5, 1e-7, 1e+21."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e21):
        return str(int(value))
    text = repr(value)
    if "e" in text:
        digits, _, power = text.partition("e")
        digits = digits.removesuffix(".0")
        exponent = int(power)
        if -7 < exponent < 0:
            return _plain(digits, exponent)
        return f"{digits}e{'+' if exponent > 0 else '-'}{abs(exponent)}"
    return text


def _plain(digits: str, exponent: int) -> str:
    sign = "-" if digits.startswith("-") else ""
    return sign + "0." + "0" * (-exponent - 1) + digits.lstrip("-").replace(".", "")


def value(found: Any) -> str:
    """A value of the plan as JSON writes it, letters of all scripts as they are."""
    if isinstance(found, float):
        return number(found)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def enum(values: Sequence[Any]) -> str:
    """`is not one of "a", "b" and 3 more`."""
    return f"is not one of {listed(map(value, values), _SHOWN)}"


def bound(rule: str, limit: float) -> str:
    """The message of a minimum, maximum, and of the counts of characters and items."""
    if rule in ("minimum", "maximum"):
        return f"is {'below' if rule == 'minimum' else 'above'} the {rule} of {number(limit)}"
    what = "character" if rule.endswith("Length") else "item"
    counted = f"{number(limit)} {what}{'' if limit == 1 else 's'}"
    return (
        f"has fewer than the {counted} required" if rule.startswith("min") else f"has more than the {counted} allowed"
    )


def pattern(text: str) -> str:
    return f'does not match the pattern "{text}"'


def format(name: str) -> str:
    return f"is not a valid {name}, such as {EXAMPLES[name]}"
