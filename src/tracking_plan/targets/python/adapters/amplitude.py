"""Sends the calls of this client through Amplitude's SDK for Python (amplitude-analytics 1)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from amplitude import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    BaseEvent,
    EventOptions,
    Identify,
)

from ..runtime import Message


class AmplitudeTracker:
    """Takes an `Amplitude`.

    Amplitude wants a person with each call: give `user_id` or `anonymous_id` (its device id) in the options. ``group_type``
    is the kind of group that `group` tells of. Amplitude has no page and screen calls: they are events of their names.
    """

    def __init__(self, client: Any, group_type: str = "account") -> None:
        self.client = client
        self.group_type = group_type

    def send(self, message: Message, /) -> None:
        told: dict[str, Any] = {}
        if "userId" in message:
            told["user_id"] = message["userId"]
        if "anonymousId" in message:
            told["device_id"] = message["anonymousId"]
        if "timestamp" in message:
            told["time"] = int(
                datetime.fromisoformat(message["timestamp"]).timestamp() * 1000
            )
        if "messageId" in message:
            told["insert_id"] = message["messageId"]
        call = message["call"]
        if call in ("identify", "group"):
            traits = Identify()
            for name, value in message.get("traits", {}).items():
                traits.set(name, value)
            if call == "identify":
                self.client.identify(traits, EventOptions(**told))
                return
            group = message.get("groupId", "")
            self.client.group_identify(
                self.group_type, group, traits, EventOptions(**told)
            )
            # Of two events with one id the second would be dropped.
            told.pop("insert_id", None)
            if "user_id" in told or "device_id" in told:
                self.client.set_group(self.group_type, group, EventOptions(**told))
            return
        properties = dict(message.get("properties", {}))
        self.client.track(
            BaseEvent(message.get("event", ""), event_properties=properties, **told)
        )
