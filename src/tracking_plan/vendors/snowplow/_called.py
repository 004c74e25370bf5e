"""What an event is called in Snowplow: the name of a schema, in snake case, as generated clients send it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .._exported import extra_of

if TYPE_CHECKING:
    from ...model.event import Event

EXTRA = "x-snowplow"
NAME = re.compile(r"[a-zA-Z0-9_-]{1,200}")
_WORD_BEGINS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_WORD = re.compile(r"[^a-z0-9]+")


def called(event: Event, said: str = "") -> str:
    """A name made of the event's own, or of what an import ``said``. One that is kept from Snowplow stays as it is."""
    name = said or event.name
    if extra_of(event, EXTRA).get("name") == name and NAME.fullmatch(name):
        return name
    return snake(name)


def snake(name: str) -> str:
    """A name as generated clients make it."""
    return _NO_WORD.sub("_", _WORD_BEGINS.sub("_", name).lower()).strip("_")[:200] or "event"
