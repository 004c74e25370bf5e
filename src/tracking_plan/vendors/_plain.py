"""The plain envelope, of no tool: `{event | name, timestamp | time, properties | …}`, and any table that has such columns."""

from __future__ import annotations

from ..model.envelope import Envelope

PLAIN = Envelope(
    name="plain",
    event=("event", "event_name", "eventName", "name", "event_type", "eventType"),
    properties=("properties", "props", "params", "data", "payload", "attributes"),
    rest=True,
    id=("messageId", "message_id", "event_id", "eventId", "uuid", "insert_id", "id"),
    time=("timestamp", "time", "event_time", "eventTime", "occurred_at", "created_at", "ts"),
    sent=("sent_at", "sentAt"),
    received=("received_at", "receivedAt"),
    user=("userId", "user_id", "distinct_id", "anonymousId", "anonymous_id"),
    source=("source", "platform"),
    signs=(("event", "event_name", "eventName", "name", "event_type", "eventType"),),
)
