"""The lines of documentation that a client carries: of an event, of a property, of what is deprecated."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.event import Event
from ..model.plan import Plan
from ..model.property import Property
from ..model.schema import plain
from . import _words as say
from ._code import lines, told


def about_event(event: Event, plan: Plan) -> tuple[str, ...]:
    """What it means, when it is sent, who answers for it and where it stands."""
    made = [*_prose(event.description)]
    if event.trigger:
        made += _prose(f"Sent when: {event.trigger}")
    facts = []
    if event.owner:
        owner = plan.owners.get(event.owner)
        facts.append(f"Owner: {told((owner.title if owner else None) or event.owner)}.")
    facts.append(f"Status: {event.status}.")
    return (*made, " ".join(facts))


def about_property(found: Property) -> tuple[str, ...]:
    """What it means, what it may be, and an example."""
    return (*_prose(found.description), *(told(line) for line in _facts(found)))


def _prose(text: str | None) -> tuple[str, ...]:
    """The lines of a text, the last of which ends as a sentence does: comments are shown as one paragraph."""
    found = lines(text or "")
    return (*found[:-1], _sentence(found[-1])) if found else ()


def _sentence(text: str) -> str:
    return text + "." if text[-1:].isalnum() or text[-1:] in "\"')" else text


def _facts(found: Property) -> Iterator[str]:
    if found.minimum is not None and found.maximum is not None:
        yield f"From {say.number(found.minimum)} to {say.number(found.maximum)}."
    elif found.minimum is not None:
        yield f"At least {say.number(found.minimum)}."
    elif found.maximum is not None:
        yield f"At most {say.number(found.maximum)}."
    if (told_length := _count(found.min_length, found.max_length, "character")) is not None:
        yield told_length
    if (told_items := _count(found.min_items, found.max_items, "item")) is not None:
        yield told_items
    if found.pattern is not None:
        yield f"Pattern: {found.pattern}"
    if found.format is not None:
        yield f"Format: {found.format}."
    if found.examples:
        yield f"Example: {say.value(plain(found.examples[0]))}"
    if found.pii in ("personal", "sensitive", "pseudonymous"):
        yield f"Personal data: {found.pii}."


def _count(least: int | None, most: int | None, what: str) -> str | None:
    if least is None and most is None:
        return None
    many = f"{what}s"
    if least is not None and most is not None:
        return f"{least} to {most} {many}."
    if least is not None:
        return f"At least {least} {what if least == 1 else many}."
    return f"At most {most} {what if most == 1 else many}."


def deprecation(node: Event | Property, plan: Plan) -> tuple[str | None, str | None]:
    """Why it is deprecated ("" where nothing is said; None where it is not), and the name of what replaces it."""
    if isinstance(node, Event):
        deprecated = node.status == "deprecated"
        why = ""
    else:
        deprecated = node.deprecated is not False or node.replaced_by is not None
        why = " ".join(_prose(node.deprecated)) if isinstance(node.deprecated, str) else ""
    if not deprecated:
        return None, None
    instead = f"Use {told(node.replaced_by)} instead." if node.replaced_by else ""
    return " ".join(part for part in (why, instead) if part), node.replaced_by
