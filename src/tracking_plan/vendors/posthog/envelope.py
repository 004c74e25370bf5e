"""PostHog's batch export, in which the properties are an object or a JSON text, and what its SDKs send."""

from __future__ import annotations

from ...model.envelope import Envelope

_SYSTEM = ("$*", "distinct_id", "token")
_PLATFORMS = {
    "web": "web", "posthog-ios": "ios", "posthog-android": "android", "posthog-react-native": "mobile",
    "posthog-flutter": "mobile", "posthog-node": "server", "posthog-python": "server", "posthog-ruby": "server",
    "posthog-go": "server", "posthog-php": "server", "posthog-java": "server",
}  # fmt: skip

ENVELOPES = (
    Envelope(
        name="posthog",
        event=("event",),
        named={"$identify": "identify", "$groupidentify": "group", "$create_alias": "alias", "$set": "identify"},
        properties=("properties",),
        traits=("properties.$set", "properties.$group_set", "$set"),
        encoded=True,
        id=("uuid",),
        time=("timestamp",),
        sent=("sent_at",),
        received=("created_at", "ingested_timestamp", "_inserted_at"),
        user=("distinct_id", "properties.distinct_id"),
        source=("properties.$lib",),
        platforms=_PLATFORMS,
        system=_SYSTEM,
        signs=(("event",), ("distinct_id", "properties.distinct_id"), ("uuid", "properties.$lib", "person_id", "team_id", "elements_chain")),
        never=("event_type",),
    ),
)  # fmt: skip
