"""Databricks: Delta tables, whose columns may be called anything but are best left without spaces; VARIANT holds JSON."""

from __future__ import annotations

from .._warehouse import NameRules, Warehouse

WAREHOUSE = Warehouse(
    title="Databricks",
    dialect="databricks",
    types={
        "text": "STRING", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "timestamp": "TIMESTAMP",
        "date": "DATE", "json_text": "STRING", "json": "VARIANT",
    },
    names=NameRules(longest=255, forbidden=frozenset(("_metadata",))),
    reserved=frozenset(
        """
        all alter and anti any as authorization both by case cast check collate column constraint create cross
        current_date current_time current_timestamp current_user default distinct else end escape except exists false fetch
        filter for foreign from full grant group having in inner intersect into is join lateral leading left minus natural
        not null on only or order outer overlaps primary references right select semi session_user some table then time to
        trailing true union unique unknown user using when where with within
        """.split()
    ),
    folds="lower",
    comments="inline",
    comment_on_column="ALTER TABLE {table} ALTER COLUMN {column} COMMENT {text}",
    storage={
        "": (
            "USING DELTA", "CLUSTER BY (received_at)", "{comment}",
            "TBLPROPERTIES ('delta.columnMapping.mode' = 'name')",
        ),
        "users": ("USING DELTA", "CLUSTER BY (id)", "{comment}", "TBLPROPERTIES ('delta.columnMapping.mode' = 'name')"),
    },
    renames_with_schema=True,
)  # fmt: skip
