"""How an event stands in GA4's export to BigQuery, and what its SDKs send around it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ...model.envelope import Envelope
from .._device import Device

ENVELOPE = Envelope(
    name="ga4",
    event=("event_name",),
    properties=("event_params",),
    key_values=True,
    time=("event_timestamp",),
    unit="us",
    user=("user_id",),
    source=("platform",),
    platforms={"WEB": "web", "IOS": "ios", "ANDROID": "android"},
)

_PLATFORMS = {"ios": "IOS", "android": "ANDROID"}


def around(device: Device) -> dict[str, Any]:
    """The columns of a row besides its event's name and time. Whole numbers are texts, as in every export as JSON."""
    category = "mobile" if device.is_mobile else "desktop"
    machine: dict[str, Any] = {"category": category, "operating_system": device.os, "language": device.locale.lower()}
    if device.is_mobile:
        machine["mobile_model_name"] = device.model
    else:
        machine["web_info"] = {"browser": device.browser, "hostname": "app.example.com"}
    parameters = [
        {"key": "ga_session_id", "value": {"int_value": str(device.session)}},
        {"key": "ga_session_number", "value": {"int_value": "1"}},
    ]
    if not device.is_mobile:
        parameters.append({"key": "page_location", "value": {"string_value": device.url}})
    return {
        "user_id": device.user,
        "user_pseudo_id": f"{int(device.anonymous[:8], 16)}.{device.session}",
        "device": machine,
        "geo": {"country": device.locale[-2:]},
        "app_info": {"id": "com.example.app", "version": device.app_version} if device.is_mobile else None,
        "platform": None if device.is_server else _PLATFORMS.get(device.platform, "WEB"),
        "stream_id": "1000000001",
        "event_params": parameters,
        "user_properties": [],
        "items": [],
    }


def timed(time: int) -> dict[str, Any]:
    """The columns that follow from the time, in milliseconds since 1970."""
    return {"event_date": f"{datetime.fromtimestamp(time // 1000, UTC):%Y%m%d}"}


def moment(time: int) -> str:
    """A time, in milliseconds since 1970, as the export writes it: microseconds, as a text."""
    return f"{time}000"
