"""Metabase: business intelligence, whose serialization holds what is known of tables and fields as YAML."""

from __future__ import annotations

TITLE = "Metabase"
