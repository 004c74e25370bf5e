"""Snowflake: a data warehouse."""

from __future__ import annotations

TITLE = "Snowflake"
