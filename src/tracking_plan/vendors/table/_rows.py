"""What each table shows of a plan: what is written at each place, and nothing that is inherited."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from ...document import Map, Path
from ...model.event import Event
from ...model.node import Node
from ...model.plan import Plan
from ...model.property import Property
from ._sheets import ENUMS, EVENTS, OWNERS, PROPERTIES, Row, Sheet
from ._text import joined, shown

_APART = "\x1f"
"""Between the steps of an id."""


def rows(plan: Plan, sheet: Sheet) -> list[Row]:
    """The rows of a table, in the order of the plan."""
    return [*_ROWS[sheet.name](plan)]


def _events(plan: Plan) -> Iterator[Row]:
    for event in plan.events.values():
        cells = []
        for column in EVENTS.columns:
            match column.key:
                case "name":
                    cells.append(shown(event.name))
                case "properties":
                    cells.append(shown(joined(own.name for own in event.own)))
                case _:
                    cells.append(said(event, column.key))
        yield Row(event.name, tuple(cells), event, event.was)


def _properties(plan: Plan) -> Iterator[Row]:
    for found in plan.definitions:
        if isinstance(found.raw, Map):
            first = (shown(label(found.path)), shown(where(plan, found.path)))
            rest = (said(found, column.key) for column in PROPERTIES.columns[2:])
            yield Row(ident(found.path), (*first, *rest), found)


class Value(NamedTuple):
    """A value of an enum: the property that says it, its key or place there, and the value as it is held."""

    property: Property
    step: str | int
    value: Any


def _enums(plan: Plan) -> Iterator[Row]:
    for found in plan.definitions:
        written = found.raw.get("enum")
        if not isinstance(written, (dict, list)):
            continue
        first = (shown(label(found.path)), shown(where(plan, found.path)))
        for step, text, meaning, value in values(found.raw, written):
            yield Row(
                f"{ident(found.path)}{_APART}{text}", (*first, shown(text), shown(meaning)), Value(found, step, value)
            )


def values(raw: Map, written: Any) -> Iterator[tuple[str | int, str, str, Any]]:
    """Of each value of an enum: its key or place, its text, its meaning, and the value itself."""
    if isinstance(written, Map):
        for name, meaning in written.items():
            yield name, name, "" if meaning is None else _source(written, name), name
        return
    for place, value in enumerate(written):
        if not isinstance(value, (dict, list)):
            yield place, value if isinstance(value, str) else raw.source("enum", place) or "null", "", value


def _owners(plan: Plan) -> Iterator[Row]:
    for owner in plan.owners.values():
        rest = (said(owner, column.key) for column in OWNERS.columns[1:])
        yield Row(owner.name, (shown(owner.name), *rest), owner)


_ROWS: Mapping[str, Callable[[Plan], Iterator[Row]]] = {
    EVENTS.name: _events,
    PROPERTIES.name: _properties,
    ENUMS.name: _enums,
    OWNERS.name: _owners,
}


def said(node: Node, key: str) -> str:
    """What a node says under a key at its very place, as a cell shows it."""
    value = node.raw.get(key)
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        items = ((place, item) for place, item in enumerate(value) if not isinstance(item, (dict, list)))
        return shown(joined(item if isinstance(item, str) else node.raw.source(key, place) for place, item in items))
    return shown(_source(node.raw, key))


def _source(raw: Map, key: str) -> str:
    value = raw[key]
    return value if isinstance(value, str) else raw.source(key)


# What a property is called, and where it stands


def ident(path: Path) -> str:
    return _APART.join(map(str, path))


def home(path: Path) -> Path:
    """The path of what a property belongs to: the dictionary, an event, a group, or traits."""
    return path[:1] if path[0] == "properties" else path[:2]


def label(path: Path) -> str:
    """`utm_params.source`, `line_items[].sku`: the name of a property where it stands."""
    if path[0] == "properties":
        rest = path[1:]
    elif path[0] == "traits" or (path[0] == "property_groups" and (len(path) == 3 or path[2] != "properties")):
        rest = path[2:]
    else:
        rest = path[3:]
    made, place = str(rest[0]), 1
    while place < len(rest):
        if rest[place] == "items":
            made, place = f"{made}[]", place + 1
        else:
            made, place = f"{made}.{rest[place + 1]}", place + 2
    return made


def where(plan: Plan, path: Path) -> str:
    """`dictionary`, the name of an event, `group: client`, `traits: user`."""
    if path[0] == "properties":
        return "dictionary"
    if path[0] == "events":
        name = str(path[1])
        return f"event: {name}" if name == "dictionary" or name.startswith(("event: ", "group: ", "traits: ")) else name
    return f"group: {path[1]}" if path[0] == "property_groups" else f"traits: {path[1]}"


def home_of(plan: Plan, cell: str) -> Path | None:
    """The path of what a cell of the column "Where" names; None where it names nothing of the plan."""
    if cell.casefold() in ("", "dictionary"):
        return ("properties",)
    kind, colon, name = cell.partition(": ")
    if colon and kind == "group":
        return ("property_groups", name) if name in plan.groups else None
    if colon and kind == "traits":
        return ("traits", name) if name in ("user", "group") else None
    if colon and kind == "event":
        cell = name
    return ("events", cell) if cell in plan.events else None


def holder(plan: Plan, path: Path) -> Path:
    """The path of the mapping in which the properties of what stands at a path are written."""
    if path[0] == "events":
        return (*path, "properties")
    if path[0] == "property_groups":
        own = plan.groups[str(path[1])].own
        return own[0].path[:-1] if own else path
    return path


def is_event(node: object) -> bool:
    return isinstance(node, Event)
