"""What Segment takes. A call may also have no more than 32 KB, which a plan does not say."""

from __future__ import annotations

from ...model.limits import Cap, Limits

LIMITS = Limits(
    title="Segment",
    source="segment.com/docs, as of 2025-11-07",
    events=Cap(4_000, "shows the first {} on a source's schema page"),
    properties=Cap(10_000, "takes {} in one event"),
)
