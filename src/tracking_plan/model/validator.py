"""Judges data by a JSON Schema and says what is wrong in our own words; the one home of jsonschema-rs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from math import isfinite
from operator import not_
from typing import TYPE_CHECKING, Any, NoReturn

from msgspec import Struct

from ..shelf import did_you_mean, listed, quote
from . import boundaries

if TYPE_CHECKING:
    import jsonschema_rs

Path = tuple[str | int, ...]
Schema = Mapping[str, Any] | bool

UNREADABLE = "unreadable"
"""The word of a Violation about a value that JSON cannot hold at all: half a character, NaN, a key that is no text."""

_DEEPEST = 200
_MOST_BITS = 14_000
_SOME = 64
"""So many values are asked at once where one of many is known to be wrong."""
_MANY = 1000
"""Comparing a name with more than these would take longer than it helps."""
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class BadSchema(ValueError):
    """The schema itself does not compile, or names another document, which is never fetched."""


class Violation(Struct, frozen=True):
    """One thing that a value breaks. ``path`` leads to it; for a missing or unknown property, to the object around."""

    path: Path
    word: str
    """The keyword of JSON Schema that failed ("type", "enum", "required", …), or UNREADABLE."""
    message: str
    property: str | None = None
    """The name of a missing or unknown property."""


def missing(name: str, path: Path = (), limit: int = 60) -> Violation:
    """What is said where a required property is not there."""
    return Violation(path, "required", f"required property {quote(name, limit)} is missing", name)


def _refuse(uri: str) -> NoReturn:
    raise ValueError(f"{uri} is not fetched")


class Validator:
    """A compiled schema of draft 2020-12: formats are checked, patterns run on a linear engine, nothing is fetched.

    Raises:
        BadSchema: the schema does not compile.
    """

    def __init__(self, schema: Schema) -> None:
        import jsonschema_rs  # noqa: PLC0415 - of a log without fault nothing is asked, and loading it takes a while

        self._schema = schema
        try:
            self._compiled = jsonschema_rs.Draft202012Validator(
                boundaries.in_schema(schema),
                pattern_options=jsonschema_rs.RegexOptions(),
                validate_formats=True,
                retriever=_refuse,
            )
        except (ValueError, jsonschema_rs.ReferencingError) as error:
            raise BadSchema(str(error).partition("\n")[0]) from None

    def is_valid(self, instance: object) -> bool:
        return _fits_json(instance) and self._compiled.is_valid(instance)

    def all_valid(self, values: Sequence[object]) -> bool:
        """Whether values that a JSON parser made are valid, asked of a schema of arrays. A quick yes; no where unsure."""
        try:
            return self._compiled.is_valid(values)
        except (ValueError, TypeError, RecursionError):
            return False

    def wrong(self, values: Sequence[object]) -> Iterator[int]:
        """The places of the values, which a JSON parser made, that are refused; asked of a schema of arrays."""
        for start in range(0, len(values), _SOME):
            some = values[start : start + _SOME]
            if self.all_valid(some):
                continue
            try:
                valid = [*map(self._compiled.is_valid, zip(some, strict=True))]
            except (ValueError, TypeError, RecursionError):
                valid = [self.all_valid((value,)) for value in some]
            yield from compress(range(start, start + len(some)), map(not_, valid))

    def errors(self, instance: object, limit: int = 60, of: str | None = None) -> Iterator[Violation]:
        """Everything that is wrong with the instance, or with its property ``of``; values are cut to ``limit`` characters."""
        unreadable: list[Violation] = []
        if not _fits_json(instance):
            instance = _readable(instance, (), unreadable)
            yield from unreadable
        places = {violation.path for violation in unreadable}
        for error in self._compiled.iter_errors(instance):
            path = tuple(error.instance_path)
            if of is not None and not _is_of(error, path, of):
                continue
            if not any(path[: len(place)] == place for place in places):
                yield from self._violations(error, path, _value_at(instance, path), limit)

    def _violations(
        self, error: jsonschema_rs.ValidationError, path: Path, value: Any, limit: int
    ) -> Iterator[Violation]:
        word, kind = error.kind.name, error.kind
        if word in ("additionalProperties", "unevaluatedProperties"):
            known = self._known_beside(error.schema_path)
            for name in kind.unexpected:  # type: ignore[attr-defined]
                hint = _near(name, known)
                yield Violation(path, word, f"unknown property {quote(name, limit)}{hint}", name)
        elif word == "required":
            name = kind.property  # type: ignore[attr-defined]
            yield missing(name, path, limit)
        else:
            tell = _MESSAGES.get(word)
            message = tell(kind, value, limit) if tell else f"{_shown(value, limit)} is not what {quote(word)} asks for"
            yield Violation(path, word, message)

    def _known_beside(self, schema_path: list[str | int]) -> tuple[str, ...]:
        """The properties named beside the keyword that failed."""
        around = _value_at(self._schema, tuple(schema_path[:-1]))
        return tuple(around.get("properties", ())) if isinstance(around, Mapping) else ()


def _is_of(error: jsonschema_rs.ValidationError, path: Path, name: str) -> bool:
    """Whether an error is about one property of the instance."""
    if path:
        return path[0] == name
    kind = error.kind
    return name == getattr(kind, "property", None) or name in getattr(kind, "unexpected", ())


def _value_at(tree: Any, path: Path) -> Any:
    """What stands at a path, or None where the path leads elsewhere (as through a reference)."""
    for step in path:
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            return None
    return tree


def _fits_json(value: object, depth: int = 0) -> bool:
    """Whether JSON can hold a value as it is; jsonschema-rs takes NaN for null and raises on half a character."""
    if isinstance(value, dict):
        if depth >= _DEEPEST:
            return False
        for key, held in value.items():
            if not isinstance(key, str) or not (key.isascii() or _fits_json(key)):
                return False
            # Most values are a plain text: they are looked at here, as a call for each is what costs.
            if (held.__class__ is not str or not held.isascii()) and not _fits_json(held, depth + 1):
                return False
        return True
    if isinstance(value, str):
        return type(value) is str and (value.isascii() or not _HALF_CHARACTER.search(value))
    if value is None or isinstance(value, bool):
        return True
    if isinstance(value, int):
        return type(value) is int and value.bit_length() <= _MOST_BITS
    if isinstance(value, float):
        return isfinite(value)
    if depth >= _DEEPEST or not isinstance(value, (list, tuple)):
        return False
    return all(_fits_json(held, depth + 1) for held in value)


def _readable(value: object, path: Path, found: list[Violation]) -> object:
    """The value with a stand-in for each piece that JSON cannot hold, which is added to what was ``found``."""

    def tell(place: Path, what: str) -> None:
        found.append(Violation(place, UNREADABLE, what))

    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        if _HALF_CHARACTER.search(value):
            tell(path, f"{quote(value)} holds half a character (a lone surrogate): write the character whole")
        return _HALF_CHARACTER.sub("\ufffd", str(value))
    if isinstance(value, (int, float)):
        if isinstance(value, int) and value.bit_length() <= _MOST_BITS:
            return int(value)
        if isinstance(value, float) and isfinite(value):
            return float(value)
        tell(path, f"{_shown(value, 60)} is not a number that JSON can hold: leave it out or write null")
        return 0
    if len(path) >= _DEEPEST:
        tell(path, f"the value is nested more than {_DEEPEST} deep: make it flatter")
        return None
    if isinstance(value, Mapping):
        whole: dict[str, object] = {}
        for key, held in value.items():
            if isinstance(key, str) and not _HALF_CHARACTER.search(key):
                whole[str(key)] = _readable(held, (*path, str(key)), found)
            else:
                tell(
                    (*path, key if isinstance(key, (str, int)) else str(key)),
                    f"the name {quote(key)} is not proper text: rename it",
                )
        return whole
    if isinstance(value, (list, tuple)):
        return [_readable(held, (*path, place), found) for place, held in enumerate(value)]
    tell(path, f"{quote(value)} is not a value that JSON can hold: write text, a number, true, false or null")
    return None


def _shown(value: object, limit: int) -> str:
    """A value as it may stand in a message, in JSON's words."""
    if isinstance(value, str):
        return quote(value, limit)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return f"a number of more than {_MOST_BITS * 3 // 10:,} digits"
    if isinstance(value, (int, float)):
        text = repr(value)
        return text if len(text) <= limit else text[: limit - 1] + "…"
    return "the array" if isinstance(value, (list, tuple)) else "the object"


