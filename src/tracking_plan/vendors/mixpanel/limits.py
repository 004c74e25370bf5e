"""What Mixpanel cuts, refuses and keeps for itself.

Not enforced: 8 KB and 255 keys for one list or object, which a plan does not say; objects 3 deep, for the vendor does
not say from where it counts.
"""

from __future__ import annotations

from ...model.event import Event
from ...model.limits import Called, Cap, Limits

_LONGEST = 255


def _cut(name: str) -> str:
    return name[:_LONGEST]


def _event(event: Event) -> str:
    return _cut(event.name)


LIMITS = Limits(
    title="Mixpanel",
    source="docs.mixpanel.com, as of 2026-08-21",
    called=Called(event=_event, property=_cut),
    event_name=Cap(_LONGEST, "cuts names after {}"),
    reserved_event_prefixes=("$", "mp_"),
    events=Cap(5_000, "is made for {} (a soft limit)"),
    properties=Cap(255, "takes {} in one event"),
    property_name=Cap(_LONGEST, "cuts names after {}"),
    reserved_properties=frozenset(("token", "ip", "bucket", "distinct_id", "time", "alias")),
    reserved_property_prefixes=("$", "mp_"),
    value=Cap(255, "cuts texts after {}"),
)
