"""DuckDB: an analytical database in a file."""

from __future__ import annotations

TITLE = "DuckDB"
