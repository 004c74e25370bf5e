"""What the data catalog of RudderStack takes: its events pass without one, its tracking plans do not."""

from __future__ import annotations

from ...model.limits import Cap, Limits

LIMITS = Limits(
    title="RudderStack",
    source="github.com/rudderlabs/rudder-iac, as of 2026-08-23",
    property_name=Cap(65, "refuses properties with more than {} in its tracking plans"),
)
