"""What a plan has from those that it builds on: the names that it shares with them, and which plan each comes from.

A plan inherits what it can name: the dictionary, groups, owners, objectives, questions, envelopes and the taxonomy, and
how severe rules are. An event of theirs it has where it names it. Sources, traits and allowances are each plan's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import structs

from ..shelf import quote
from .node import Node, keys
from .plan import Plan, Setting
from .taxonomy import Taxonomy

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


def origin(plan: Plan, node: Node) -> Plan | None:
    """The plan, of those that a plan builds on, in whose files a node stands; None for its own."""
    if not plan.bases or plan.owns(node):
        return None
    return next((base for base in lineage(plan) if base.wrote(node)), None)


def called(plan: Plan) -> str:
    """A plan that is built on, in a message: by its name, else by where it stands."""
    return f"plan {quote(plan.name)}" if plan.name else f"the plan {quote(plan.folder)}"
