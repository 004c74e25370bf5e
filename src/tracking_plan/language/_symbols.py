"""The outline of a file and the things of a plan by name: what editors show as symbols."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..document import Document, Map, Path, Span
from ..model.plan import Plan
from ..model.reference import SECTIONS, said
from ._grammar import slot


class Symbol(NamedTuple):
    """A thing in the outline."""

    name: str
    kind: str
    """The section that it stands in, `carried` for a property, or `section`."""
    detail: str
    at: Span
    """Its key."""
    last: int
    """The last line (from 1) of what is written to it."""
    inside: tuple[Symbol, ...]
    deprecated: bool = False


def outline(document: Document, lines: int) -> tuple[Symbol, ...]:
    """The sections of a file, the names in them, and the properties of events, groups and objects."""
    return tuple(_symbols(document.data, (), lines)) if isinstance(document.data, Map) else ()


def _symbols(holder: Map, path: Path, last: int) -> Iterator[Symbol]:
    keys = [(key, holder.key_at(key, path)) for key in holder]
    keys.sort(key=lambda pair: (pair[1].line, pair[1].column))
    found = slot(path)
    for place, (key, at) in enumerate(keys):
        end = max(keys[place + 1][1].line - 1, at.line) if place + 1 < len(keys) else max(last, at.line)
        value = holder[key]
        if found.names:
            kind = "section" if found.names == "sections" else found.names
            inside = _inside(value, (*path, key), end)
            old = isinstance(value, Map) and (bool(value.get("deprecated")) or value.get("status") in _OVER)
            yield Symbol(key, kind, _detail(value), at, end, inside, old)
        elif isinstance(value, Map) and slot((*path, key)).names == "carried":
            yield from _symbols(value, (*path, key), end)  # the properties themselves, without a step between


_OVER = ("deprecated", "retired")


def _inside(value: object, path: Path, last: int) -> tuple[Symbol, ...]:
    found = slot(path)
    if not isinstance(value, Map) or not (found.names or found.holds):
        return ()
    return tuple(_symbols(value, path, last))


def _detail(value: object) -> str:
    if not isinstance(value, Map):
        return ""
    words = (value.get(key) for key in ("status", "type", "platform", "question", "name"))
    return next((str(word) for word in words if isinstance(word, str)), "")


class Named(NamedTuple):
    """A thing of a plan with its place."""

    name: str
    section: str
    holder: str
    at: Span


_MOST = 1000


def named(plan: Plan, query: str) -> list[Named]:
    """The things whose names hold the letters of a query in their order, the closest first."""
    found: list[tuple[int, int, Named]] = []
    for number, (name, section, holder, node) in enumerate(_every(plan)):
        rank = _rank(query.casefold(), name.casefold())
        if rank is not None:
            found.append((rank, number, Named(name, section, holder, node.at())))
        if len(found) >= _MOST * 10:
            break
    return [one for _, _, one in sorted(found, key=lambda each: each[:2])[:_MOST]]


def _every(plan: Plan) -> Iterator[tuple[str, str, str, Any]]:
    for section in SECTIONS:
        if section == "traits":
            continue
        known = getattr(plan, "groups" if section == "property_groups" else section)
        for name, node in known.items():
            yield name, section, "", node
    for who, traits in plan.traits.items():
        for name, found in traits.items():
            yield name, "traits", said(("traits", who)), found
    for event in plan.events.values():
        for found in event.own:
            if not found.mention and found.base is None:
                yield found.name, "properties", event.name, found


def _rank(query: str, name: str) -> int | None:
    """How near a name is: equal, begins with it, holds it, holds its letters; None where it does not."""
    if query == name:
        return 0
    if name.startswith(query):
        return 1
    if query in name:
        return 2
    letters = iter(name)
    return 3 if all(letter in letters for letter in query if not letter.isspace()) else None
