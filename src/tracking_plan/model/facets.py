"""The normal form of a plan: what it means, apart from how and where it is written. Two plans that mean the same have
the same normal form, whatever the order, the files, the anchors or what is said once and used many times.

A facet is one key of a kind of node, as plain data. What stands at its default is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import msgspec

from .event import Event, Group
from .node import Node, keys
from .plan import Plan, Setting
from .property import Property
from .schema import plain, same

_APART: Mapping[type[Node], frozenset[str]] = {
    Property: frozenset(("enum", "items", "properties")),
    Event: frozenset(("properties", "was", "include")),
    Group: frozenset(("include",)),
    Plan: frozenset(("format",)),
}
"""Keys that are no facets: what stands inside is compared piece by piece, and what is included by what it brings."""
_SETS = frozenset(("sources", "answers", "destinations", "needs", "objects", "actions"))
"""Lists whose order means nothing; what comes and goes is told name by name."""


class Facet(NamedTuple):
    """One key of a kind of node: the field that holds it, its default, and whether it is a set of names."""

    key: str
    field: str
    default: Any
    is_set: bool


@cache
def facets(kind: type[Node]) -> tuple[Facet, ...]:
    """The facets of a kind of node, in the order in which the format names them."""
    defaults = {field.name: field.default for field in msgspec.structs.fields(kind)}
    apart = _APART.get(kind, frozenset())
    made = []
    for key in keys(kind).values():
        if key.name in apart:
            continue
        default = defaults[key.field]
        is_set = key.name in _SETS and default == ()
        made.append(Facet(key.name, key.field, None if default == () else default, is_set))
    return tuple(made)


def value(node: Node, facet: Facet) -> Any:
    """What a node says under a facet, inherited things too; None for nothing."""
    found = getattr(node, facet.field)
    if found.__class__ is str or found is None or found is True or found is False:
        if facet.key == "additional_properties" and isinstance(node, Property):
            return is_open(node)
        return found
    if found == ():  # of a property, no source at all is not the same as all of the event's
        return [] if facet.key == "sources" and isinstance(node, Property) else None
    if facet.key == "type" and isinstance(node, Property):
        return found[0] if len(found) == 1 else sorted(set(found))
    if isinstance(found, Node):
        return normal(found)
    if facet.key == "extends":
        return ", ".join(entry.said for entry in found)
    if isinstance(found, tuple):
        if facet.is_set or (facet.key == "sources"):
            return sorted(set(found))
        return [normal(item) if isinstance(item, Node) else plain(item) for item in found]
    return found.isoformat() if isinstance(found, date) else found


def is_open(found: Property) -> bool:
    """Whether, as an object, it takes properties that it does not name."""
    return found.additional_properties or not found.properties


def default(node: Node, facet: Facet) -> Any:
    """What a facet is where nothing is said."""
    return True if facet.key == "additional_properties" and isinstance(node, Property) else facet.default


def differs(one: Any, other: Any) -> bool:
    """Whether two values are not the same to JSON: 1 and 1.0 are, 1 and true are not."""
    if one is other or (one.__class__ is str and other.__class__ is str):
        return bool(one != other)
    return bool(same(one) != same(other))


def normal(node: Node) -> dict[str, Any]:
    """The normal form of one node, nested properties and the user's own keys included."""
    made: dict[str, Any] = {}
    for facet in facets(type(node)):
        found = value(node, facet)
        if found is not None and found != default(node, facet):
            made[facet.key] = found
    if isinstance(node, Property):
        made.update(_inside(node))
    elif isinstance(node, (Event, Group)):
        made.update(_named("properties", node.properties))
        if isinstance(node, Event) and node.was:
            made["was"] = sorted({*node.was})
    made.update((key, plain(held)) for key, held in node.extra.items())
    return made


def _inside(found: Property) -> Iterator[tuple[str, Any]]:
    if found.enum is not None:
        yield "enum", {shown: _option(found, option) for shown, option in options(found).items()}
    if found.items is not None:
        yield "items", normal(found.items)
    yield from _named("properties", found.properties or {})


def _option(found: Property, option: Any) -> Any:
    meaning = found.meanings.get(option) if not isinstance(option, (dict, list)) else None
    return {"value": option, "meaning": meaning} if meaning else {"value": option}


def options(found: Property) -> dict[str | int, Any]:
    """The values of an enum by the step that leads to each: a text or whole number itself, others as JSON writes them."""
    made: dict[str | int, Any] = {}
    for option in found.enum or ():
        whole = plain(option)
        step = whole if isinstance(whole, (str, int)) and not isinstance(whole, bool) else _json(whole)
        while step in made and same(made[step]) != same(whole):  # the text "true" beside the value true
            step = f"{step} "
        made.setdefault(step, whole)
    return made


def _json(whole: Any) -> str | int:
    if isinstance(whole, float) and whole.is_integer():
        return int(whole)
    return msgspec.json.encode(whole, order="deterministic").decode()


def _named(section: str, nodes: Mapping[str, Node]) -> Iterator[tuple[str, Any]]:
    if nodes:
        yield section, {name: normal(node) for name, node in nodes.items()}


SECTIONS: Mapping[str, str] = {
    "sources": "source",
    "owners": "owner",
    "objectives": "objective",
    "questions": "question",
    "properties": "definition",
    "property_groups": "group",
    "events": "event",
}
"""The sections of named nodes, and the kind of difference that is told where one of their names comes or goes."""


def section(plan: Plan, name: str) -> Mapping[str, Node]:
    """The nodes of a section by their names."""
    found: Mapping[str, Node] = getattr(plan, "groups" if name == "property_groups" else name)
    return found


def plan_form(plan: Plan) -> dict[str, Any]:
    """The normal form of a whole plan."""
    made: dict[str, Any] = {}
    for facet in facets(Plan):
        if (found := value(plan, facet)) is not None:
            made[facet.key] = found
    if plan.allow:
        made["allow"] = [normal(item) for item in plan.allow]
    made["taxonomy"] = taxonomy_form(plan)
    for name in SECTIONS:
        made[name] = {key: normal(node) for key, node in section(plan, name).items()}
    for name, event in plan.events.items():
        made["events"][name]["was"] = sorted(set(event.was))
    made["traits"] = {
        who: {name: normal(found) for name, found in traits.items()} for who, traits in plan.traits.items()
    }
    made["rules"] = {name: setting_form(setting) for name, setting in plan.settings.items()}
    return made


def taxonomy_form(plan: Plan) -> dict[str, Any]:
    """What the taxonomy says, what it leaves to the defaults included: `events.case`, `objects` and so on."""
    made: dict[str, Any] = {}
    for name, names in (("events", plan.event_names), ("properties", plan.property_names)):
        made.update((f"{name}.{facet.key}", value(names, facet)) for facet in facets(type(names)))
    for facet in facets(type(plan.taxonomy)):
        if facet.is_set:
            made[facet.key] = value(plan.taxonomy, facet) or []
    return made


def setting_form(setting: Setting) -> str:
    """`off`, `info`, `warning` or `error`."""
    return setting.severity.word
