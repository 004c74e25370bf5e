"""A property in words: its type, what it may be, an example, and where it is defined."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..model.property import PII, Property
from ..model.schema import plain
from .facts import Row


def rows(properties: Mapping[str, Property], holder: tuple[str | int, ...] = ()) -> Iterator[Row]:
    """Each property, and after it those nested in it. ``holder`` is the path of the node that they stand in."""
    for name, found in properties.items():
        yield from _below(found, name, 0, holder)


def row(found: Property, path: str = "", depth: int = 0, holder: tuple[str | int, ...] = ()) -> Row:
    """One property in words."""
    items = found.items
    value_of = found if items is None else _innermost(found)
    return Row(
        name=found.name,
        path=path or found.name,
        depth=depth,
        type=type_words(found),
        required=found.required,
        description=(found.description or "").strip(),
        constraints=tuple(_constraints(found)),
        values=tuple((shown(value), _meaning(value_of, value)) for value in value_of.enum or ()),
        example=shown(plain(found.examples[0])) if found.examples else "",
        pii=found.pii or "",
        deprecated=_deprecated(found),
        replaced_by=found.replaced_by or "",
        sources=found.sources,
        origin=_origin(found, holder),
        node=found,
    )


def _below(found: Property, path: str, depth: int, holder: tuple[str | int, ...]) -> Iterator[Row]:
    yield row(found, path, depth, holder)
    inner = _innermost(found)
    brackets = path
    step: Property | None = found
    while step is not None and step.items is not None:
        brackets, step = f"{brackets}[]", step.items
    for name, nested in (inner.properties or {}).items():
        yield from _below(nested, f"{brackets}.{name}", depth + 1, holder)


def _innermost(found: Property) -> Property:
    """What the items of an array are, of arrays of arrays too."""
    while found.items is not None and not found.properties:
        found = found.items
    return found


def type_words(found: Property) -> str:
    """``string``, ``integer or null``, ``array of string``; ``any`` where nothing is said."""
    words = [*dict.fromkeys(found.types)]
    if not words and found.enum is not None:
        words = ["one of"]
    if found.items is not None:
        words = [f"array of {type_words(found.items)}" if word == "array" else word for word in words or ["array"]]
    if found.nullable and words:
        words.append("null")
    return " or ".join(words) or "any"


def shown(value: Any) -> str:
    """A value as it is sent; a text without its quotes, as people write it in a sentence."""
    return value if isinstance(value, str) else json.dumps(plain(value), ensure_ascii=False)


def _meaning(found: Property, value: Any) -> str:
    try:
        return (found.meanings.get(value) or "").strip()
    except TypeError:  # a list or an object among the values
        return ""


def _constraints(found: Property) -> Iterator[str]:
    yield from filter(None, (_range(found.minimum, found.maximum),))
    if found.format:
        yield found.format
    if found.pattern is not None:
        yield f"matches {found.pattern}"
    yield from filter(None, (_count(found.min_length, found.max_length, "character"),))
    yield from filter(None, (_count(found.min_items, found.max_items, "item"),))
    if found.unique_items:
        yield "no item twice"
    if found.additional_properties and found.properties:
        yield "takes other properties too"
    if found.items is not None:
        yield from (
            f"each {words}" if words[:1].isdigit() else f"each item: {words}" for words in _constraints(found.items)
        )


def _range(least: float | None, most: float | None) -> str:
    if least is not None and most is not None:
        return f"{number(least)} to {number(most)}"
    if least is not None:
        return f"at least {number(least)}"
    return f"at most {number(most)}" if most is not None else ""


def number(value: float) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else str(value)


def _count(least: int | None, most: int | None, what: str) -> str:
    many = what if most == 1 or (most is None and least == 1) else f"{what}s"
    if least is not None and most is not None:
        return f"{least} {many}" if least == most else f"{least} to {most} {many}"
    if least is not None:
        return f"at least {least} {many}"
    return f"at most {most} {many}" if most is not None else ""


def _deprecated(found: Property) -> str | None:
    if found.deprecated is False and found.replaced_by is None:
        return None
    return found.deprecated if isinstance(found.deprecated, str) else ""


def _origin(found: Property, holder: tuple[str | int, ...]) -> str:
    """The nearest definition that it takes from, which does not stand in the holder itself."""
    line: Property | None = found
    while line is not None:
        path = line.path
        if not line.mention and path[:2] != holder[:2]:
            if path[0] == "properties":
                return "dictionary" if path != holder else ""
            if path[0] == "property_groups":
                return f"group {path[1]}"
        line = line.base
    return ""


def most_personal(properties: Mapping[str, Property]) -> str:
    """The most personal class among properties, nested ones too; "" where none is personal in any way."""
    most, stack = 0, [*properties.values()]
    while stack:
        found = stack.pop()
        if found.pii is not None:
            most = max(most, PII.index(found.pii))
        stack.extend(found.nested())
    return PII[most] if most else ""
