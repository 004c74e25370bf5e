"""RudderStack's calls, which are Segment's with a little more around them; and its tables in a warehouse."""

from __future__ import annotations

from ...model.envelope import Envelope

_LIBRARIES = {
    "RudderLabs JavaScript SDK": "web", "rudder-ios-library": "ios", "com.rudderstack.ios.sdk.core": "ios",
    "com.rudderstack.android.sdk.core": "android", "rudder-android-library": "android",
    "@rudderstack/rudder-sdk-node": "server", "rudder-analytics-python": "server", "analytics-python": "server", "analytics-ruby": "server", "analytics-go": "server",
    "analytics-java": "server", "analytics-php": "server", "analytics-node": "server",
    "web": "web", "mobile": "mobile", "server": "server", "sources": "server",
}  # fmt: skip
_CALLS = tuple(f"type={call}" for call in ("track", "page", "screen", "identify", "group", "alias"))

ENVELOPES = (
    Envelope(
        name="rudderstack",
        event=("event", "name"),
        properties=("properties",),
        traits=("traits", "context.traits"),
        call=("type",),
        id=("messageId",),
        time=("timestamp", "originalTimestamp"),
        sent=("sentAt",),
        received=("receivedAt",),
        user=("userId", "anonymousId"),
        source=("context.library.name", "channel"),
        platforms=_LIBRARIES,
        signs=(_CALLS, ("messageId", "anonymousId", "userId"), ("rudderId", "request_ip", "channel", "context.sessionId")),
    ),
    Envelope(
        name="rudderstack-table",
        event=("event_text", "event", "name"),
        id=("id",),
        time=("timestamp", "original_timestamp"),
        sent=("sent_at",),
        received=("received_at",),
        user=("user_id", "anonymous_id"),
        source=("context_library_name", "channel"),
        platforms=_LIBRARIES,
        system=("context_*", "uuid_ts", "original_timestamp", "rudder_id", "_*"),
        signs=(
            ("event_text", "event"), ("anonymous_id", "user_id"), ("received_at", "sent_at"), ("id",),
            ("channel", "context_request_ip", "rudder_id", "context_session_id"),
        ),
        never=("properties",),
    ),
)  # fmt: skip
