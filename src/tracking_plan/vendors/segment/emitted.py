"""How a call stands in a raw log of Segment, and what its SDKs send around it."""

from __future__ import annotations

from typing import Any

from ...model.envelope import Envelope
from .._device import Device

ENVELOPE = Envelope(
    name="segment",
    call=("type",),
    event=("event", "name"),
    properties=("properties",),
    traits=("traits",),
    id=("messageId",),
    time=("timestamp",),
    sent=("sentAt",),
    received=("receivedAt",),
    user=("userId",),
    source=("context.library.name",),
    platforms={
        "analytics.js": "web",
        "analytics-swift": "ios",
        "analytics-kotlin": "android",
        "analytics-react-native": "mobile",
        "analytics-python": "server",
    },
)

_LIBRARIES = {
    "web": ("analytics.js", "next-1.84.1"),
    "ios": ("analytics-swift", "1.10.2"),
    "android": ("analytics-kotlin", "1.25.0"),
    "mobile": ("analytics-react-native", "2.21.0"),
    "server": ("analytics-python", "2.3.4"),
}


def around(device: Device) -> dict[str, Any]:
    """The keys of a call besides its type, name, ids and times."""
    made: dict[str, Any] = {"anonymousId": device.anonymous, "context": context(device), "integrations": {}}
    if device.user is not None:
        made["userId"] = device.user
    return made


def context(device: Device) -> dict[str, Any]:
    """A call's ``context``; that of a server knows only itself."""
    name, version = _LIBRARIES.get(device.platform, _LIBRARIES["web"])
    made: dict[str, Any] = {"library": {"name": name, "version": version}, "ip": device.ip}
    if device.is_server:
        return made
    made |= {"locale": device.locale, "timezone": device.timezone, "userAgent": device.user_agent}
    if device.is_mobile:
        made["app"] = {"name": "Example", "version": device.app_version, "build": device.app_version.replace(".", "")}
        made["device"] = {"type": device.platform, "model": device.model, "id": device.anonymous}
        made["os"] = {"name": device.os, "version": device.os_version}
        made["screen"] = {"width": device.width, "height": device.height}
    else:
        made["page"] = {"path": device.path, "referrer": "", "search": "", "title": "Example", "url": device.url}
    return made
