"""How an event stands in a batch of mParticle, and what its SDKs send around it."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import msgspec

from ...model.envelope import Envelope
from .._device import Device

ENVELOPE = Envelope(
    name="mparticle",
    event=("data.event_name",),
    properties=("data.custom_attributes",),
    id=("data.event_id",),
    time=("data.timestamp_unixtime_ms",),
    unit="ms",
    user=("user_identities.customer_id",),
    source=("device_info.platform",),
    platforms={"iOS": "ios", "Android": "android"},
)


def around(device: Device) -> dict[str, Any]:
    """The keys of an event besides its name, id, time and attributes."""
    identities = {"customer_id": device.user} if device.user is not None else {}
    made: dict[str, Any] = {
        "event_type": "custom_event",
        "mpid": str(crc32(device.anonymous.encode())),
        "user_identities": identities,
    }
    made["ip"] = device.ip
    if not device.is_server:
        made["device_info"] = {
            "platform": device.os if device.is_mobile else "web",
            "os_version": device.os_version,
            "locale_language": device.locale,
        }
        made["application_info"] = {"application_name": "Example", "application_version": device.app_version}
    return made


_EVENT = ("event_type", "data")


def encode(line: dict[str, Any]) -> bytes:
    """A batch that holds the one event."""
    event = {name: line[name] for name in _EVENT}
    batch = {name: held for name, held in line.items() if name not in _EVENT}
    return msgspec.json.encode({"events": [event], **batch})
