"""Databricks: Delta tables that Spark reads and writes."""

from __future__ import annotations

TITLE = "Databricks"
