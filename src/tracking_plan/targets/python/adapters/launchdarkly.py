"""Sends the calls of this client through LaunchDarkly's SDK for Python (launchdarkly-server-sdk 8 and 9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ldclient import Context

from ..runtime import Message


class LaunchDarklyTracker:
    """Takes an `LDClient`.

    Name the person with each call, with the key that flags are asked for; ``context_of`` says it otherwise. ``value_of``
    gives the number that a metric counts, of an event's name and its properties. Page and screen calls are events of their
    names; traits and groups are not sent, and there is no place for a time.
    """

    def __init__(
        self,
        client: Any,
        value_of: Callable[[str, dict[str, Any]], float | None] | None = None,
        context_of: Callable[[Message], Context] | None = None,
    ) -> None:
        self.client = client
        self.value_of = value_of or (lambda event, properties: None)
        self.context_of = context_of or _person

    def send(self, message: Message, /) -> None:
        if message["call"] in ("identify", "group"):
            return
        event, properties = message.get("event", ""), message.get("properties", {})
        value = self.value_of(event, properties)
        self.client.track(event, self.context_of(message), properties, value)


def _person(message: Message) -> Context:
    if "userId" in message:
        return Context.create(message["userId"])
    return Context.builder(message.get("anonymousId", "")).anonymous(True).build()
