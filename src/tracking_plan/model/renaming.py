"""Renaming a thing of a plan: its definition, everything that names it, and, of an event, the memory of what it was called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn

from ..document import Amendment, Document, Extend, Map, Path, Put, Rename, amended
from ..shelf import quote
from ..trouble import Trouble
from .allow import Allow
from .carriers import carriers
from .event import Event
from .inherited import called, origin
from .node import Node, keys
from .plan import Plan
from .property import Property
from .reference import names_in, node_at, said, settled

Edit = tuple[Document, Amendment]
"""A change, and the document that it is made in."""


def renaming(plan: Plan, path: Path, name: str, keep: bool = True) -> list[Edit]:
    """The changes that rename what stands at a path. An event remembers its old name under `was`, unless ``keep`` is false.

    Raises:
        Trouble: the name is taken, or the thing is defined elsewhere (the message says where).
    """
    node = node_at(plan, path)
    _refuse_inherited(plan, path, node)
    return [edit for edit in _edits(plan, path, node, name, keep) if plan.holds(edit[0])]


def _refuse_inherited(plan: Plan, path: Path, node: Node) -> None:
    """Refuse what stands in a plan that this one builds on, whether or not this one says something over it.

    Raises:
        Trouble: it does; the message says where.
    """
    known: Node | None = node if not plan.owns(node) else None
    if known is None and isinstance(node, Property):
        known = node.base if node.base is not None and settled(node.base.path) == settled(node.path) else None
    elif known is None and len(path) == 2:
        known = next(iter(plan.over.get((str(path[0]), str(path[1])), ())), None)
    other = origin(plan, known) if known is not None else None
    if known is not None and other is not None:
        at = known.at()
        raise Trouble(
            f"{quote(said(path))} comes from {called(other)}: it stands at {at.file}:{at.line}; rename it there"
        )


def _edits(plan: Plan, path: Path, node: Node, name: str, keep: bool) -> list[Edit]:
    section, old = str(path[0]), str(path[1])
    if section == "traits" and len(path) == 2:
        raise Trouble(
            "traits are of a user or a group, which are no names to change; rename one trait: traits/user.email"
        )
    if isinstance(node, Property):
        if (node.path[:2], names_in(node.path)) != (path[:2], names_in(path)):
            _elsewhere(path, node)
        return [*_property(plan, node, name)]
    _free(getattr(plan, "groups" if section == "property_groups" else section), name, section)
    edits = _event(plan, plan.events[old], name, keep) if section == "events" else _named(plan, section, old, name)
    return [*edits, *_allowed(plan, path, name), (node.raw.document, Rename((section, old), name))]


def sound(name: str) -> None:
    """Refuse what is no name.

    Raises:
        Trouble: it is empty, holds what nobody sees, or begins as keys of one's own do.
    """
    if not name.strip() or name != name.strip():
        raise Trouble(f"{quote(name)} is no name: it is empty, or a space stands at its begin or end")
    if not name.isprintable():
        raise Trouble(f"{quote(name)} is no name: it holds a character that nobody sees")
    if name.startswith("x-"):
        raise Trouble(f"{quote(name)} is no name: keys that begin with x- are for other tools")


def texts(edits: Sequence[Edit]) -> list[tuple[Document, str]]:
    """Each file that changes, with its new text.

    Raises:
        Trouble: a file is written in a way that cannot be changed safely.
    """
    by_document: dict[int, tuple[Document, list[Amendment]]] = {}
    for document, change in edits:
        held = by_document.setdefault(id(document), (document, []))[1]
        if change not in held:
            held.append(change)
    made = []
    for document, changes in by_document.values():
        after = amended(document, changes)
        if after.refused:
            steps = ".".join(map(str, after.refused[0].path))
            raise Trouble(f"{document.file}: {steps} is written in a way that cannot be changed safely; do it by hand")
        made.append((document, after.text))
    return made


def _free(known: Mapping[str, Any], name: str, where: str) -> None:
    if name in known:
        raise Trouble(f"{quote(name)} is there already, under {where}; two things cannot have one name")


def _event(plan: Plan, event: Event, name: str, keep: bool) -> Iterator[Edit]:
    """What names an event, and its own memory."""
    old = event.name
    order = tuple(keys(Event))
    if keep or name in event.was:
        added = (old,) if keep and old not in event.was else ()
        yield event.raw.document, Extend((*event.path, "was"), added, (name,), order)
    for other in plan.events.values():
        if other.replaced_by == old:
            yield _put(other, "replaced_by", name)
    for question in plan.questions.values():
        for place, need in enumerate(question.needs):
            if plan.point(need).event is event:
                yield _put(question, "needs", name + need[len(old) :], place)


_NAMING: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "owners": (("events", "owner", "owner"), ("objectives", "owner", "owner"), ("questions", "asked_by", "for")),
    "sources": (("events", "sources", "sources"),),
    "property_groups": (("events", "include", "include"), ("groups", "include", "include")),
    "questions": (("events", "answers", "answers"),),
    "objectives": (("questions", "objective", "objective"),),
}
"""Section -> where its names are used: the kind of thing, the field, and the key that is written."""


def _named(plan: Plan, section: str, old: str, name: str) -> Iterator[Edit]:
    """What names an owner, a source, a group, a question or an objective."""
    for kind, field, key in _NAMING[section]:
        for node in getattr(plan, kind).values():
            yield from _uses(node, getattr(node, field), key, old, name)
    if section == "sources":
        for found in _written(plan):
            if found.says("sources"):
                yield from _uses(found, found.sources, "sources", old, name)


def _uses(node: Node, held: Any, key: str, old: str, name: str) -> Iterator[Edit]:
    if held == old:
        yield _put(node, key, name)
    elif isinstance(held, tuple):
        yield from (_put(node, key, name, place) for place, item in enumerate(held) if item == old)


def _put(node: Node, key: str, value: str, *place: int) -> Edit:
    return node.raw.document, Put((*node.path, key, *place), value)


def _property(plan: Plan, found: Property, name: str) -> Iterator[Edit]:
    """A property: where it is defined, where it is narrowed or named, in examples, and in what points at it."""
    if found.base is not None:
        _elsewhere(found.path, found.base)
    if found.path[-1] == "items":
        raise Trouble(f"{quote(said(found.path))} is what the items of a list are, which has no name")
    old = found.name
    taking = [one for one in _written(plan) if one.name == old and _takes_from(one, found)]
    for one in taking:
        _free(_beside(plan, one), name, said(one.path).rpartition(".")[0] or str(one.path[0]))
        if one is not found:
            yield one.raw.document, Rename(one.path, name)
    yield from _replacing(plan, found, name)
    for holder, names in _places(plan, found):
        event = plan.events[holder]
        yield from _in_examples(event, names, name)
        yield from _pointing(plan, event, names, name)
        yield from _allowed(plan, ("events", holder, *(s for n in names for s in ("properties", n))), name)
    if found.path[0] != "events":
        yield from _allowed(plan, found.path, name)
    yield found.raw.document, Rename(found.path, name)


def _elsewhere(path: Path, origin: Property) -> NoReturn:
    """Say where a property is defined that only stands here."""
    while origin.base is not None:
        origin = origin.base
    raise Trouble(f"{quote(said(path))} is defined as {quote(said(origin.path))}, which is what to rename")


def _takes_from(one: Property, found: Property) -> bool:
    line: Property | None = one
    while line is not None:
        if line is found or line.path == found.path:
            return True
        line = line.base
    return False


def _written(plan: Plan) -> Iterator[Property]:
    """Every property that is written somewhere, those that are only named too."""
    stack: list[Property] = [*plan.properties.values()]
    for group in plan.groups.values():
        stack.extend(group.own)
    for event in plan.events.values():
        stack.extend(event.own)
    for traits in plan.traits.values():
        stack.extend(traits.values())
    while stack:
        found = stack.pop()
        yield found
        if not found.mention:
            stack.extend(inner for inner in found.nested() if inner.path[: len(found.path)] == found.path)


def _beside(plan: Plan, found: Property) -> Mapping[str, Any]:
    """The names that stand beside a property where it is written, and those that its holder has from elsewhere."""
    path = settled(found.path)
    section, names = str(path[0]), names_in(path)
    if section == "properties" and not names:
        return plan.properties
    known: Any = getattr(plan, "groups" if section == "property_groups" else section)[str(path[1])]
    inside: Mapping[str, Property] = (known if isinstance(known, Mapping) else known.properties) or {}
    for name in names[:-1]:
        holder = inside[name]
        while holder.items is not None and not holder.properties:
            holder = holder.items
        inside = holder.properties or {}
    return inside


def _places(plan: Plan, found: Property) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The events that carry a property, each with the names that lead to it there."""
    if found.path[0] == "events":
        yield str(found.path[1]), names_in(found.path)
    for carrier in carriers(plan, found.path):
        if carrier.section == "events" and carrier.names and carrier.names[-1] == found.name:
            yield carrier.holder, carrier.names


