"""What LogRocket drops: figures of its page "Track Custom Events".

Not enforced, as a plan does not say it: 2,000 properties in one session.
"""

from __future__ import annotations

from ...model.limits import Cap, Limits

LIMITS = Limits(
    title="LogRocket",
    source="docs.logrocket.com/reference/track, as of 2025-02-28",
    property_name=Cap(99, "takes names of up to {}"),
)
