"""What Amplitude cuts, and what it leaves out of its index."""

from __future__ import annotations

from ...model.limits import Cap, Limits

LIMITS = Limits(
    title="Amplitude",
    source="amplitude.com/docs, as of 2026-03-13",
    events=Cap(2_000, "indexes no more than {}"),
    all_properties=Cap(2_000, "indexes no more than {}"),
    property_name=Cap(1_000, "takes names of up to {}"),
    value=Cap(1_024, "cuts texts after {}"),
    traits=Cap(1_000, "indexes no more than {}"),
    trait_name=Cap(1_000, "takes names of up to {}"),
    trait_value=Cap(1_024, "cuts texts after {}"),
)
