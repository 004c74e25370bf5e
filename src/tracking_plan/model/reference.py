"""What people write to name a thing of a plan, as a path and back: `Project Created.privacy`, `owners/growth`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..document import Path
from ..shelf import did_you_mean, listed, quote
from ..trouble import Trouble
from .node import Node
from .plan import Plan
from .property import Property

SECTIONS = ("events", "properties", "owners", "sources", "property_groups", "traits", "questions", "objectives")
"""The sections whose names can be said; where one name stands in several, the section says which."""


def resolve(plan: Plan, reference: str) -> Path:
    """The path of what a reference names: an event, `Event.property.nested`, or a name of a section.

    Where a name stands in more than one section, `owners/growth` says which; `properties/address.city` and
    `property_groups/session.app_version` lead into definitions.

    Raises:
        Trouble: nothing has that name, or more than one thing has.
    """
    section, slash, name = reference.partition("/")
    if slash and section in SECTIONS:
        return _within(plan, section, name)
    found = [section for section in SECTIONS if reference in _named(plan, section)]
    if len(found) > 1:
        ways = listed((quote(f"{section}/{reference}") for section in found), last="or")
        raise Trouble(f"{quote(reference)} is the name of more than one thing: say {ways}")
    if found:
        return (found[0], reference)
    for section in SECTIONS:
        if _first(reference, _named(plan, section)) is not None:
            return _within(plan, section, reference)
    every = [name for section in SECTIONS for name in _named(plan, section)]
    raise Trouble(f"nothing in the plan is named {quote(reference)}{did_you_mean(reference, every)}")


def _within(plan: Plan, section: str, reference: str) -> Path:
    """The path of a name of a section, or of a property below it."""
    known = _named(plan, section)
    name = _first(reference, known)
    if name is None:
        raise Trouble(f"nothing under {section} is named {quote(reference)}{did_you_mean(reference, known)}")
    if name == reference:
        return (section, name)
    inside, steps = _inside(known[name]), reference[len(name) + 1 :].split(".")
    for place, step in enumerate(steps):
        if step not in inside:
            where = ".".join((said((section, name)), *steps[:place]))
            raise Trouble(f"{quote(where)} has no property {quote(step)}{did_you_mean(step, inside)}")
        inside = _inside(inside[step])
    path = _steps(steps)
    return (section, name, *(path[1:] if section == "traits" else path))


def _first(reference: str, known: Mapping[str, Any]) -> str | None:
    """The name with which a reference begins: the longest, as names may hold dots themselves."""
    name = reference
    while name not in known:
        name, dot, _ = name.rpartition(".")
        if not dot:
            return None
    return name


def _inside(holder: Any) -> Mapping[str, Property]:
    """The properties right inside a node, by name; those of its items where it is an array."""
    if isinstance(holder, Mapping):
        return holder
    if isinstance(holder, Property) and holder.items is not None and not holder.properties:
        return _inside(holder.items)
    return getattr(holder, "properties", None) or {}


def _named(plan: Plan, section: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = getattr(plan, "groups" if section == "property_groups" else section)
    return found


def _steps(names: Iterable[str]) -> Path:
    return tuple(step for name in names for step in ("properties", name))


def node_at(plan: Plan, path: Path) -> Node:
    """What a path leads to: of `traits/user` the first trait, of a path to nothing the plan itself."""
    found: Any = _named(plan, str(path[0])).get(str(path[1])) if path[0] in SECTIONS and len(path) > 1 else None
    for name in names_in(path):
        found = _inside(found).get(name) if found is not None else None
    if path[:1] == ("traits",) and isinstance(found, Mapping):
        found = next(iter(found.values()), None)
    return found if isinstance(found, Node) else plan


def said(path: Path) -> str:
    """A path as people write it: `Project Created.privacy`, `properties/email`, `owners/growth`."""
    if len(path) == 1:
        return str(path[0])
    name = ".".join((str(path[1]), *names_in(path)))
    return name if path[0] == "events" else f"{path[0]}/{name}"


def names_in(path: Path) -> tuple[str, ...]:
    """The names of the properties that a path leads through, below what carries them; it ends at a key (`maximum`)."""
    start, steps = _parted(path)
    trait = (str(start[2]),) if len(start) == 3 else ()
    return trait + tuple(str(name) for name in steps[1::2] if name is not _ITEMS)


def of_property(path: Path) -> Path:
    """A path cut where it leads into no further property: of `maximum`, the path of the property that has it."""
    start, steps = _parted(path)
    return start + tuple(step for step in steps if step is not _ITEMS)


_ITEMS: Any = object()


def _parted(path: Path) -> tuple[Path, tuple[Any, ...]]:
    """What carries properties (for a trait, with its name), and the way on from there: two words a step."""
    path = settled(path)
    place = 3 if path[0] == "traits" else 2
    start, steps = path[:place], list[Any]()
    while place < len(path):
        if path[place] == "items":
            steps += ("items", _ITEMS)
            place += 1
        elif path[place] == "properties" and place + 1 < len(path):
            steps += path[place : place + 2]
            place += 2
        else:
            break
    return start, tuple(steps)


def settled(path: Path) -> Path:
    """A property's path in the normal form: those of a group stand under ``properties`` there, wherever they are written."""
    if path[0] == "property_groups" and len(path) > 2 and (len(path) == 3 or path[2] != "properties"):
        return (*path[:2], "properties", *path[2:])
    return path
