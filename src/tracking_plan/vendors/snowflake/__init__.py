"""Snowflake: a data warehouse."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "Snowflake"
