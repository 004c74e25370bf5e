"""Segment's tracking plans as CSV, as its app takes and gives them; as JSON they are those of `segment`."""

from __future__ import annotations

TITLE = "Segment (CSV)"
