"""Two versions of one property become the Pieces in which they differ, nested ones too, each with who wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from ..document import Path
from .change import ABSENT
from .facets import differs, facets, normal, options, value
from .property import Property


class Piece(NamedTuple):
    """One thing in which two versions of a property differ.

    ``inner`` leads from the property compared to the one (nested in it, or itself) that differs, ``tail`` from there
    to what differs; no tail where the nested property itself came or went.
    """

    key: str
    inner: Path
    tail: Path
    before: Any
    after: Any
    old: Property | None
    new: Property | None
    """What differs, on both sides, with all that it inherits."""
    wrote: tuple[Property | None, Property | None]
    """Who says it, on both sides: the property itself, or what it inherits it from."""


_PLAIN = tuple(facet for facet in facets(Property) if facet.key != "examples")
_quick = attrgetter(*(facet.field for facet in _PLAIN))


def pieces(old: Property, new: Property, inner: Path = ()) -> Iterator[Piece]:
    """Everything in which two versions of a property differ."""
    if old is new:
        return
    if _quick(old) != _quick(new) or old.properties or new.properties or old.examples != new.examples:
        yield from _facets(old, new, inner)
    if old.enum is not new.enum or old.meanings != new.meanings:
        yield from _enum(old, new, inner)
    if old.raw or new.raw:
        yield from _own_keys(old, new, inner)
    if old.properties or new.properties:
        yield from properties(old.properties or {}, new.properties or {}, (*inner, "properties"))
    if old.items is not None and new.items is not None:
        yield from pieces(old.items, new.items, (*inner, "items"))
    elif old.items is not new.items:
        before, after = (ABSENT if side.items is None else normal(side.items) for side in (old, new))
        yield _piece("items", ("items",), before, after, old, new, inner)


def properties(old: Mapping[str, Property], new: Mapping[str, Property], inner: Path) -> Iterator[Piece]:
    """The pieces of properties that stand side by side under ``inner``, by their names."""
    for name in {**old, **new}:
        once, now = old.get(name), new.get(name)
        if once is not None and now is not None:
            yield from pieces(once, now, (*inner, name))
        else:
            before, after = (ABSENT if side is None else normal(side) for side in (once, now))
            yield Piece("", (*inner, name), (), before, after, once, now, (once, now))


def _piece(key: str, tail: Path, before: Any, after: Any, old: Property, new: Property, inner: Path) -> Piece:
    said = str(tail[0])
    return Piece(key, inner, tail, before, after, old, new, (author(old, said), author(new, said)))


def author(found: Property, key: str) -> Property:
    """Whoever says it: the property, else the nearest up the line of what it inherits from, else the first of the line."""
    while found.base is not None and not found.says(key):
        if key == "additional_properties" and found.says("properties"):
            return found  # naming properties closes an object
        found = found.base
    return found


def _facets(old: Property, new: Property, inner: Path) -> Iterator[Piece]:
    for facet in facets(Property):
        once, now = value(old, facet), value(new, facet)
        if differs(once, now):
            before, after = (ABSENT if side is None else side for side in (once, now))
            yield _piece(facet.key, (facet.key,), before, after, old, new, inner)


def _enum(old: Property, new: Property, inner: Path) -> Iterator[Piece]:
    if old.enum is None and new.enum is None:
        return
    before, after = ([*options(side).values()] if side.enum is not None else ABSENT for side in (old, new))
    if before is ABSENT or after is ABSENT:
        yield _piece("enum", ("enum",), before, after, old, new, inner)
        return
    once, now = options(old), options(new)
    for step, option in {**once, **now}.items():
        if step not in now:
            yield _piece("enum[]", ("enum", step), option, ABSENT, old, new, inner)
        elif step not in once:
            yield _piece("enum[]", ("enum", step), ABSENT, option, old, new, inner)
        else:
            means = [_meaning(side, held) for side, held in ((old, once[step]), (new, option))]
            if means[0] != means[1]:
                yield _piece("meaning", ("enum", step, "meaning"), means[0], means[1], old, new, inner)


def _meaning(found: Property, option: Any) -> Any:
    return (found.meanings.get(option) if not isinstance(option, (dict, list)) else "") or ABSENT


def _own_keys(old: Property, new: Property, inner: Path) -> Iterator[Piece]:
    once, now = old.extra, new.extra
    for key in {**once, **now}:
        before, after = once.get(key, ABSENT), now.get(key, ABSENT)
        if (before is ABSENT) is not (after is ABSENT) or differs(before, after):
            yield Piece(key, inner, (key,), before, after, old, new, (old, new))
