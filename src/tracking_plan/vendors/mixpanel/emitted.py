"""How an event stands in a raw export of Mixpanel, and what its SDKs add to its properties."""

from __future__ import annotations

from typing import Any

from ...model.envelope import Envelope
from .._device import Device

ENVELOPE = Envelope(
    name="mixpanel",
    event=("event",),
    properties=("properties",),
    id=("properties.$insert_id",),
    time=("properties.time",),
    unit="s",
    user=("properties.$user_id",),
    source=("properties.mp_lib",),
    platforms={"web": "web", "swift": "ios", "android": "android", "python": "server"},
)

_LIBRARIES = {"web": ("web", "2.82.0"), "ios": ("swift", "6.5.0"), "android": ("android", "8.9.0")}


def around(device: Device) -> dict[str, Any]:
    """The keys of an event besides its name, id, time and own properties."""
    library, version = _LIBRARIES.get(device.platform, ("python", "5.3.0"))
    made: dict[str, Any] = {"distinct_id": device.user or f"$device:{device.anonymous}", "mp_lib": library}
    made["$lib_version"] = version
    if not device.is_server:
        made |= {"$device_id": device.anonymous, "$os": device.os, "$screen_height": device.height}
        made["$screen_width"] = device.width
    if device.is_mobile:
        made |= {"$model": device.model, "$os_version": device.os_version, "$app_version_string": device.app_version}
    elif not device.is_server:
        made |= {"$browser": device.browser, "$current_url": device.url}
    if device.user is not None:
        made["$user_id"] = device.user
    return {"properties": made}
