"""ClickHouse: a column store for analytics."""

from __future__ import annotations

TITLE = "ClickHouse"
