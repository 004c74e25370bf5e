"""JSON Schema: plain schemas in a folder, one file an event."""

from __future__ import annotations

TITLE = "JSON Schema"
