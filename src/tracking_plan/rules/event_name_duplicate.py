r"""Two events' names say the same thing.

Why: `signUp`, `sign_up`, `Sign Up` and `Signed Up` look like one event and are four. Each report sees a part of the
records, and generated code has one function for all of them.

Bad:

    events:
      Signed Up: {}   # <- here
      sign_up: {}   # <- here
      Project Created: {}   # <- here
      project created: {}   # <- here
      Color Changed: {}   # <- here
      Colour Changed: {}   # <- here

Bad (in two files):

    events:
      Order Placed: {}   # <- here
    # file: more.yaml
    events:
      OrderPlaced: {}   # <- here

Bad (equal after Unicode normalization):

    events:
      "Caf\u00e9 Opened": {}   # <- here
      "Cafe\u0301 Opened": {}   # <- here

Good:

    events:
      Project Created: {}
      Projects Created: {}
      Book Created: {}
      Booking Created: {}
      Step 1 Completed: {}
      Step 2 Completed: {}

Good (a name on its way out):

    events:
      signUp: {status: deprecated, replaced_by: Signed Up}
      Signed Up: {}

Note: case, spaces and other joints, Unicode form, British and American spelling, and the form of the action's verb are set aside; the words and their
order are not. Pages and screens are compared apart from tracked events. A deprecated or retired event whose
`replaced_by` is one of the others is no duplicate of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.event import Event
from ..model.plan import Plan
from ..shelf import quote
from ._names import others, related
from ._phrases import keys

severity = Severity.ERROR


def check_plan(plan: Plan) -> Iterator[Finding]:
    groups: dict[tuple[str, bool], list[Event]] = {}
    for name, key in keys(plan).items():
        if key:
            groups.setdefault((key, plan.events[name].kind == "track"), []).append(plan.events[name])
    for group in groups.values():
        if len(group) > 1:
            names = {event.name for event in group}
            alike = [event for event in group if not _leaves(event, names)]
            for event in alike if len(alike) > 1 else ():
                message = f"{quote(event.name)} {_said(event, alike)}"
                yield Finding(
                    event.at(), message, "keep one, and name the other in its `was`", related=related(alike, event)
                )


def _leaves(event: Event, names: set[str]) -> bool:
    return event.status in ("deprecated", "retired") and event.replaced_by in names and event.replaced_by != event.name


def _said(event: Event, group: list[Event]) -> str:
    if len(group) == 2:
        other = group[1] if group[0] is event else group[0]
        if not event.name.isascii() and _composed(event.name) == _composed(other.name):
            return (
                "and another event's name are equal after Unicode normalization (NFC): they look the same and are not"
            )
        if event.name.casefold() == other.name.casefold():
            return f"differs from {quote(other.name)} only in case"
    return f"is {others(group, event)} in another spelling"


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)
