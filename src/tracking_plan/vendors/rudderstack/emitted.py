"""How a call stands in a raw log of RudderStack, and what its SDKs send around it."""

from __future__ import annotations

from typing import Any

from ...model.envelope import Envelope
from .._device import Device

ENVELOPE = Envelope(
    name="rudderstack",
    call=("type",),
    event=("event", "name"),
    properties=("properties",),
    traits=("traits",),
    id=("messageId",),
    time=("originalTimestamp",),
    sent=("sentAt",),
    received=("receivedAt",),
    user=("userId",),
    source=("context.library.name",),
    platforms={
        "RudderLabs JavaScript SDK": "web",
        "rudder-ios-library": "ios",
        "rudder-android-library": "android",
        "rudder-analytics-python": "server",
    },
)

_LIBRARIES = {
    "web": ("RudderLabs JavaScript SDK", "3.30.0"),
    "ios": ("rudder-ios-library", "1.3.0"),
    "android": ("rudder-android-library", "1.2.0"),
    "server": ("rudder-analytics-python", "2.1.4"),
}


def around(device: Device) -> dict[str, Any]:
    """The keys of a call besides its type, name, ids and times."""
    channel = "server" if device.is_server else "mobile" if device.is_mobile else "web"
    made: dict[str, Any] = {"channel": channel, "anonymousId": device.anonymous, "context": context(device)}
    made |= {"integrations": {"All": True}, "request_ip": device.ip}
    if device.user is not None:
        made["userId"] = device.user
    return made


def context(device: Device) -> dict[str, Any]:
    """A call's ``context``; that of a server knows only itself."""
    name, version = _LIBRARIES.get(device.platform, _LIBRARIES["web"])
    made: dict[str, Any] = {"library": {"name": name, "version": version}}
    if device.is_server:
        return made
    made |= {"sessionId": device.session, "locale": device.locale, "timezone": device.timezone}
    made["screen"] = {"width": device.width, "height": device.height, "density": 2}
    made["os"] = {"name": device.os, "version": device.os_version}
    if device.is_mobile:
        made["app"] = {"name": "Example", "version": device.app_version, "namespace": "com.example.app"}
        made["device"] = {"type": device.os, "model": device.model, "id": device.anonymous}
    else:
        made["userAgent"] = device.user_agent
        made["page"] = {"path": device.path, "referrer": "$direct", "search": "", "title": "Example", "url": device.url}
    return made
