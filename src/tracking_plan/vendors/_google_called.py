"""What Google Analytics and Firebase call things: in snake case, and no longer than they take."""

from __future__ import annotations

import re

from ._spelled import snake

LONGEST = {"events": 40, "parameters": 40, "user_properties": 24}
_OTHERWISE = {"events": "event"}
SNAKE = re.compile(r"[a-z][a-z0-9_]*")


def called(kind: str, ours: str) -> str:
    """What an event, a parameter or a user property is called there."""
    longest = LONGEST[kind]
    fits = len(ours) <= longest and SNAKE.fullmatch(ours)
    return ours if fits else snake(ours, longest, _OTHERWISE.get(kind, "p"))
