"""What an event is called in Glean: `category.name`, both in snake case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .._spelled import snake

if TYPE_CHECKING:
    from ...model.event import Event

NAME = re.compile(r"[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)+")
LONGEST_CATEGORY, LONGEST = 40, 70


def called(event: Event) -> str:
    """The name itself where it is of that form, else one made of the plan's category and the name."""
    if NAME.fullmatch(event.name):
        return event.name
    return f"{snake(event.category or 'events', LONGEST_CATEGORY)}.{snake(event.name, LONGEST)}"
