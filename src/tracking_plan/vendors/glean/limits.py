"""What Glean calls events, which its own parser holds to."""

from __future__ import annotations

from ...model.limits import Called, Limits
from ._called import called

LIMITS = Limits(
    title="Glean",
    source="glean_parser 22.0, schema metrics 2-0-0",
    called=Called(event=called, events="metrics"),
)
