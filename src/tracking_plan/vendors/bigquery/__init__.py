"""BigQuery: the data warehouse of Google."""

from __future__ import annotations

TITLE = "BigQuery"
