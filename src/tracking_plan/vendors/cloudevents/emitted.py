"""How an event stands in a CloudEvent, and what stands around its data."""

from __future__ import annotations

from typing import Any

from ...model.envelope import Envelope
from .._device import Device

ENVELOPE = Envelope(
    name="cloudevents",
    event=("type",),
    properties=("data",),
    id=("id",),
    time=("time",),
    user=("subject",),
    source=("source",),
)


def around(device: Device) -> dict[str, Any]:
    """The attributes of an event besides its id, type, source and time."""
    return {
        "specversion": "1.0",
        "source": "/example",
        "datacontenttype": "application/json",
        "subject": device.anonymous,
    }