_TYPES = {"string": "a string", "integer": "an integer", "number": "a number", "boolean": "true or false"}
_TYPES |= {"array": "an array", "object": "an object", "null": "null"}


def _type(kind: Any, value: object, limit: int) -> str:
    names = sorted((_TYPES.get(name, name) for name in kind.types), key=lambda name: (name == "null", name))
    name = {str: "the string ", int: "the number ", float: "the number "}.get(type(value), "")
    return f"must be {' or '.join(names)}, not {name}{_shown(value, limit)}"


def _enum(kind: Any, value: object, limit: int) -> str:
    options = kind.options
    if not options:
        return f"{_shown(value, limit)} is refused, as every value is: the enum is empty"
    first = [_shown(option, limit) for option in options[:8]]
    more = f"{', '.join(first)} and {len(options) - 8} more" if len(options) > 8 else listed(first)
    near = _near(value, tuple(filter(_is_text, options))) if isinstance(value, str) and len(options) <= _MANY else ""
    return f"{_shown(value, limit)} is not one of {more}{near}"


def _is_text(value: object) -> bool:
    return isinstance(value, str)


@lru_cache(maxsize=1024)
def _near(text: str, options: tuple[str, ...]) -> str:
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
    return f"{_shown(value, limit)} is not a valid {kind.format}{example}"


