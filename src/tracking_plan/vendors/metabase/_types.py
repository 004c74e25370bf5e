"""Metabase's types: of what kind a column is, and what it means to people.

Names of semantic types are those of Metabase's own specification of database metadata (1.0.0, `@metabase/database-metadata`).
"""

from __future__ import annotations

from collections.abc import Mapping

from .._warehouse import Column, Kind

BASES: Mapping[Kind, str] = {
    "text": "type/Text", "integer": "type/BigInteger", "number": "type/Float", "boolean": "type/Boolean",
    "timestamp": "type/DateTimeWithLocalTZ", "date": "type/Date", "json_text": "type/Text", "json": "type/Structured",
}  # fmt: skip
_FORMATS = {"email": "type/Email", "uri": "type/URL", "ipv4": "type/IPAddress", "ipv6": "type/IPAddress"}
_NUMBERS = {"revenue": "type/Income", "latitude": "type/Latitude", "longitude": "type/Longitude"}
"""Numbers whose names say what they are: `revenue` is a word of Segment's, for money; the others have one meaning."""
_TEXTS = {"country": "type/Country", "city": "type/City"}


def semantic(column: Column, *, key: bool, people: bool) -> str | None:
    """What a column means; None where the plan does not tell. ``people``: whether there is a table of users to point to."""
    if key:
        return "type/PK"
    if column.role == "user" and people:
        return "type/FK"
    if column.role == "time":
        return "type/CreationTimestamp"
    if column.role not in ("property", "trait", "context") or not column.path:
        return None
    if column.kind == "text":
        if column.format in _FORMATS:
            return _FORMATS[column.format]
        return "type/Category" if column.enum is not None else _TEXTS.get(column.path[-1])
    return _NUMBERS.get(column.path[-1]) if column.kind == "number" else None


def visibility(column: Column) -> str:
    """Where a column is shown. `sensitive` is nowhere, and no query may touch it; `details-only` is for a single row."""
    if column.pii == "sensitive":
        return "sensitive"
    personal = column.pii == "personal"
    return "details-only" if personal or column.role in ("original", "sent", "payload") else "normal"
