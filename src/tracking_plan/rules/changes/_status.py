"""The workflow of an event, and when it ends."""

from __future__ import annotations

from typing import Any

from ...model.change import ABSENT
from ...model.event import STATUSES

FOREVER = "9999-99-99"
"""After every date."""


def is_next(before: Any, after: Any) -> bool:
    """Whether it is one step forward."""
    return STATUSES.index(after) == STATUSES.index(before) + 1


def between(before: Any, after: Any) -> tuple[str, ...]:
    """The steps that are left out on the way forward."""
    return STATUSES[STATUSES.index(before) + 1 : STATUSES.index(after)]


def end(expires: Any) -> str:
    """When an event ends, as text that sorts."""
    return FOREVER if expires is ABSENT or expires == "never" else str(expires)
