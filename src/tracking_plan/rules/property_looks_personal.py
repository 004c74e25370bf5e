"""A property looks personal, and nothing says how personal it is.

Why: who may see a property, how long it is kept and whether consent is needed hang on what it says of a person; nobody
can answer for personal data that the plan does not know of.

Note: judged are the words its name ends in, with the name of the object around it, its format, and its values in
examples, those of events too. `pii` settles it, `pii: none` too.

Bad:

    properties:
      user_email: {type: string}   # <- here
      first_name: {type: string}   # <- here
      reply_to: {type: string, format: email}   # <- here
      contact:
        type: string
        examples: ["+4915123456789"]   # <- here
    traits:
      user:
        name: {type: string}   # <- here

Bad (by an event's example):

    properties:
      reached_at: {type: string}   # <- here
    events:
      Message Sent:
        properties:
          reached_at:
        examples:
          - {reached_at: jane@example.com}

Good:

    properties:
      user_email: {type: string, pii: personal}
      email_domain: {type: string}
      ip_address: {type: string, pii: none, description: Address of our own server}
      signup_method: {type: string, enum: [email, google]}
      wallet: {type: object, properties: {address: {type: string}}}
    traits:
      group:
        name: {type: string}
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..document import Path, Span
from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..model.property import Property
from ._personal import BY_FORMAT, CARD, GOVERNMENT, IP, MAY_BE_PERSONAL, PHONE, by_name, by_names, by_value
from ._said import ITEMS, called, steps

severity = Severity.WARNING

_NUMBERS = frozenset(("integer", "number", "boolean"))
_MAY_BE_NUMBERS = frozenset((PHONE, GOVERNMENT, CARD))
_FORMATS = frozenset(("email", "ipv4", "ipv6", "date", "date-time", None))
_VERSION = re.compile(r"(?:version|build|release|firmware|(?:^|_)(?:ver|sdk|os))$", re.IGNORECASE)
_HINT = "say how personal it is: `pii: personal`, `sensitive` or `pseudonymous`; `none` where it is not"


def check_property(found: Property, plan: Plan) -> Iterable[Finding]:
    if found.pii is not None or found.enum is not None:
        return ()
    sign = _sign(found) or _sign_in_events(found, plan)
    if sign is None or (found.base is not None and _sign(found.base) is not None) or _settled_above(found, plan):
        return ()
    kind, by, at, example = sign
    message = f"{called(found)} looks like {kind}, by its {by}, and has no `pii`"
    return (Finding(at, message, _HINT, related=((example, "the example"),) if example else ()),)


class _Sign(NamedTuple):
    """What a property looks like, what says so, and where."""

    kind: str
    by: str
    at: Span
    example: Span | None = None


def _sign(found: Property) -> _Sign | None:
    numbers = bool(found.types) and _NUMBERS.issuperset(found.types)
    around = _around(found)
    kind = by_names(around, found.name) if around else by_name(found.name)
    if numbers and (kind not in _MAY_BE_NUMBERS or found.types == ("boolean",)):
        return None
    if kind and found.format in _FORMATS:
        return _Sign(kind, "name", found.at())
    if found.format in BY_FORMAT:
        return _Sign(BY_FORMAT[found.format], "format", found.at("format"))
    if found.examples:
        kind = _one_kind(found, found.examples)
        if kind:
            return _Sign(kind, "examples" if len(found.examples) > 1 else "example", found.at("examples", 0))
    return None


def _around(found: Property) -> str:
    """The name of the object that it stands in, or of whom it is a trait."""
    path = found.path
    if path[0] == "traits" and len(path) == 3:
        return str(path[1])
    if len(path) < 4 or (len(path) == 4 and path[0] == "events"):  # most of them: not inside another
        return ""
    outer = [step for step in steps(path)[:-1] if step != ITEMS]
    return outer[-1] if outer else ""


def _one_kind(found: Property, values: Iterable[object]) -> str:
    """What all of these values look like."""
    kinds = {by_value(value) for value in values}
    kind = kinds.pop() if len(kinds) == 1 else ""
    return "" if kind is IP and _VERSION.search(found.name) else kind


def _sign_in_events(found: Property, plan: Plan) -> _Sign | None:
    """What its values in the examples of events look like."""
    places = plan.facts("values in examples of events", _values).get(found.path)
    if places is None or found.format not in _FORMATS:
        return None
    kind = _one_kind(found, [value for _, _, value in places])
    event, number, _ = places[0]
    by = "value in an example" if len(places) == 1 else "values in examples"
    return _Sign(kind, by, found.at(), event.at("examples", number, found.name)) if kind else None


def _values(plan: Plan) -> dict[Path, list[tuple[Event, int, object]]]:
    """The values that events show of properties that may be personal, by the path of the definition that introduces each."""
    made: dict[Path, list[tuple[Event, int, object]]] = {}
    suspects = _suspects(plan)
    for event in plan.events.values() if suspects else ():
        for number, example in enumerate(event.examples):
            for name in suspects.intersection(example) if isinstance(example, dict) else ():
                carried, value = event.properties.get(name), example[name]
                if carried is not None and carried.pii is None and carried.enum is None and value is not None:
                    while carried.base is not None:
                        carried = carried.base
                    made.setdefault(carried.path, []).append((event, number, value))
    return made


def _suspects(plan: Plan) -> set[str]:
    """The names of properties of which an example shows a value that may be personal. Few plans have one."""
    may_be, found = MAY_BE_PERSONAL.search, set[str]()
    for event in plan.events.values():
        for example in event.examples:
            if isinstance(example, dict):
                found.update(name for name, value in example.items() if value.__class__ is str and may_be(value))
    return found


def _settled_above(found: Property, plan: Plan) -> bool:
    """Whether something around it is said to be personal, or looks so itself."""
    definitions: dict[tuple[str | int, ...], Property] = plan.facts("definitions by path", _by_path)
    for length in range(len(found.path) - 1, 1, -1):
        around = definitions.get(found.path[:length])
        if around is not None and (around.pii is not None or _sign(around) is not None):
            return True
    return False


def _by_path(plan: Plan) -> dict[tuple[str | int, ...], Property]:
    return {found.path: found for found in plan.definitions}
