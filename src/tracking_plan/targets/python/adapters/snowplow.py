"""Sends the calls of this client through Snowplow's tracker for Python (snowplow-tracker 1)."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from snowplow_tracker.events.self_describing import SelfDescribing
from snowplow_tracker.self_describing_json import SelfDescribingJson
from snowplow_tracker.subject import Subject
from snowplow_tracker.tracker import Tracker

from ..runtime import Message


class SnowplowTracker:
    """Takes a `Tracker`, and the vendor of your schemas, such as `com.acme`.

    An event is sent as a self-describing event of the schema `iglu:VENDOR/NAME/jsonschema/VERSION`, with the event's name
    in snake case; ``versions`` gives the version of those that are not 1-0-0. Page and screen calls are such events too.
    Traits of persons and groups are events of the schemas `identify` and `group`.
    """

    def __init__(
        self, tracker: Tracker, vendor: str, versions: dict[str, str] | None = None
    ) -> None:
        self.tracker = tracker
        self.vendor = vendor
        self.versions = versions or {}

    def send(self, message: Message, /) -> None:
        call = message["call"]
        name = message.get("event", call)
        data: dict[str, Any] = {**message.get("properties", message.get("traits", {}))}
        if call == "group":
            data["group_id"] = message.get("groupId")
        subject = Subject()
        if "userId" in message:
            subject.set_user_id(message["userId"])
        if "anonymousId" in message:
            subject.set_network_user_id(message["anonymousId"])
        time = None
        if "timestamp" in message:
            time = datetime.fromisoformat(message["timestamp"]).timestamp() * 1000
        event = SelfDescribing(
            SelfDescribingJson(self.schema(name), data),
            event_subject=subject,
            true_timestamp=time,
        )
        self.tracker.track(event)

    def schema(self, name: str) -> str:
        """The schema of an event, by its name in the plan."""
        words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
        snake = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")
        return (
            f"iglu:{self.vendor}/{snake}/jsonschema/{self.versions.get(name, '1-0-0')}"
        )
