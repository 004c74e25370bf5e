"""Sends the calls of this client through PostHog's SDK for Python (posthog 6 and 7)."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from ..runtime import Message

_UUID = re.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


class PostHogTracker:
    """Takes a `Posthog`.

    Who it was stands in the options: `user_id` or `anonymous_id`. ``group_type`` is the kind of group that `group` tells
    of. Page and screen calls are events of their names.
    """

    def __init__(self, client: Any, group_type: str = "account") -> None:
        self.client = client
        self.group_type = group_type

    def send(self, message: Message, /) -> None:
        call = message["call"]
        told: dict[str, Any] = {}
        if person := message.get("userId") or message.get("anonymousId"):
            told["distinct_id"] = person
        if "timestamp" in message:
            told["timestamp"] = datetime.fromisoformat(message["timestamp"])
        if call == "group":
            self.client.group_identify(
                self.group_type,
                message.get("groupId", ""),
                message.get("traits", {}),
                **told,
            )
            return
        if "messageId" in message and _UUID.fullmatch(
            message["messageId"]
        ):  # PostHog drops events with any other
            told["uuid"] = message["messageId"]
        if call == "identify":
            self.client.set(properties=message.get("traits", {}), **told)
            return
        self.client.capture(
            message.get("event", ""), properties=message.get("properties", {}), **told
        )
