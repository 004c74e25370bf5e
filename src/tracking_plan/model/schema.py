"""The JSON Schema (draft 2020-12) of what a plan allows: of an event's properties, and of one property's value.

The schemas hold what is checked and nothing else: no descriptions, no `$schema`. Whatever such a schema accepts the
plan accepts, and the other way round; the log linter, the examples and the generated JSON Schemas all stand on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any

from .event import Event
from .pattern import matches, problem
from .property import FORMATS, Property

Schema = dict[str, Any]


def event_schema(event: Event) -> Schema:
    """What the properties of an event must be: an object, closed unless the event takes additional properties."""
    return {"type": "object", **object_schema(event.properties, event.additional_properties)}


def property_schema(found: Property) -> Schema:
    """What a value of this property must be. Without a type, any value fits, null among them."""
    made: Schema = {}
    types = [*dict.fromkeys(found.types)]
    if types:
        if found.nullable:
            types.append("null")
        made["type"] = types[0] if len(types) == 1 else types
    if found.enum is not None:
        made["enum"] = _enum(found)
    for word, value in (
        ("minimum", found.minimum),
        ("maximum", found.maximum),
        ("minLength", found.min_length),
        ("maxLength", found.max_length),
        ("minItems", found.min_items),
        ("maxItems", found.max_items),
    ):
        if value is not None:
            made[word] = value
    if found.pattern is not None and can_match(found.pattern):
        made["pattern"] = found.pattern
    if found.format in FORMATS:
        made["format"] = found.format
    if found.unique_items:
        made["uniqueItems"] = True
    if found.items is not None:
        made["items"] = property_schema(found.items)
    if found.properties:
        made.update(object_schema(found.properties, found.additional_properties))
    return made


_said = attrgetter(
    "types", "nullable", "minimum", "maximum", "min_length", "max_length", "min_items", "max_items", "unique_items",
    "pattern", "format",
)  # fmt: skip


def key_of(found: Property) -> tuple[Any, ...] | None:
    """What two properties share of whose values the same schema is made; None where something is said of what is inside."""
    if found.properties or found.items is not None:
        return None
    return (repr(found.enum) if found.enum is not None else "", *_said(found))


def object_schema(properties: Mapping[str, Property], additional: bool) -> Schema:
    """What an object that holds these properties must be, apart from being an object."""
    made: Schema = {"properties": {name: property_schema(inner) for name, inner in properties.items()}}
    required = [name for name, inner in properties.items() if must_be_there(inner)]
    if required:
        made["required"] = required
    if not additional:
        made["additionalProperties"] = False
    return made


def must_be_there(found: Property) -> bool:
    """Whether it is required of every source: one that only some sources send is not."""
    return found.required and found.sources is None


def may_be_null(found: Property) -> bool:
    """Whether null fits: where the plan says so, and where it names neither a type nor values without it."""
    return found.nullable or (not found.types and (found.enum is None or None in found.enum))


def _enum(found: Property) -> list[Any]:
    """The values, each once, and null where it is allowed."""
    values: dict[Any, Any] = {}
    for value in found.enum or ():
        values.setdefault(same(value), plain(value))
    made = [*values.values()]
    if found.nullable and None not in made:
        made.append(None)
    return made


def same(value: Any) -> Any:
    """A key that two values share when JSON Schema takes them for equal: 1 and 1.0 are, 1 and true are not."""
    if isinstance(value, bool) or value is None:
        return (bool, value)
    if isinstance(value, dict):
        return (dict, frozenset((name, same(held)) for name, held in value.items()))
    if isinstance(value, (list, tuple)):
        return (list, tuple(same(held) for held in value))
    return (str, value) if isinstance(value, str) else (float, value)


def plain(value: Any) -> Any:
    """The value without its places: dicts and lists and nothing of ours."""
    if isinstance(value, dict):
        return {name: plain(held) for name, held in value.items()}
    return [plain(held) for held in value] if isinstance(value, (list, tuple)) else value


@lru_cache(maxsize=4096)
def can_match(pattern: str) -> bool:
    """Whether the linear engine takes it. One that it does not take says nothing: `bad-pattern` is its finding."""
    if problem(pattern) is None:
        return True
    try:
        matches(pattern, "")
    except ValueError:
        return False
    return True
