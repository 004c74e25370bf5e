"""What PostHog keeps for itself.

Not enforced: events of more than 1 MB are discarded, which a plan does not say; names of more than 200 characters, a
figure that is not verified.
"""

from __future__ import annotations

from ...model.limits import Limits

LIMITS = Limits(
    title="PostHog",
    source="posthog.com/docs, as of 2026-11-24",
    reserved_event_prefixes=("$",),
    reserved_property_prefixes=("$",),
)
