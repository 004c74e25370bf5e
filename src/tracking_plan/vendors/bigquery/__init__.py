"""BigQuery: the data warehouse of Google."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "BigQuery"
