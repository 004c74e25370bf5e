"""What events and properties are called in a warehouse that Segment or RudderStack loads: a table an event."""

from __future__ import annotations

from ...model.event import Event
from ...model.limits import Called, Limits
from .naming import snake


def limits(title: str) -> Limits:
    """What is known of a warehouse as a destination."""
    return Limits(
        title=title,
        source="segment.com/docs, connections/storage/warehouses/schema",
        called=Called(
            event=_table,
            property=_column,
            trait=_column,
            events="tables",
            properties="columns",
            apart=True,
            through=("segment", "rudderstack"),
        ),
    )


def _table(event: Event) -> str:
    return snake(event.name) or "event"


def _column(name: str) -> str:
    return snake(name) or "property"
