"""PostgreSQL: a database that many teams use as their warehouse."""

from __future__ import annotations

from .limits import LIMITS as LIMITS

TITLE = "PostgreSQL"
