"""What a plan has from those that it builds on: the names that it shares, and what it says over them itself.

A plan inherits what it can name: the dictionary, groups, owners, objectives, questions, envelopes and the taxonomy, and
how severe rules are. An event of theirs it has where it names it. Sources, traits and allowances are each plan's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import structs

from ..document import Path
from ..shelf import listed, quote
from .facets import Facet, differs, facets, normal, options, value
from .node import Node, keys
from .plan import Plan, Setting
from .property import Property
from .taxonomy import EventNames, PropertyNames, Taxonomy

SECTIONS = ("properties", "property_groups", "owners", "objectives", "questions", "envelopes", "rules")
"""What is inherited whole, by name."""
_FIELDS = {"property_groups": "groups", "rules": "settings"}


def section(plan: Plan, name: str) -> Mapping[str, Node]:
    """The nodes of a section by their names."""
    found: Mapping[str, Node] = getattr(plan, _FIELDS.get(name, name))
    return found


def foremost(bases: Sequence[Plan]) -> tuple[Plan, ...]:
    """The plans without those that another one of them builds on, and each once."""
    below = {id(under) for base in bases for under in lineage(base)}
    return tuple({id(base): base for base in bases if id(base) not in below}.values())


def lineage(plan: Plan) -> Iterator[Plan]:
    """All plans that a plan builds on, and that those build on; each once, the nearest first."""
    seen: dict[int, Plan] = {}
    waiting = [*plan.bases]
    while waiting:
        base = waiting.pop(0)
        if id(base) not in seen:
            seen[id(base)] = base
            waiting += base.bases
    yield from seen.values()


def offered(base: Plan, name: str) -> Mapping[str, Node]:
    """What a plan hands on to one that builds on it: its section, and every event of those that it builds on itself."""
    if name != "events" or not base.bases:
        return section(base, name)
    held: dict[str, Node] = {}
    for plan in (*reversed([*lineage(base)]), base):
        held.update(plan.events)
    return held


class Shared:
    """What stands in the plans that one builds on. Of two that say one name, the first is heard."""

    def __init__(self, bases: Sequence[Plan] = ()) -> None:
        self.bases = foremost(bases)
        self.over: dict[tuple[str, str], tuple[Node, ...]] = {}
        """Section and name of what the plan says itself -> what it says it over."""
        self.offered = {name: [offered(base, name) for base in self.bases] for name in (*SECTIONS, "events")}
        self.sections: dict[str, dict[str, Any]] = {}
        for name, all_of_them in self.offered.items():
            held: dict[str, Any] = {}
            for nodes in all_of_them:
                held |= {key: node for key, node in nodes.items() if key not in held}
            self.sections[name] = held
        rules: dict[str, Setting] = self.sections["rules"]
        for base in self.bases:  # where two set a rule, the stricter holds
            rules.update({k: one for k, one in base.settings.items() if one.severity > rules[k].severity})

    def __bool__(self) -> bool:
        return bool(self.bases)

    def under(self, name: str, key: str) -> Any:
        """What the plan's own node of that name stands over; None where nothing does."""
        if not self.bases:
            return None
        found = tuple(nodes[key] for nodes in self.offered[name] if key in nodes)
        if found:
            self.over[name, key] = found
        return found[0] if found else None

    def given(self, name: str, key: str) -> dict[str, Any]:
        """The fields that a node of the plan has from the one that it stands over."""
        node: Node | None = self.under(name, key)
        if node is None:
            return {}
        kind: type[Node] = type(node)
        return {known.field: getattr(node, known.field) for known in keys(kind).values()}

    def event(self, name: str, raw: Mapping[str, Any]) -> dict[str, Any]:
        """The fields that an event has from the one of its name; examples only where it carries the same."""
        given = self.given("events", name)
        given.pop("allow", None)
        if raw.get("properties") is not None or raw.get("include") is not None:
            given.pop("examples", None)
        return given

    def taxonomy(self, own: Taxonomy) -> Taxonomy:
        """The taxonomy with what it leaves unsaid as the plans below say it."""
        for base in self.bases:
            if says_taxonomy(base):
                self.over["taxonomy", ""] = (*self.over.get(("taxonomy", ""), ()), base.taxonomy)
                own = _filled(own, base.taxonomy)
        return own


def says_taxonomy(plan: Plan) -> bool:
    """Whether a plan, or one that it builds on, says anything of how things are named."""
    found = plan.taxonomy
    return bool(found.events or found.properties or found.objects or found.actions)


def _filled(own: Taxonomy, base: Taxonomy) -> Taxonomy:
    return structs.replace(
        own,
        events=_names(own.events, base.events),
        properties=_names(own.properties, base.properties),
        objects=own.objects or base.objects,
        actions=own.actions or base.actions,
    )


def _names(own: Any, base: Any) -> Any:
    """How events or properties are named, with what is left unsaid from below."""
    if own is None or base is None:
        return base if own is None else own
    more = {}
    kind: type[Node] = type(own)
    for key in keys(kind).values():
        if not own.says(key.name) and getattr(own, key.field) == default(own, key.field):
            more[key.field] = getattr(base, key.field)
    return structs.replace(own, **more)


def default(node: Node, field: str) -> Any:
    """What a field holds where nothing is said."""
    return next(one.default for one in structs.fields(type(node)) if one.name == field)


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
        if below is None or differs(normal(below), normal(inner)):
            yield f"properties.{name}", None, None


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


def origin(plan: Plan, node: Node) -> Plan | None:
    """The plan, of those that a plan builds on, in whose files a node stands; None for its own."""
    if not plan.bases or plan.owns(node):
        return None
    return next((base for base in lineage(plan) if base.owns(node)), None)


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


def called(plan: Plan) -> str:
    """A plan that is built on, in a message: by its name, else by where it stands."""
    return f"plan {quote(plan.name)}" if plan.name else f"the plan {quote(plan.folder)}"
