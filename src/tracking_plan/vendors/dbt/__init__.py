"""dbt: transforms tables in the warehouse, tests and documents them."""

from __future__ import annotations

TITLE = "dbt"
