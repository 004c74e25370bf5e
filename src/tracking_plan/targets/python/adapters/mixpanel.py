"""Sends the calls of this client through Mixpanel's SDK for Python (mixpanel 5)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..runtime import Message


class MixpanelTracker:
    """Takes a `Mixpanel`.

    Mixpanel wants a person with each call: give `user_id` or `anonymous_id` in the options. ``group_key`` is the kind of
    group that `group` tells of. Mixpanel has no page and screen calls: they are events of their names.
    """

    def __init__(self, client: Any, group_key: str = "account") -> None:
        self.client = client
        self.group_key = group_key

    def send(self, message: Message, /) -> None:
        call = message["call"]
        person = message.get("userId") or message.get("anonymousId") or ""
        if call == "identify":
            self.client.people_set(person, message.get("traits", {}))
            return
        if call == "group":
            self.client.group_set(
                self.group_key, message.get("groupId", ""), message.get("traits", {})
            )
            return
        properties: dict[str, Any] = {**message.get("properties", {})}
        if "userId" in message:
            properties["$user_id"] = message["userId"]
        if "anonymousId" in message:
            properties["$device_id"] = message["anonymousId"]
        if "timestamp" in message:
            properties["time"] = datetime.fromisoformat(
                message["timestamp"]
            ).timestamp()
        if "messageId" in message:
            properties["$insert_id"] = message["messageId"]
        self.client.track(person, message.get("event", ""), properties)
