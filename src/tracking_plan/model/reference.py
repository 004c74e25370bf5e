"""What people write to name a thing of a plan, as a path and back: `Project Created.privacy`, `owners/growth`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..document import Path
from ..shelf import did_you_mean, listed, quote
from ..trouble import Trouble
from .plan import Plan

_SECTIONS = ("events", "properties", "owners", "sources", "property_groups", "questions", "objectives")


def resolve(plan: Plan, reference: str) -> Path:
    """The path of what a reference names: an event, `Event.property.nested`, or a name of a section.

    Where a name stands in more than one section, `owners/growth` says which.

    Raises:
        Trouble: nothing has that name, or more than one thing has.
    """
    section, slash, name = reference.partition("/")
    if slash and section in _SECTIONS:
        known = _named(plan, section)
        if name not in known:
            raise Trouble(f"nothing under {section} is named {quote(name)}{did_you_mean(name, known)}")
        return (section, name)
    found = [section for section in _SECTIONS if reference in _named(plan, section)]
    if len(found) > 1:
        ways = listed((quote(f"{section}/{reference}") for section in found), last="or")
        raise Trouble(f"{quote(reference)} is the name of more than one thing: say {ways}")
    if found:
        return (found[0], reference)
    pointed = plan.point(reference)
    if pointed.event is not None and pointed.property is not None:
        return ("events", pointed.event.name, *_steps(reference[len(pointed.event.name) + 1 :].split(".")))
    if pointed.event is not None:
        near = did_you_mean(pointed.missing or "", pointed.known)
        raise Trouble(f"event {quote(pointed.event.name)} has no property {quote(pointed.missing)}{near}")
    dotted = reference.split(".")
    if dotted[0] in plan.properties:
        return ("properties", dotted[0], *_steps(dotted[1:]))
    every = [name for section in _SECTIONS for name in _named(plan, section)]
    raise Trouble(f"nothing in the plan is named {quote(reference)}{did_you_mean(reference, every)}")


def _named(plan: Plan, section: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = getattr(plan, "groups" if section == "property_groups" else section)
    return found


def _steps(names: Iterable[str]) -> Path:
    return tuple(step for name in names for step in ("properties", name))


def said(path: Path) -> str:
    """A path as people write it: `Project Created.privacy`, `properties/email`, `owners/growth`."""
    if path[0] == "events":
        return ".".join((str(path[1]), *names_in(path[2:])))
    return "/".join((str(path[0]), ".".join((str(path[1]), *names_in(path[2:]))))) if len(path) > 1 else str(path[0])


def names_in(path: Path) -> tuple[str, ...]:
    """The names of properties that a path leads through; it ends where it leads elsewhere (`maximum`)."""
    names, place = list[str](), 0
    while place < len(path):
        if path[place] == "items":
            place += 1
        elif path[place] == "properties" and place + 1 < len(path):
            names.append(str(path[place + 1]))
            place += 2
        else:
            break
    return tuple(names)
