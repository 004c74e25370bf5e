"""What Optimizely takes. It states no limit for events that we have read; a project knows only the events that it was told of.

Not enforced, as it depends on what is meant: `revenue` is read as whole cents, `value` as a number.
"""

from __future__ import annotations

from ...model.limits import Limits

LIMITS = Limits(
    title="Optimizely",
    source="docs.developers.optimizely.com/feature-experimentation, as stored in 2026",
)
