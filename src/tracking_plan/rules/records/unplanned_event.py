"""An event is sent that is not planned.

Why: nobody has said what it means, who answers for it, or what it must carry; and where it is another spelling of a
planned one, that one's numbers are too small.

Plan:

    events:
      Project Created:
        was: [Project Added]
        additional_properties: true
      Pricing:
        type: page
        additional_properties: true

Bad:

    {"event": "Projekt Created", "properties": {}}  # <- here
    {"event": "project_created", "properties": {}}  # <- here
    {"event": "Project Created ", "properties": {}}  # <- here
    {"event": "Cart Emptied", "properties": {}}  # <- here
    {"type": "track", "event": "Pricing", "properties": {}}  # <- here

Good:

    {"event": "Project Created", "properties": {}}
    {"event": "Project Added", "properties": {}}
    {"type": "page", "name": "Pricing", "properties": {}}

Note: such records are counted as unplanned, and not as invalid. What differs only in case, joints, spaces, Unicode form
or the form of its verb is told as a spelling of the planned name. A name under `was` is known: see old-name-sent.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from ...finding import Severity
from ...model.plan import Plan
from ...model.record import Problem
from ...shelf import near, quote
from .._phrases import key

severity = Severity.ERROR
said_by = "lint"

_LONGEST = 200
"""Longer names are no slips of a planned one."""
_REMEMBERED = 10_000
_NEAREST = 4
_ALIKE = 0.3
"""Names that share a smaller part of their pairs of letters are not near (Dice's coefficient)."""
_NUMBER = re.compile(r"[0-9]{3,}")
_PLAN_IT = "plan it, or stop sending it"


def said(name: str, plan: Plan, call: str = "track") -> Problem:
    """``call`` is how it was sent: track, page or screen."""
    known: dict[tuple[str, str], Problem] = plan.facts("problems of unplanned events", lambda _: {})
    found = known.get((name, call))
    if found is None:
        found = _said(name, plan, call)
        if len(known) < _REMEMBERED and len(name) <= _LONGEST:
            known[name, call] = found
    return found


def _said(name: str, plan: Plan, call: str) -> Problem:
    what = {"page": "page", "screen": "screen"}.get(call, "event")
    if not name.strip():
        return Problem(f"the {what} has no name", "send the name of a planned one")
    event = plan.events.get(name)
    if event is not None and event.kind != call:
        kinds = {"track": "an event", "page": "a page", "screen": "a screen"}
        message = f"{quote(name)} is planned as {kinds[event.kind]}, and came by a {call} call"
        return Problem(message, f"send it by a {event.kind} call, or plan `type: {call}`")
    message = f"{what} {quote(name)} is not planned"
    if len(name) > _LONGEST:
        return Problem(message, _PLAN_IT)
    variant = _keys(plan).get(key(name))
    if variant is not None:
        return Problem(
            f"{message}: it is {quote(variant)}, {_how(name, variant)}", "send it as planned, or name it in `was`"
        )
    close = _near(name, plan)
    if close is not None:
        return Problem(f"{message} (did you mean {quote(close)}?)")
    return Problem(message, _PLAN_IT)


def _keys(plan: Plan) -> Mapping[str, str]:
    """What is left of each name without its spelling -> the name, old ones too."""
    found: dict[str, str] = plan.facts("event names by key", _by_key)
    return found


def _by_key(plan: Plan) -> dict[str, str]:
    made: dict[str, str] = {}
    for event in plan.events.values():
        made.setdefault(key(event.name), event.name)
    for event in plan.events.values():
        for old in event.was:
            made.setdefault(key(old), event.name)
    made.pop("", None)
    return made


def _how(name: str, planned: str) -> str:
    if name.strip() == planned:
        return "with a space too many"
    if unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", planned):
        return "in another Unicode form"
    if name.casefold() == planned.casefold():
        return "in another case"
    return "in another spelling"


def _near(name: str, plan: Plan) -> str | None:
    """The planned name that is meant, if one is near. Numbers are set aside: "Product 1201 Viewed" and its like are one."""
    known: dict[str, str | None] = plan.facts("planned names that are near", lambda _: {})
    name = _NUMBER.sub("0", name)
    if name in known:
        return known[name]
    found = near(name, _nearest(name, plan))
    if len(known) < _REMEMBERED:
        known[name] = found
    return found


def _nearest(name: str, plan: Plan) -> list[str]:
    """The few planned names that share enough with it to be worth a closer look, which would take too long for all."""
    having: dict[str, list[str]] = plan.facts("event names by their pieces", _by_piece)
    pieces = _pieces(name)
    shared = Counter[str]()
    for piece in pieces:
        shared.update(having.get(piece, ()))
    return [
        found
        for found, count in shared.most_common(_NEAREST)
        if 2 * count >= _ALIKE * (len(pieces) + len(_pieces(found)))
    ]


def _by_piece(plan: Plan) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    for name in plan.events:
        for piece in _pieces(name):
            made.setdefault(piece, []).append(name)
    return made


def _pieces(name: str) -> Mapping[str, None]:
    """The pairs of letters of a name, each once."""
    bare = "".join(letter for letter in name.casefold() if letter.isalnum())
    return dict.fromkeys(bare[place : place + 2] for place in range(max(len(bare) - 1, 1)))
