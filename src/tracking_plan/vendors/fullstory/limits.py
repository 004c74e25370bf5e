"""What FullStory refuses: figures of its help page "Client API Requirements".

Not enforced, as a plan does not say it: 512 KB a call. Names of properties have a form too, which `plan export fullstory` tells.
"""

from __future__ import annotations

from ...model.limits import Cap, Limits

LIMITS = Limits(
    title="FullStory",
    source="help.fullstory.com/hc/en-us/articles/360020623234, as stored in 2026",
    event_name=Cap(250, "refuses events with names of more than {}"),
    property_name=Cap(512, "takes names of up to {}"),
    trait_name=Cap(512, "takes names of up to {}"),
)