def _count(value: object, one: str) -> str:
    number = len(value) if isinstance(value, (str, list, tuple, dict)) else 0
    return f"{number:,} {one}" if number == 1 else f"{number:,} {'properties' if one == 'property' else one + 's'}"


def _too_few(one: str) -> Callable[[Any, Any, int], str]:
    return lambda kind, value, limit: (
        f"{_shown(value, limit)} has {_count(value, one)}, fewer than the {kind.limit:,} required"
    )


def _too_many(one: str) -> Callable[[Any, Any, int], str]:
    return lambda kind, value, limit: (
        f"{_shown(value, limit)} has {_count(value, one)}, more than the {kind.limit:,} allowed"
    )


def _against(what: str) -> Callable[[Any, Any, int], str]:
    return lambda kind, value, limit: f"{_shown(value, limit)} is {what} {_shown(kind.limit, limit)}"


_MESSAGES: dict[str, Callable[[Any, Any, int], str]] = {
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
    "const": lambda kind, value, limit: f"must be {_shown(kind.expected_value, limit)}, not {_shown(value, limit)}",
    "pattern": lambda kind, value, limit: (
        f"{_shown(value, limit)} does not match the pattern {quote(boundaries.as_written(kind.pattern), limit)}"
    ),
    "multipleOf": lambda kind, value, limit: f"{_shown(value, limit)} is not a multiple of {kind.multiple_of}",
    "uniqueItems": lambda kind, value, limit: "the array holds the same item more than once",
    "contains": lambda kind, value, limit: "the array holds no item of the kind it must hold",
    "not": lambda kind, value, limit: f"{_shown(value, limit)} is of a kind that is not allowed here",
    "falseSchema": lambda kind, value, limit: f"{_shown(value, limit)} is not allowed here: leave it out",
    "anyOf": lambda kind, value, limit: f"{_shown(value, limit)} fits none of the kinds allowed here",
    "oneOf": lambda kind, value, limit: f"{_shown(value, limit)} does not fit exactly one of the kinds allowed here",
    "propertyNames": lambda kind, value, limit: (
        f"the name {quote(kind.error.instance, limit)} is not allowed here: rename it"
    ),
}
