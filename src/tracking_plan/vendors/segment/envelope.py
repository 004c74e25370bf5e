"""Segment's calls as its sources send them and as it stores them; and its tables in a warehouse."""

from __future__ import annotations

from ...model.envelope import Envelope

_LIBRARIES = {
    "analytics.js": "web", "analytics-next": "web", "analytics-ios": "ios", "analytics-swift": "ios",
    "analytics-android": "android", "analytics-kotlin": "android", "analytics-react-native": "mobile",
    "analytics-flutter": "mobile", "analytics-node": "server", "@segment/analytics-node": "server",
    "analytics-python": "server", "analytics-ruby": "server", "analytics-java": "server", "analytics-go": "server",
    "analytics-php": "server", "Analytics.NET": "server", "analytics-csharp": "server",
    "browser": "web", "server": "server", "mobile": "mobile",
}  # fmt: skip
_CALLS = tuple(f"type={call}" for call in ("track", "page", "screen", "identify", "group", "alias"))

ENVELOPES = (
    Envelope(
        name="segment",
        event=("event", "name"),
        properties=("properties",),
        traits=("traits", "context.traits"),
        call=("type",),
        id=("messageId",),
        time=("timestamp", "originalTimestamp"),
        sent=("sentAt",),
        received=("receivedAt",),
        user=("userId", "anonymousId"),
        source=("context.library.name", "context.channel", "channel"),
        platforms=_LIBRARIES,
        signs=(_CALLS, ("messageId", "anonymousId", "userId", "context.library")),
    ),
    Envelope(
        name="segment-table",
        event=("event_text", "event", "name"),
        id=("id", "message_id"),
        time=("timestamp", "original_timestamp"),
        sent=("sent_at",),
        received=("received_at",),
        user=("user_id", "anonymous_id"),
        source=("context_library_name", "context_channel"),
        platforms=_LIBRARIES,
        system=("context_*", "uuid", "uuid_ts", "loaded_at", "original_timestamp", "_*"),
        signs=(("event_text", "event"), ("anonymous_id", "user_id"), ("received_at", "sent_at"), ("id", "message_id")),
        never=("properties", "event_type"),
    ),
)
