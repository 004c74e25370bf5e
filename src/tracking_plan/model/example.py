"""Examples as they are meant: with text as it was written where a string is planned; and a quick yes to plain ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from ..document import Map
from .event import Event
from .pattern import matches
from .property import FORMATS, Property, as_typed
from .schema import must_be_there

if TYPE_CHECKING:
    from .validator import Validator


def event_example(event: Event, place: int) -> Any:
    """One example of an event as it would be sent: `version: 1.10` is the text 1.10 where a string is planned."""
    return _meant(event.examples[place], event.properties, None, event.raw, ("examples", place))


def property_example(found: Property, place: int) -> Any:
    """One of the examples that are written at this very property, as it would be sent."""
    return _meant((found.examples or ())[place], None, found, found.raw, ("examples", place))


def _meant(
    value: Any, inside: Mapping[str, Property] | None, found: Property | None, raw: Map, keys: tuple[str | int, ...]
) -> Any:
    """``value`` by its own property ``found``, or by the properties ``inside`` it."""
    if isinstance(value, dict):
        inside = (found.properties if found is not None else inside) or {}
        return {
            name: held if held.__class__ is str else _meant(held, None, inside.get(name), raw, (*keys, name))
            for name, held in value.items()
            if name in inside or not name.startswith("x-")
        }
    if isinstance(value, list):
        items = found.items if found is not None else None
        return [_meant(held, None, items, raw, (*keys, place)) for place, held in enumerate(value)]
    return value if found is None else as_typed(value, found.types, raw, keys)


def plainly_fits(value: Any, properties: Mapping[str, Property]) -> bool:
    """A quick yes: where it says yes, the schema of these properties does so too; its no means nothing.

    It spares most plans a compiled schema for each event, which takes longer to make than the examples take to judge.
    """
    if type(value) is not dict:
        return False
    for name, held in value.items():
        found = properties.get(name)
        if found is None or not fits(held, found):
            return False
    return all(name in value or not must_be_there(found) for name, found in properties.items())


_KINDS: dict[type, frozenset[str]] = {
    str: frozenset(("string",)),
    bool: frozenset(("boolean",)),
    int: frozenset(("integer", "number")),
    float: frozenset(("number",)),
    list: frozenset(("array",)),
    dict: frozenset(("object",)),
}
_NO_KIND: frozenset[str] = frozenset()


def fits(value: Any, found: Property) -> bool:
    """The quick yes for one value; see `plainly_fits`."""
    kind = type(value)
    if value is None:
        return found.nullable
    if found.types and _KINDS.get(kind, _NO_KIND).isdisjoint(found.types):
        return False
    if found.enum is not None and not _is_one_of(value, found.enum):
        return False
    if kind is str:
        return _text_fits(value, found)
    if kind is list:
        items = found.items
        plain = items is not None and not found.unique_items and _between(len(value), found.min_items, found.max_items)
        return plain and items is not None and all(fits(held, items) for held in value)
    if kind is dict:
        return bool(found.properties) and plainly_fits(value, found.properties or {})
    return kind is bool or (value - value == 0 and _between(value, found.minimum, found.maximum))


def _is_one_of(value: Any, options: tuple[Any, ...]) -> bool:
    kind = type(value)
    if kind in (list, dict):
        return False  # Python takes [1] and [true] for equal, JSON does not.
    return value in options and any(type(option) is kind and option == value for option in options)


def _text_fits(text: str, found: Property) -> bool:
    if not text.isascii() or not _between(len(text), found.min_length, found.max_length):
        return False
    if found.pattern is not None:
        try:
            if not matches(found.pattern, text):
                return False
        except ValueError:
            return False
    return found.format not in FORMATS or has_format(text, found.format)


def _between(number: float, least: float | None, most: float | None) -> bool:
    return (least is None or number >= least) and (most is None or number <= most)


def has_format(text: str, name: str) -> bool:
    """Whether a text is of one of the formats that are known."""
    return _format(name).is_valid(text)


@cache
def _format(name: str) -> Validator:
    # Imported here because jsonschema-rs takes a while to load, and not every plan needs it.
    from .validator import Validator  # noqa: PLC0415

    return Validator({"format": name})
