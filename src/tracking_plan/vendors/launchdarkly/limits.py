"""What LaunchDarkly takes. It states no limit for events that we have read: an event is a key of text and what goes with it.

Keys of metrics, which are ours to choose, are of letters without accents, digits, `.`, `_` and `-`.
"""

from __future__ import annotations

from ...model.limits import Limits

LIMITS = Limits(
    title="LaunchDarkly",
    source="launchdarkly.com/docs, as stored in 2026",
)
