"""What the plan format takes at a path: keys of which kind of node, names of what, or a value, and what the value may name."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from ..document import Path
from ..finding import Severity
from ..model.acknowledgement import Acknowledgement
from ..model.allow import Allow
from ..model.event import Event, Group
from ..model.format import NODES
from ..model.node import Key, Node, keys
from ..model.own_envelope import OwnEnvelope
from ..model.people import Objective, Owner, Question
from ..model.plan import Plan
from ..model.property import FORMATS, PII, TYPES, Property
from ..model.source import Source
from ..model.taxonomy import Taxonomy


class Slot(NamedTuple):
    """What may stand at a path."""

    holds: type[Node] | None = None
    """A mapping with the keys of this kind of node."""
    names: str = ""
    """A mapping from names: of a section, of `carried` properties, or of `rules`."""
    items: type[Node] | None = None
    """A list of nodes of this kind."""
    key: Key | None = None
    """The value of this key ..."""
    of: type[Node] | None = None
    """... of this kind of node."""
    example: bool = False
    """An event's examples, or a part of them."""
    severity: bool = False
    """How severe a rule is."""


SECTIONS: Mapping[str, type[Node]] = {
    "sources": Source, "owners": Owner, "properties": Property, "property_groups": Group, "events": Event,
    "objectives": Objective, "questions": Question, "envelopes": OwnEnvelope,
}  # fmt: skip
"""Sections that are mappings from name to node."""
_NOTHING = Slot()

REFERENCES: Mapping[tuple[type[Node], str], str] = {
    (Event, "owner"): "owners",
    (Event, "sources"): "sources",
    (Event, "include"): "property_groups",
    (Event, "answers"): "questions",
    (Event, "replaced_by"): "events",
    (Group, "include"): "property_groups",
    (Objective, "owner"): "owners",
    (Question, "for"): "owners",
    (Question, "objective"): "objectives",
    (Question, "needs"): "needs",
    (Property, "sources"): "sources",
    (Property, "replaced_by"): "beside",
    (Allow, "rule"): "rules",
    (Allow, "at"): "things",
    (Source, "sdk"): "tools",
    (Source, "destinations"): "tools",
}
"""Kind and key -> what the value names: a section, or something that must be looked for otherwise."""


def slot(path: Path) -> Slot:
    """What the plan format takes at a path."""
    found = Slot(holds=Plan, names="sections")
    for step in path:
        found = _inside(found, step)
    return found


def _inside(found: Slot, step: str | int) -> Slot:
    if isinstance(step, int):
        if found.items is not None:
            return Slot(holds=found.items)
        return found if found.key is not None or found.example else _NOTHING
    if found.names == "sections":
        return _section(step)
    if found.names == "traits":
        return Slot(names="carried") if step in ("user", "group") else _NOTHING
    if found.names == "rules":
        return Slot(severity=True)
    if found.names == "carried":
        return Slot(holds=Property)
    if found.names:
        return Slot(holds=SECTIONS[found.names])
    if found.holds is not None:
        return slot_under(found.holds, step)
    return found if found.example else _NOTHING


def _section(name: str) -> Slot:
    if name in SECTIONS:
        return Slot(names=name)
    if name in ("traits", "rules"):
        return Slot(names=name)
    if name == "taxonomy":
        return Slot(holds=Taxonomy)
    if name in ("allow", "changes"):
        return Slot(items=Allow if name == "allow" else Acknowledgement)
    known = keys(Plan).get(name)
    return Slot(key=known, of=Plan) if known is not None else _NOTHING


def slot_under(kind: type[Node], name: str) -> Slot:
    """What may stand under a key of a kind of node."""
    known = keys(kind).get(name)
    if name == "properties" and kind in (Event, Property, Group):
        return Slot(names="carried", key=known, of=kind)
    if known is None:
        return Slot(holds=Property) if kind is Group else _NOTHING
    if name == "items" and kind is Property:
        return Slot(holds=Property, key=known, of=kind)
    if name == "examples" and kind is Event:
        return Slot(example=True, key=known, of=kind)
    node, is_list = _node(known.takes)
    if node is not None:
        return Slot(items=node, key=known, of=kind) if is_list else Slot(holds=node, key=known, of=kind)
    return Slot(key=known, of=kind)


def _plain(takes: Any) -> Any:
    """An annotation without what is around it: `Annotated`, and the None that may stand beside it."""
    while True:
        if get_origin(takes) is Annotated:
            takes = get_args(takes)[0]
        elif get_origin(takes) in (Union, UnionType):
            takes = next(arg for arg in get_args(takes) if arg is not NoneType)
        else:
            return takes


def _node(takes: Any) -> tuple[type[Node] | None, bool]:
    takes = _plain(takes)
    is_list = get_origin(takes) is tuple
    inner = _plain(get_args(takes)[0]) if is_list else takes
    return (inner, is_list) if isinstance(inner, type) and issubclass(inner, Node) else (None, is_list)


def is_list(key: Key) -> bool:
    """Whether a key takes a list."""
    return get_origin(_plain(key.takes)) is tuple and key.name != "type"


def is_mapping(found: Slot) -> bool:
    """Whether a mapping is written there."""
    return bool(found.names) or found.holds is not None


def words(found: Slot) -> tuple[str, ...]:
    """The words that a value may be."""
    if found.severity:
        return tuple(level.word for level in Severity)
    if found.key is None:
        return ()
    if found.of is Property and found.key.name in _OF_PROPERTIES:
        return _OF_PROPERTIES[found.key.name]
    takes = _plain(found.key.takes)
    inner = _plain(get_args(takes)[0]) if get_origin(takes) is tuple else takes
    if get_origin(inner) is Literal:
        return get_args(inner)
    return ("true", "false") if inner is bool else ()


_OF_PROPERTIES: Mapping[str, tuple[str, ...]] = {"type": TYPES, "format": FORMATS, "pii": PII}

KINDS: Mapping[type[Node], str] = {
    kind: "envelope" if name == "Envelope" else name.lower() for name, kind in NODES.items()
} | {Plan: "plan"}
"""What a kind of node is called in a sentence."""
