"""Amplitude's events, as it exports them (times in UTC without saying so) and as they are sent to it."""

from __future__ import annotations

from ...model.envelope import Envelope

_PLATFORMS = {"Web": "web", "iOS": "ios", "Android": "android", "Server": "server", "http": "server"}
_NAMED = {"$identify": "identify", "$groupidentify": "group", "$create_alias": "alias"}

ENVELOPES = (
    Envelope(
        name="amplitude",
        event=("event_type",),
        named=_NAMED,
        properties=("event_properties",),
        traits=("group_properties.$set", "user_properties.$set", "user_properties"),
        id=("$insert_id", "_insert_id", "uuid"),
        time=("event_time", "client_event_time"),
        sent=("client_upload_time",),
        received=("server_received_time", "server_upload_time"),
        user=("user_id", "device_id"),
        source=("platform",),
        platforms=_PLATFORMS,
        signs=(
            ("event_type",), ("event_properties", "amplitude_id"),
            ("event_time", "client_event_time", "server_received_time", "server_upload_time"),
        ),
    ),
    Envelope(
        name="amplitude-http",
        event=("event_type",),
        named=_NAMED,
        properties=("event_properties",),
        traits=("group_properties.$set", "user_properties.$set", "user_properties"),
        id=("insert_id",),
        time=("time",),
        unit="ms",
        user=("user_id", "device_id"),
        source=("platform",),
        platforms=_PLATFORMS,
        signs=(("event_type",), ("event_properties", "user_properties", "insert_id"), ("user_id", "device_id")),
    ),
)  # fmt: skip
