"""Judges data by a JSON Schema and says what is wrong in our own words; the one home of jsonschema-rs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from math import isfinite
from operator import not_
from typing import TYPE_CHECKING, Any, NoReturn

from msgspec import Struct

from ..shelf import quote
from . import boundaries
from .saying import MESSAGES, MOST_BITS, near, shown

if TYPE_CHECKING:
    import jsonschema_rs

Path = tuple[str | int, ...]
Schema = Mapping[str, Any] | bool

UNREADABLE = "unreadable"
"""The word of a Violation about a value that JSON cannot hold at all: half a character, NaN, a key that is no text."""

_DEEPEST = 200
_SOME = 64
"""So many values are asked at once where one of many is known to be wrong."""
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


def unknown(name: str, known: tuple[str, ...], path: Path = (), limit: int = 60) -> Violation:
    """What is said where a property is none of those that an object knows."""
    message = f"unknown property {quote(name, limit)}{near(name, known)}"
    return Violation(path, "additionalProperties", message, name)


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

    def errors(self, instance: object, limit: int = 60) -> Iterator[Violation]:
        """Everything that is wrong with the instance; values in messages are cut to ``limit`` characters."""
        unreadable: list[Violation] = []
        if not _fits_json(instance):
            instance = _readable(instance, (), unreadable)
            yield from unreadable
        places = {violation.path for violation in unreadable}
        for error in self._compiled.iter_errors(instance):
            path = tuple(error.instance_path)
            if not any(path[: len(place)] == place for place in places):
                yield from self._violations(error, path, _value_at(instance, path), limit)

    def _violations(
        self, error: jsonschema_rs.ValidationError, path: Path, value: Any, limit: int
    ) -> Iterator[Violation]:
        word, kind = error.kind.name, error.kind
        if word in ("additionalProperties", "unevaluatedProperties"):
            known = self._known_beside(error.schema_path)
            for name in kind.unexpected:  # type: ignore[attr-defined]
                yield unknown(name, known, path, limit)
        elif word == "required":
            name = kind.property  # type: ignore[attr-defined]
            yield missing(name, path, limit)
        else:
            tell = MESSAGES.get(word)
            message = tell(kind, value, limit) if tell else f"{shown(value, limit)} is not what {quote(word)} asks for"
            yield Violation(path, word, message)

    def _known_beside(self, schema_path: list[str | int]) -> tuple[str, ...]:
        """The properties named beside the keyword that failed."""
        around = _value_at(self._schema, tuple(schema_path[:-1]))
        return tuple(around.get("properties", ())) if isinstance(around, Mapping) else ()


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
        return type(value) is int and value.bit_length() <= MOST_BITS
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
        if isinstance(value, int) and value.bit_length() <= MOST_BITS:
            return int(value)
        if isinstance(value, float) and isfinite(value):
            return float(value)
        tell(path, f"{shown(value, 60)} is not a number that JSON can hold: leave it out or write null")
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
