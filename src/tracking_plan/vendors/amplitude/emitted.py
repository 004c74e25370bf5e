"""How an event stands in an export of Amplitude, and what its SDKs send around it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zlib import crc32

from ...model.envelope import Envelope
from .._device import Device

ENVELOPE = Envelope(
    name="amplitude",
    event=("event_type",),
    properties=("event_properties",),
    id=("$insert_id",),
    time=("event_time",),
    sent=("client_upload_time",),
    received=("server_received_time",),
    user=("user_id",),
    source=("platform",),
    platforms={"Web": "web", "iOS": "ios", "Android": "android"},
)

_PLATFORMS = {"web": "Web", "ios": "iOS", "android": "Android"}
_LIBRARIES = {"web": "amplitude-ts/2.45.1", "ios": "amplitude-swift/1.18.0", "android": "amplitude-kotlin/1.30.0"}


def around(device: Device) -> dict[str, Any]:
    """The keys of an exported event besides its type, ids and times."""
    made: dict[str, Any] = {
        "app": 100_001,
        "amplitude_id": crc32(device.anonymous.encode()),
        "device_id": device.anonymous,
    }
    made |= {"user_id": device.user, "session_id": -1 if device.is_server else device.session * 1000}
    made["library"] = _LIBRARIES.get(device.platform, "amplitude-python/1.2.3")
    made |= {"user_properties": {}, "group_properties": {}, "groups": {}, "data": {}, "ip_address": device.ip}
    if not device.is_server:
        made |= {"platform": _PLATFORMS.get(device.platform, device.platform), "language": device.locale}
        made |= {"os_name": device.os, "os_version": device.os_version, "device_type": device.model or device.os}
        made |= {"device_family": device.model or device.browser, "version_name": device.app_version}
    return made


def moment(time: int) -> str:
    """A time, in milliseconds since 1970, as the export writes it: in UTC, which it does not say."""
    return f"{datetime.fromtimestamp(time // 1000, UTC):%Y-%m-%d %H:%M:%S}.{time % 1000:03d}000"
