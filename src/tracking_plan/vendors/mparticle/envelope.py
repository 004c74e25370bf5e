"""mParticle's batches: what is known of the user and the app stands around a list of events."""

from __future__ import annotations

from ...model.envelope import Envelope

ENVELOPES = (
    Envelope(
        name="mparticle",
        event=("data.event_name", "data.screen_name", "data.product_action.action", "event_type"),
        properties=("data.custom_attributes",),
        call=("event_type",),
        calls={"screen_view": "screen"},
        batch="events",
        id=("data.event_id", "data.source_message_id"),
        time=("data.timestamp_unixtime_ms",),
        sent=("timestamp_unixtime_ms",),
        received=("received_timestamp_unixtime_ms",),
        unit="ms",
        user=("user_identities.customer_id", "mpid"),
        source=("application_info.os", "device_info.platform"),
        platforms={"IOS": "ios", "iOS": "ios", "Android": "android", "web": "web", "Web": "web", "server": "server"},
        signs=(
            ("event_type",),
            ("data.event_name", "data.custom_attributes", "data.timestamp_unixtime_ms", "data.session_uuid"),
        ),
    ),
)
