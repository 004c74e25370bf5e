"""What a plan says over what it has from another, key by key, in words: for those who want to see it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..document import Path
from ..shelf import listed, quote
from .facets import Facet, differs, facets, normal, options, value
from .inherited import SECTIONS, called, origin, section
from .node import Node
from .plan import Plan, Setting
from .property import Property
from .taxonomy import EventNames, PropertyNames, Taxonomy


class Override(NamedTuple):
    """A thing that a plan says over what it inherits. ``said`` holds each key with what it was and what it is."""

    section: str
    name: str
    node: Node
    base: Node
    plan: Plan
    """The plan that it was taken from."""
    said: tuple[tuple[str, Any, Any], ...]


def overrides(plan: Plan) -> Iterator[Override]:
    """What a plan says over what it inherits, in the order of its sections; mere mentions are none."""
    for (name, key), bases in plan.over.items():
        node = plan.taxonomy if name == "taxonomy" else section(plan, name).get(key)
        if node is None:
            continue
        said = tuple(_said(node, bases[0]))
        if said:
            yield Override(name, key, node, bases[0], origin(plan, bases[0]) or plan, said)


def _said(node: Node, base: Node) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(node, Setting):
        assert isinstance(base, Setting)
        if node.severity != base.severity:
            yield "severity", base.severity.word, node.severity.word
        return
    for facet in facets(type(node)):
        was, now = value(base, facet), value(node, facet)
        if facet.key == "allow" or not differs(was, now):
            continue
        yield from _parts(facet, node, was, now)
    if isinstance(node, Property) and isinstance(base, Property):
        was, now = _options(base), _options(node)
        if differs(was, now):
            yield "enum", was, now
        if node.items is not None and base.items is not None and differs(normal(base.items), normal(node.items)):
            yield "items", None, None
    for name, inner, below in _inner(node, base):
        if below is None:
            yield f"properties.{name}", None, None
        elif inner is not below:
            yield from ((f"{name}.{key}", was, now) for key, was, now in _said(inner, below))


def _parts(facet: Facet, node: Node, was: Any, now: Any) -> Iterator[tuple[str, Any, Any]]:
    """A facet; of the taxonomy, which holds two mappings, each key of those."""
    if isinstance(getattr(node, facet.field), (EventNames, PropertyNames)) and isinstance(was, dict):
        for key in {**was, **now}:
            if was.get(key) != now.get(key):
                yield f"{facet.key}.{key}", was.get(key), now.get(key)
        return
    yield facet.key, was, now


def _options(found: Property) -> list[Any] | None:
    return None if found.enum is None else [*options(found).values()]


def _inner(node: Node, base: Node) -> Iterator[tuple[str, Property, Property | None]]:
    here = getattr(node, "properties", None)
    there = getattr(base, "properties", None) or {}
    if isinstance(here, Mapping) and not isinstance(node, Taxonomy):
        for name, inner in here.items():
            yield name, inner, there.get(name)


class Source(NamedTuple):
    """Where a thing comes from that a plan has from another: which plan, its node there, and what is said over it here."""

    plan: Plan
    node: Node
    said: tuple[tuple[str, Any, Any], ...] = ()

    @property
    def words(self) -> str:
        """`from plan "acme-company"`, with `here with maximum: 300 for 500` where something is said over it."""
        if not self.said:
            return f"from {called(self.plan)}"
        return f"from {called(self.plan)}, here with {'; '.join(spelled(*one) for one in self.said)}"


def source(plan: Plan, path: Path) -> Source | None:
    """Where what stands at a path comes from, if from another plan: a section and a name."""
    name, key = str(path[0]), str(path[1])
    node = section(plan, name).get(key) if name in (*SECTIONS, "events") else None
    if node is None or not plan.bases:
        return None
    if not plan.owns(node):
        return Source(origin(plan, node) or plan, node)
    below = plan.over.get((name, key), ())
    other = origin(plan, below[0]) if below else None
    return Source(other, below[0], tuple(_said(node, below[0]))) if other is not None else None


def spelled(key: str, was: Any, now: Any) -> str:
    """What is said over another thing: `maximum: 300 for 500`."""
    if was is None and now is None:
        return key
    if was is None or was is False:
        return f"{key}: {_value(now)}"
    return f"{key}: {_value(now)} for {_value(was)}"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{listed(map(_value, value))}]"
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    return text if text.isprintable() and len(text) <= 60 else quote(text)
