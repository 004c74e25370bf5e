"""What Hotjar takes: an event is its name, and nothing else.

The figure is not Hotjar's own word: it is where another vendor's integration cuts the names that it sends there
(github.com/Kameleoon/custom-analytics-integrations). How many events a site may have is not known here.
"""

from __future__ import annotations

from ...model.limits import Cap, Limits

LIMITS = Limits(
    title="Hotjar",
    source="integrations of others, as stored in 2026: Hotjar states no figure that we have read",
    event_name=Cap(250, "takes names of up to {}"),
)
