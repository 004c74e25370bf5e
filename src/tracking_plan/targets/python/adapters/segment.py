"""Sends the calls of this client through Segment's SDK for Python (segment-analytics-python 2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..runtime import Message


class SegmentTracker:
    """Takes the module `segment.analytics`, or a `Client` of it.

    Segment wants a person with each call: give `user_id` or `anonymous_id` in the options.
    """

    def __init__(self, analytics: Any) -> None:
        self.analytics = analytics

    def send(self, message: Message, /) -> None:
        call = message["call"]
        told: dict[str, Any] = {
            "user_id": message.get("userId"),
            "anonymous_id": message.get("anonymousId"),
            "context": message.get("context"),
            "message_id": message.get("messageId"),
        }
        if "timestamp" in message:
            told["timestamp"] = datetime.fromisoformat(message["timestamp"])
        if call == "track":
            told |= {
                "event": message.get("event"),
                "properties": message.get("properties"),
            }
        elif call in ("page", "screen"):
            told |= {
                "name": message.get("event"),
                "properties": message.get("properties"),
            }
        else:
            told["traits"] = message.get("traits")
        if call == "group":
            told["group_id"] = message.get("groupId")
        getattr(self.analytics, call)(
            **{name: value for name, value in told.items() if value is not None}
        )
