"""DDL: the tables of a data warehouse, as SQL that creates them, and that changes them when the plan changes.

`plan export ddl --warehouse postgres --out schema.sql`, and `plan export ddl --from v1.2.0` for what changed since.
"""

from __future__ import annotations

TITLE = "DDL (SQL of a warehouse)"
