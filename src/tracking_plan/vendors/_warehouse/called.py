"""What events and properties are called in a warehouse that Segment or RudderStack loads: a table an event."""

from __future__ import annotations

from ...model.limits import Called, Limits
from .naming import snake


def limits(title: str) -> Limits:
    """What is known of a warehouse as a destination."""
    return Limits(
        title=title,
        source="segment.com/docs, connections/storage/warehouses/schema",
        called=Called(
            event=lambda event: snake(event.name) or "event",
            property=lambda name: snake(name) or "property",
            trait=lambda name: snake(name) or "property",
            events="tables",
            properties="columns",
            apart=True,
            through=("segment", "rudderstack"),
        ),
    )
