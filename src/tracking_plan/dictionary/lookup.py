"""Looking a thing up by the name that people have for it: its own, an old one, or nearly that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..document import Path
from ..model.plan import Plan
from ..model.reference import SECTIONS, resolve, said
from ..model.words import split
from ..shelf import did_you_mean, quote
from ..trouble import Trouble


class Found(NamedTuple):
    """A thing that a name means. ``how`` says it where the name is not simply its own."""

    path: Path
    """Of a name that only events, groups or traits define, ``("properties", name)``."""
    how: str = ""


def lookup(plan: Plan, name: str) -> tuple[Found, ...]:
    """What a name means, more than one thing where it means several: `Project Created`, `owners/growth`,
    `Project Created.privacy`, an old name of an event, a property that only one event has, or a name in another case.

    Raises:
        Trouble: nothing has such a name; the message says what is near.
    """
    found = [Found((section, name)) for section in SECTIONS if name in _names(plan, section)]
    if found:
        return tuple(found)
    if name in _carried(plan):
        return (Found(("properties", name)),)
    try:
        return (Found(resolve(plan, name)),)
    except Trouble as told:
        trouble = told
    found = [*_renamed(plan, name)] or [*_alike(plan, name)]
    if found:
        return tuple(found)
    if "/" in name and name.partition("/")[0] in SECTIONS:
        raise trouble
    head = next((event for event in plan.events if name.startswith(f"{event}.")), None)
    if head is not None:
        raise trouble
    near = did_you_mean(name, (known for known, _ in _everything(plan)))
    raise Trouble(f"nothing in the plan is named {quote(name)}{near or '; `plan search` looks into descriptions too'}")


def _names(plan: Plan, section: str) -> frozenset[str]:
    return frozenset(getattr(plan, "groups" if section == "property_groups" else section))


def _carried(plan: Plan) -> frozenset[str]:
    """The names of properties that events, groups and traits carry."""
    names: frozenset[str] = plan.facts("names of carried properties", _carried_names)
    return names


def _carried_names(plan: Plan) -> frozenset[str]:
    holders = [event.properties for event in plan.events.values()]
    holders += [group.properties for group in plan.groups.values()]
    holders += [*plan.traits.values()]
    return frozenset(name for holder in holders for name in holder)


def _renamed(plan: Plan, name: str) -> Iterator[Found]:
    for event in plan.events.values():
        if name in event.was:
            yield Found(event.path, f"{quote(name)} is called {quote(event.name)} now")


def _alike(plan: Plan, name: str) -> Iterator[Found]:
    """Things whose names differ only in case, spaces, hyphens and underscores."""
    bare = _bare(name)
    for known, path in _everything(plan) if bare else ():
        if _bare(known) == bare:
            yield Found(path, f"nothing is named {quote(name)}; this is {quote(said(path))}")


def _everything(plan: Plan) -> Iterator[tuple[str, Path]]:
    """Every name, with the path of what has it; a property's once."""
    for section in SECTIONS:
        for name in _names(plan, section):
            yield name, (section, name)
    for name in sorted(_carried(plan) - {*plan.properties}):
        yield name, ("properties", name)
    for event in plan.events.values():
        for name in event.was:
            yield name, event.path


def _bare(name: str) -> str:
    return "".join(split(name)).casefold()
