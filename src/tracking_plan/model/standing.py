"""Where a difference stands on both sides: the line that says it, or the nearest thing around it that was written."""

from __future__ import annotations

from collections.abc import Mapping

from ..document import Map, Path, Span
from .change import Difference
from .facets import options
from .node import Node, keys
from .plan import Plan
from .property import Property

_SECTIONS = ("events", "property_groups", "properties")
"""Sections in which things stand inside others, so that one that is not there has something around it."""


def standing(found: Difference) -> tuple[Span | None, Span | None]:
    """In the old plan and in the new one; None where that plan holds nothing of it."""
    before, after = found.plans
    return (
        _side(found, before, found.old, found.before, path_before(found)),
        _side(found, after, found.new, found.after, found.path),
    )


def path_before(found: Difference) -> Path:
    """The path in the old plan, where an event may have had another name."""
    once = found.reach[0].holder.event if found.reach else None
    return ("events", once, *found.path[2:]) if once is not None and found.path[0] == "events" else found.path


def _side(found: Difference, plan: Plan, node: Node | None, value: object, path: Path) -> Span | None:
    if node is None:
        return _around(plan, path)
    key = found.key
    if found.kind == "rule":
        return node.raw.at(str(path[1]), path=("rules",))
    if found.kind == "plan":
        return _holding(plan, key).at(key)
    if key in ("", "name"):
        return node.at()
    if found.kind == "taxonomy":
        return _listed(node, key[:-2], value) if key.endswith("[]") else node.at(*key.split("."))
    if key in ("enum[]", "meaning") and isinstance(node, Property):
        return _option(node, path[-1 if key == "enum[]" else -2])
    return _listed(node, key[:-2], value) if key.endswith("[]") else node.at(key)


def _holding(plan: Plan, key: str) -> Map:
    """The mapping at the top of that file of a plan which says something under a key."""
    maps = [document.data for document in plan.documents if isinstance(document.data, Map)]
    return next((data for data in (plan.raw, *maps) if key in data), plan.raw)


def _listed(node: Node, key: str, value: object) -> Span:
    """A value in a list of texts, or the list."""
    held = getattr(node, keys(type(node))[key].field) or ()
    return node.at(key, held.index(value)) if value in held else node.at(key)


def _option(node: Property, step: str | int) -> Span:
    """A value of an enum, or the enum."""
    place = [*options(node)].index(step) if step in options(node) else None
    written = node.raw.get("enum")
    if place is None or not isinstance(written, (dict, list)) or len(written) != len(options(node)):
        return node.at("enum")
    return node.at("enum", [*written][place] if isinstance(written, dict) else place)


def _around(plan: Plan, path: Path) -> Span | None:
    """The nearest thing around what is not there."""
    if path[0] not in _SECTIONS:
        return None
    section: Mapping[str, Node] = getattr(plan, "groups" if path[0] == "property_groups" else str(path[0]))
    node = section.get(str(path[1]))
    if node is None:
        return None
    rest = [*path[2:]]
    while rest:
        step = rest.pop(0)
        if step == "items" and isinstance(node, Property) and node.items is not None:
            node = node.items
        elif step == "properties" and rest:
            held: Mapping[str, Node] = getattr(node, "properties", None) or {}
            name = str(rest.pop(0))
            if name not in held:
                break
            node = held[name]
        else:
            break
    return node.at()
