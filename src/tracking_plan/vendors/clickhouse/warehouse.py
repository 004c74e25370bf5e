"""ClickHouse: what may be null is Nullable(…); a table is an engine and an order. It states no limit to names; files have one."""

from __future__ import annotations

from .._warehouse import NameRules, Warehouse

WAREHOUSE = Warehouse(
    title="ClickHouse",
    dialect="clickhouse",
    types={
        "text": "String", "integer": "Int64", "number": "Float64", "boolean": "Bool", "timestamp": "DateTime64(3, 'UTC')",
        "date": "Date32", "json_text": "String", "json": "JSON",
    },
    names=NameRules(longest=200, forbidden_prefixes=("_part", "_row_", "_sample_factor", "_block", "_table", "_database")),
    reserved=frozenset(
        """
        all and any array as asc between by case cast check column comment constraint create cross database date desc
        distinct else end false final for format from full global group having if in index inf inner interval into is join
        key left like limit nan natural not null offset on or order outer partition prewhere primary projection right
        sample select semi set settings table then timestamp to true ttl union using values view when where with
        """.split()
    ),
    folds="no",
    has_catalogs=False,
    comments="inline",
    comment_on_table="ALTER TABLE {table} MODIFY COMMENT {text}",
    comment_on_column="ALTER TABLE {table} MODIFY COLUMN {column} COMMENT {text}",
    nullable="Nullable({type})",
    storage={
        "": (
            "ENGINE = MergeTree", "PARTITION BY toYYYYMM(received_at)", "ORDER BY (received_at, id)", "{comment}",
        ),
        "tracks": (
            "ENGINE = MergeTree", "PARTITION BY toYYYYMM(received_at)", "ORDER BY (event, received_at, id)", "{comment}",
        ),
        "events": (
            "ENGINE = MergeTree", "PARTITION BY toYYYYMM(received_at)", "ORDER BY (type, received_at, id)", "{comment}",
        ),
        "users": ("ENGINE = ReplacingMergeTree(received_at)", "ORDER BY id", "{comment}"),
    },
    casts_in_place="all",
    rename_table="RENAME TABLE {table} TO {new}",
)  # fmt: skip
