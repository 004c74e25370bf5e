"""Writes an AsyncAPI document, version 3.0: a message an event, all of which the application sends to one channel.

A document that was imported keeps its own version, channels and operations, and a message its own key. Owners,
categories and the like are told as lost, as are traits.
"""

from __future__ import annotations

from typing import Any

from ...document import write as write_yaml
from ...model.event import Event
from ...model.plan import Plan
from .. import _json
from .._exported import (
    SCHEMA_WORDS,
    Exported,
    Keeps,
    Told,
    extra_of,
    extra_of_plan,
    in_order,
    kept_name,
    over,
    tell_losses,
    words,
)
from .._naming import Names
from .._schema_writer import SchemaWriter
from .._spelled import snake
from .read import EXTRA

KEEPS = Keeps(
    words("name version description"), words("description additional_properties"), SCHEMA_WORDS | words("examples")
)
_VERSION = "3.0.0"
_CHANNEL = "events"


def write(plan: Plan) -> Exported:
    """One file, `asyncapi.yaml`."""
    tell = Told("AsyncAPI")
    tell_losses(plan, KEEPS, EXTRA, tell)
    own = extra_of_plan(plan, EXTRA)
    messages = _Messages(tell)
    for event in in_order(plan):
        messages.add(event)
    made: dict[str, Any] = {"asyncapi": own.pop("asyncapi", _VERSION)}
    info: dict[str, Any] = {"title": plan.name or "Tracking plan", "version": plan.version or "1.0.0"}
    kept = own.pop("info", {})
    if plan.version is None and "version" in kept:
        info["version"] = kept["version"]
    if plan.description:
        info["description"] = plan.description
    made["info"] = over(info, kept)
    if "channels" not in own and _json.text(made["asyncapi"])[:1] == "3":
        made |= _sent(messages.made)
    components = {**own.pop("components", {}), "messages": {**messages.made, **own.pop("messages", {})}}
    return Exported({"asyncapi.yaml": write_yaml({**made, **own, "components": components})}, tell.notes())


def _sent(messages: dict[str, Any]) -> dict[str, Any]:
    """The channel of all messages, and the operation that sends them."""
    reach = {key: {"$ref": f"#/components/messages/{key}"} for key in messages}
    channel = {"address": _CHANNEL, "messages": reach}
    sent = [{"$ref": f"#/channels/{_CHANNEL}/messages/{key}"} for key in messages]
    operation = {"action": "send", "channel": {"$ref": f"#/channels/{_CHANNEL}"}, "messages": sent}
    return {"channels": {_CHANNEL: channel}, "operations": {"track": operation}}


class _Messages:
    """The messages while they are made, by their keys."""

    def __init__(self, tell: Told) -> None:
        self.tell = tell
        self.schemas = SchemaWriter(EXTRA, tell)
        self.names = Names(Told(tell.title))
        self.taken: set[tuple[object, str]] = set()
        self.made: dict[str, Any] = {}

    def add(self, event: Event) -> None:
        own = extra_of(event, EXTRA)
        if event.kind != "track":
            self.tell(event.name, f"is a {event.kind} call: here it is an event like any other")
        name = kept_name(event.name, own.pop("name", None), own.get("key"), self.taken)
        key = self.names.take(event.name, _json.text(own.pop("key", "")) or (name if _is_key(name) else snake(name)))
        made: dict[str, Any] = {"name": name} if key != name else {}
        if event.description:
            made["description"] = event.description
        made = over(made, own.get("message", {}))
        if "payload" in own and not event.properties and event.additional_properties:
            made["payload"] = own["payload"]
        elif "without" not in own or event.properties or not event.additional_properties:
            inside = {"type": "object", **self.schemas.inside(event.properties, event.additional_properties)}
            made["payload"] = self.schemas.with_own(inside, own.get("schema", {}), event.name)
        self.made[key] = made


def _is_key(name: str) -> bool:
    return name.isascii() and name.replace("_", "").replace("-", "").replace(".", "").isalnum()
