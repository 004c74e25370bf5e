"""Google Analytics 4: its export to BigQuery (microseconds, whole numbers as text), and what is sent to it by HTTP."""

from __future__ import annotations

from ...model.envelope import Envelope
from .._google import export

ENVELOPES = (
    export("ga4", {"WEB": "web", "IOS": "ios", "ANDROID": "android"}, ("ecommerce", "is_active_user", "batch_page_id", "privacy_info", "stream_id", "event_params")),
    Envelope(
        name="ga4-http",
        event=("name",),
        properties=("params",),
        batch="events",
        time=("timestamp_micros",),
        unit="us",
        user=("user_id", "client_id", "app_instance_id"),
        system=("session_id", "engagement_time_msec", "debug_mode", "timestamp_micros"),
        signs=(("name",), ("client_id", "app_instance_id")),
    ),
)  # fmt: skip
