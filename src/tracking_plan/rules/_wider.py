"""How what a plan says over another is wider than that: values, groups, events, the taxonomy and rules."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..document import Span
from ..finding import Finding
from ..model.containment import contains
from ..model.event import Event, Group
from ..model.inherited import called, origin
from ..model.node import Node
from ..model.plan import Plan, Setting
from ..model.property import Property
from ..model.schema import event_schema, must_be_there, property_schema
from ..model.taxonomy import Taxonomy
from ..shelf import quote
from ._said import shown
from ._stricter import loosened
from ._widening import widened

_HINT = "narrow it here, or widen it there"


def who(plan: Plan, node: Node) -> str:
    """The plan that a node comes from, in a message."""
    other = origin(plan, node)
    return called(other) if other is not None else "the dictionary"


def compared(node: object, base: Node, plan: Plan) -> Iterator[Finding]:
    """What makes a node of a plan wider than the one that it stands over."""
    match node, base:
        case Property(), Property():
            yield from _value(node, base, plan)
        case Group(), Group():
            yield from _group(node, base, plan)
        case Event(), Event():
            yield from _event(node, base, plan)
        case Taxonomy(), Taxonomy():
            for here, there, says, at in loosened(node, base):
                related = ((there, "what it widens"),)
                yield Finding(at, f"{here}, but {who(plan, base)} says {says}", _HINT, related=related)
        case Setting(), Setting():
            if node.severity < base.severity:
                message = f"rule {node.rule} is set to {node.severity.word} here, but {who(plan, base)} says {base.severity.word}"
                hint = "leave it as it is there; single places are let pass with `allow:`"
                related = ((base.raw.at(base.rule, path=("rules",)), "what it loosens"),)
                yield Finding(node.raw.at(node.rule, path=("rules",)), message, hint, related=related)


def _value(node: Property, base: Property, plan: Plan) -> Iterator[Finding]:
    """A value that tells the two apart, where no word of the property has been named for it."""
    if node.base is not base:  # a second plan says it too
        yield from widened(node, base, lambda author: who(plan, author))
    if any(_told(node, base)):
        return
    found = contains(property_schema(node), property_schema(base))
    if found.holds is False:
        message = f"property {quote(node.name)} takes {_example(found.value)} here, which {who(plan, base)} refuses"
        yield Finding(node.at(), message, _HINT, related=((base.at(), "what it widens"),))


def _told(node: Property, base: Property) -> Iterator[Finding]:
    """What `check_property` says of a property and of those in it."""
    yield from widened(node, base, lambda _: "")
    for inner in node.nested():
        if inner.base is not None and inner is not inner.base and inner.raw is not inner.base.raw:
            yield from _told(inner, inner.base)


def _group(node: Group, base: Group, plan: Plan) -> Iterator[Finding]:
    for name, inner in node.properties.items():
        below = base.properties.get(name)
        if below is None:
            message = (
                f"group {quote(node.name)} has a property {quote(name)} here, which that of {who(plan, base)} has not"
            )
            hint = f"make a group of your own that includes {quote(node.name)}"
            yield Finding(inner.at(), message, hint, related=((base.at(), "what it widens"),))
        else:
            yield from _presence(inner, below, plan)


def _presence(inner: Property, below: Property, plan: Plan) -> Iterator[Finding]:
    if must_be_there(below) and not must_be_there(inner):
        key = "sources" if inner.sources is not None else "required"
        message = f"property {quote(inner.name)} may be missing here, but {who(plan, below)} says that it is required"
        yield Finding(inner.at(key), message, _HINT, related=((below.at(), "what it widens"),))


def _event(node: Event, base: Event, plan: Plan) -> Iterator[Finding]:
    whose, related = who(plan, base), ((base.at(), "what it widens"),)
    what = f"event {quote(node.name)}"
    if node.kind != base.kind:
        message = f"{what} is sent by {node.kind} here, but {whose} says {base.kind}"
        yield Finding(node.at("type"), message, "give it another name", related=related)
    if base.critical and not node.critical:
        yield Finding(
            node.at("critical"), f"{what} is not critical here, but {whose} says that it is", _HINT, related=related
        )
    if node.additional_properties and not base.additional_properties:
        message = f"{what} takes properties here that are not planned, but {whose} says that it does not"
        yield Finding(node.at("additional_properties"), message, _HINT, related=related)
        return
    told = False
    for name, inner in node.properties.items():
        below = base.properties.get(name)
        if below is None and not base.additional_properties:
            told = True
            message = f"{what} has a property {quote(name)} here, which that of {whose} has not"
            hint = "let it be sent there too (`additional_properties: true` lets all be), or send an event of your own"
            yield Finding(_written(node, inner), message, hint, related=related)
        elif below is not None:
            missing = [*_presence(inner, below, plan)]
            told = told or bool(missing) or any(_told(inner, below))
            yield from missing
    found = contains(event_schema(node), event_schema(base)) if not told else None
    if found is not None and found.holds is False:
        message = f"{what} takes {_example(found.value)} here, which {whose} refuses"
        yield Finding(node.at(), message, _HINT, related=related)


def _written(node: Event, inner: Property) -> Span:
    """Where an event says that it carries a property: itself, or by including a group."""
    return inner.at() if inner.path[:2] == node.path else node.at("include")


def _example(value: object) -> str:
    """A value that tells two schemas apart, short enough for a message."""
    if isinstance(value, (dict, list)):
        text = json.dumps(value)
        return text if len(text) <= 80 else text[:79] + "…"
    return shown(value)
