"""The values of which a layout is made: tables and columns, with all that the plan says of them."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from ...model.event import Event
from ...model.property import Property

Kind = Literal["text", "integer", "number", "boolean", "timestamp", "date", "json_text", "json"]
"""What a column holds. ``json_text`` is a text that is JSON: arrays, and what may be of several types."""

Role = Literal[
    "property", "trait", "context", "payload",
    "id", "call", "event", "event_text", "name", "user", "anonymous", "group",
    "time", "original", "sent", "received",
]  # fmt: skip
"""What a column is for.

``property``, ``trait`` and ``context`` came with the call; ``payload`` is the JSON of all of them at once. ``id`` is the id
of the message, which occurs once; ``call`` its kind (track, page …); ``event`` the slug of the event's name,
``event_text`` the name as it is sent, ``name`` that of a page or screen; ``time`` when it happened, ``original`` the same by
the device's clock, ``sent`` and ``received`` what they say. In `users`, ``user`` is the key.
"""

Use = Literal["event", "tracks", "pages", "screens", "identifies", "users", "groups", "events"]
"""What a table is for: the calls of one ``event``, of all track calls, and so on; ``events`` is that of the one-table layout."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column, and what the plan says of the values in it."""

    name: str
    kind: Kind
    role: Role = "property"
    description: str = ""
    nullable: bool = True
    """Whether a call that obeys the plan may leave it empty."""
    required: bool = False
    """Whether each such call must carry it (it may be null even so)."""

    path: tuple[str, ...] = ()
    """The keys that lead to it, within the properties, traits or context of the call."""
    properties: tuple[Property, ...] = ()
    """The properties of the plan that it is made of: one; several where calls share a table; none where Segment adds it."""
    enum: tuple[Any, ...] | None = None
    """The values that it may have, apart from null."""
    meanings: tuple[tuple[Any, str], ...] = ()
    """What values of the enum mean, where the plan says so."""
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None
    pattern: str | None = None
    """A regular expression that texts match, anywhere in them."""
    format: str | None = None
    """The plan's word for a text's kind: email, uri, uuid …"""
    pii: str | None = None
    """How personal it is: none, pseudonymous, personal or sensitive; the worst of what it is made of."""
    deprecated: bool = False
    deprecation: str = ""
    """Since when and why, and what to use instead."""
    sources: tuple[str, ...] = ()
    """The sources that send it; empty where the plan does not say."""

    @property
    def dotted(self) -> str:
        """`utm_params.source`: its path as references of the plan write it."""
        return ".".join(self.path)


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table; or what one would be, where the layout has all events in one (`event_views`)."""

    name: str
    use: Use
    columns: tuple[Column, ...]
    description: str = ""
    event: Event | None = None
    """The one event whose calls it holds; None where it holds several events or none."""
    events: tuple[Event, ...] = ()
    """Every event whose calls it holds."""

    def of_role(self, role: Role) -> Column | None:
        """The column for something that a table has one of: `id`, `received`, `user` …"""
        return next((column for column in self.columns if column.role == role), None)

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """All tables of a plan in one layout."""

    name: str
    """`tables` or `events`."""
    tables: tuple[Table, ...]

    def table_of(self, event: str) -> Table | None:
        """The table that holds the calls of this event with all that they carry."""
        held = (table for table in self.tables if table.use != "tracks")
        return next((table for table in held if any(one.name == event for one in table.events)), None)