def _replacing(plan: Plan, found: Property, name: str) -> Iterator[Edit]:
    """Properties beside it that say to use it instead."""
    for one in _written(plan):
        if not one.says("replaced_by") or not one.replaced_by:
            continue
        first, dot, rest = one.replaced_by.partition(".")
        other = _beside(plan, one).get(first)
        if first == found.name and isinstance(other, Property) and _takes_from(other, found):
            yield _put(one, "replaced_by", name + dot + rest)


def _in_examples(event: Event, names: tuple[str, ...], name: str) -> Iterator[Edit]:
    examples = event.raw.get("examples")
    for place, example in enumerate(examples if isinstance(examples, list) else ()):
        for path in _holding(example, names, (*event.path, "examples", place)):
            yield event.raw.document, Rename(path, name)


def _holding(value: Any, names: tuple[str, ...], path: Path) -> Iterator[Path]:
    """Where in an example the last of these names is a key."""
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from _holding(item, names, (*path, place))
    elif isinstance(value, Map) and names[0] in value:
        if len(names) == 1:
            yield (*path, names[0])
        else:
            yield from _holding(value[names[0]], names[1:], (*path, names[0]))


def _pointing(plan: Plan, event: Event, names: tuple[str, ...], name: str) -> Iterator[Edit]:
    """The questions that need it there."""
    whole = ".".join((event.name, *names))
    fresh = ".".join((event.name, *names[:-1], name))
    for question in plan.questions.values():
        for place, need in enumerate(question.needs):
            if (need == whole or need.startswith(f"{whole}.")) and plan.point(need).event is event:
                yield _put(question, "needs", fresh + need[len(whole) :], place)


def _allowed(plan: Plan, path: Path, name: str) -> Iterator[Edit]:
    """The plan's own list of allowances, as far as it speaks of the thing."""
    whole = said(path)
    ways = {whole}
    if path[0] == "properties" and len(path) == 2:
        ways.add(str(path[1]))
    for allow in plan.allow:
        at = allow.what or ""
        way = next((way for way in ways if at == way or (at.startswith(f"{way}.") and path[0] == "events")), None)
        if way is not None:
            last = str(path[-1])
            yield _in_list(allow, way[: len(way) - len(last)] + name + at[len(way) :])


def _in_list(allow: Allow, value: str) -> Edit:
    document = allow.raw.document.whole
    listed = document.data.get("allow") or ()
    place = next(place for place, item in enumerate(listed) if item is allow.raw)
    return document, Put(("allow", place, "at"), value)
