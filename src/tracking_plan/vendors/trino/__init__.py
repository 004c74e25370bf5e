"""Trino: one SQL over many stores, such as Iceberg tables."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "Trino"
