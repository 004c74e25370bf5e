"""DuckDB: an analytical database in a file."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "DuckDB"
