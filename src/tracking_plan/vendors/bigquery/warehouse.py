"""BigQuery: names without quotes keep their letters; descriptions are options of tables and columns."""

from __future__ import annotations

from .._warehouse import NameRules, Warehouse

WAREHOUSE = Warehouse(
    title="BigQuery",
    dialect="bigquery",
    types={
        "text": "STRING", "integer": "INT64", "number": "FLOAT64", "boolean": "BOOL", "timestamp": "TIMESTAMP",
        "date": "DATE", "json_text": "STRING", "json": "JSON",
    },
    names=NameRules(
        longest=300,
        forbidden_prefixes=("_table_", "_file_", "_partition", "_row_timestamp", "__root__", "_colidentifier"),
    ),
    reserved=frozenset(
        """
        all and any array as asc assert_rows_modified at between by case cast collate contains create cross cube current
        default define desc distinct else end enum escape except exclude exists extract false fetch following for from full
        graph_table group grouping groups hash having if ignore in inner intersect interval into is join lateral left like
        limit lookup merge natural new no not null nulls of on or order outer over partition preceding proto qualify range
        recursive respect right rollup rows select set some struct tablesample then to treat true unbounded union unnest
        using when where window with within
        """.split()
    ),
    folds="no",
    comments="inline",
    longest_comment=1024,
    column_comment="OPTIONS (description = {text})",
    table_comment="OPTIONS (description = {text})",
    comment_on_table="ALTER TABLE {table} SET OPTIONS (description = {text})",
    comment_on_column="ALTER TABLE {table} ALTER COLUMN {column} SET OPTIONS (description = {text})",
    storage={
        "": ("PARTITION BY TIMESTAMP_TRUNC(received_at, DAY)", "{comment}"),
        "tracks": ("PARTITION BY TIMESTAMP_TRUNC(received_at, DAY)", "CLUSTER BY event", "{comment}"),
        "events": ("PARTITION BY TIMESTAMP_TRUNC(received_at, DAY)", "CLUSTER BY event", "{comment}"),
        "users": ("CLUSTER BY id", "{comment}"),
    },
    casts_in_place=frozenset((("integer", "number"),)),
    tightens=False,
)  # fmt: skip
