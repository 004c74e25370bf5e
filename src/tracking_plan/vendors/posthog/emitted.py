"""How an event stands in an export of PostHog, and what its SDKs send around it."""

from __future__ import annotations

from typing import Any

from ...model.envelope import Envelope
from .._device import Device

ENVELOPE = Envelope(
    name="posthog",
    event=("event",),
    properties=("properties",),
    id=("uuid",),
    time=("timestamp",),
    received=("created_at",),
    user=("distinct_id",),
    source=("properties.$lib",),
    platforms={"web": "web", "posthog-ios": "ios", "posthog-android": "android", "posthog-python": "server"},
)

_LIBRARIES = {
    "web": ("web", "1.418.0"),
    "ios": ("posthog-ios", "3.69.0"),
    "android": ("posthog-android", "3.60.0"),
    "server": ("posthog-python", "7.42.0"),
}


def around(device: Device) -> dict[str, Any]:
    """The keys of an event besides its name, id, times and own properties."""
    library, version = _LIBRARIES.get(device.platform, _LIBRARIES["web"])
    made: dict[str, Any] = {"$lib": library, "$lib_version": version, "$ip": device.ip}
    if not device.is_server:
        made |= {"$os": device.os, "$os_version": device.os_version, "$device_id": device.anonymous}
        made |= {"$session_id": f"{device.anonymous[:24]}{device.session:012x}", "$screen_width": device.width}
    if device.is_mobile:
        made |= {"$app_version": device.app_version, "$device_model": device.model}
    elif not device.is_server:
        made |= {"$browser": device.browser, "$current_url": device.url, "$pathname": device.path}
    return {"distinct_id": device.user or device.anonymous, "properties": made}
