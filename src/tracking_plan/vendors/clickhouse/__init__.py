"""ClickHouse: a column store for analytics."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "ClickHouse"
