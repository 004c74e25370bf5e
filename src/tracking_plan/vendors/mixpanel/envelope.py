"""Mixpanel's raw export, and what is imported into it: everything stands among the properties, times in seconds."""

from __future__ import annotations

from ...model.envelope import Envelope

_SYSTEM = ("$*", "mp_*", "distinct_id", "time", "token", "ip", "bucket")
_PLATFORMS = {
    "web": "web", "iphone": "ios", "swift": "ios", "android": "android", "react-native": "mobile", "flutter": "mobile",
    "node": "server", "python": "server", "ruby": "server", "java": "server", "go": "server", "php": "server",
}  # fmt: skip

_LINKS = {"$identify": "alias", "$create_alias": "alias", "$merge": "alias"}
"""Events of its own that link the ids of a person."""

ENVELOPES = (
    Envelope(
        name="mixpanel",
        event=("event",),
        named=_LINKS,
        properties=("properties",),
        id=("properties.$insert_id",),
        time=("properties.time",),
        received=("properties.mp_processing_time_ms",),
        user=("properties.$user_id", "properties.distinct_id"),
        source=("properties.mp_lib",),
        platforms=_PLATFORMS,
        unit="s",
        units={"received": "ms"},
        system=_SYSTEM,
        signs=(("event",), ("properties.distinct_id", "properties.mp_lib", "properties.mp_processing_time_ms", "properties.token")),
        never=("distinct_id", "type", "uuid", "properties.$lib"),
    ),
    Envelope(
        name="mixpanel-table",
        event=("event_name", "event", "name"),
        named=_LINKS,
        properties=("properties",),
        encoded=True,
        id=("insert_id", "mp_insert_id"),
        time=("time",),
        unit="s",
        user=("user_id", "distinct_id"),
        source=("mp_lib",),
        platforms=_PLATFORMS,
        system=_SYSTEM,
        signs=(("event_name", "event", "name"), ("distinct_id",), ("insert_id", "mp_insert_id", "mp_processing_time_ms"), ("time",)),
        never=("type", "uuid"),
    ),
)  # fmt: skip
