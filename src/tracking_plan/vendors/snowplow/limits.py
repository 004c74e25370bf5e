"""What Snowplow takes: an event is the name of a schema, whose form is Iglu's."""

from __future__ import annotations

import re

from ...model.limits import Called, Limits
from ._called import called

LIMITS = Limits(
    title="Snowplow",
    called=Called(event=called, events="schemas"),
    source="docs.snowplow.io, as of 2026-08-20",
    event_name_form=re.compile(r"[a-zA-Z0-9_-]+"),
    event_name_form_said="takes names that hold only letters without accents, digits, hyphens and underscores",
    respelled="always",
)
