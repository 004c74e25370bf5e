"""Sends the calls of this client through Optimizely's SDK for Python (optimizely-sdk 4 and 5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..runtime import Message


class OptimizelyTracker:
    """Takes an `Optimizely`.

    Name the person with each call; ``user_of`` gives the user context otherwise. Optimizely knows only events that its
    project has: `plan export optimizely` writes them. Tags are text, numbers and booleans: what is inside an object goes by
    its path (`address.city`), lists are not sent. It reads `revenue` as whole cents. Page and screen calls are events of
    their names; it takes no traits, groups and times.
    """

    def __init__(
        self, client: Any, user_of: Callable[[Message], Any] | None = None
    ) -> None:
        self.client = client
        self.user_of = user_of or self.person

    def send(self, message: Message, /) -> None:
        if message["call"] in ("identify", "group"):
            return
        user = self.user_of(message)
        if user is not None:
            tags = _flat(message.get("properties", {}))
            user.track_event(message.get("event", ""), tags)

    def person(self, message: Message) -> Any:
        """The user context of whom the call names."""
        return self.client.create_user_context(
            message.get("userId") or message.get("anonymousId") or ""
        )


def _flat(values: dict[str, Any], path: str = "") -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            made.update(_flat(value, f"{path}{name}."))
        elif isinstance(value, (str, int, float)):
            made[path + name] = value
    return made
