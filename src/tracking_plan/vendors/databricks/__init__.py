"""Databricks: Delta tables that Spark reads and writes."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "Databricks"
