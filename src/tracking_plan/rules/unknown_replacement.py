"""Something is replaced by an event or property that the plan does not have.

Why: whoever moves away from the old one is sent to a name that does not exist. The replacement of an event is an
event; that of a property stands beside it or in the dictionary.

Bad:

    events:
      Signup Completed: {description: A person has an account}
      Registered:
        status: deprecated
        replaced_by: Signup Complted   # <- here
        properties:
          mail: {type: string, deprecated: true, replaced_by: email_address}   # <- here
          email: {type: string}

Fixed:

    events:
      Signup Completed: {description: A person has an account}
      Registered:
        status: deprecated
        replaced_by: Signup Completed
        properties:
          mail: {type: string, deprecated: true, replaced_by: email_address}   # <- here
          email: {type: string}

Good:

    events:
      Signup Completed: {description: A person has an account}
      Registered:
        status: deprecated
        replaced_by: Signup Completed
        properties:
          mail: {type: string, deprecated: true, replaced_by: email}
          email: {type: string}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..model.property import Property
from ..shelf import quote
from ._references import beside, event_guess, guess

severity = Severity.ERROR
only_with = ("replaced_by",)


def check_event(event: Event, plan: Plan) -> Iterator[Finding]:
    name = event.replaced_by
    if name and name not in plan.events:
        guessed = event_guess(name, plan)
        message = f"the replacement {quote(name)} is no event of the plan{guessed}"
        fix = guessed.fix(event, "replaced_by") if guessed.surely != event.name else None
        yield Finding(event.at("replaced_by"), message, "name the event that is sent instead", fix=fix)


def check_property(found: Property, plan: Plan) -> Iterator[Finding]:
    name = found.replaced_by
    if not name or not found.says("replaced_by"):
        return
    here = beside(found, plan)
    if not _leads(name, here) and not _leads(name, plan.properties):
        known = (other for other in chain(here, plan.properties) if other != found.name)
        near = guess("/".join(map(str, found.path[:-1])), name, dict.fromkeys(known), plan)
        message = f"the replacement {quote(name)} is no property beside this one, nor in the dictionary{near}"
        hint = "name the property that is sent instead"
        yield Finding(found.at("replaced_by"), message, hint, fix=near.fix(found, "replaced_by"))


def _leads(name: str, inside: Mapping[str, Property]) -> bool:
    """Whether it names a property; ``address.city`` names one inside another."""
    if name in inside:
        return True
    first, _, rest = name.partition(".")
    holder = inside.get(first)
    return bool(rest and holder is not None and _leads(rest, holder.properties or {}))
