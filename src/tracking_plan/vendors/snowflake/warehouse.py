"""Snowflake: names without quotes become capitals; VARIANT holds JSON."""

from __future__ import annotations

from .._warehouse import NameRules, Warehouse

WAREHOUSE = Warehouse(
    title="Snowflake",
    dialect="snowflake",
    types={
        "text": "VARCHAR", "integer": "NUMBER(38, 0)", "number": "FLOAT", "boolean": "BOOLEAN",
        "timestamp": "TIMESTAMP_TZ", "date": "DATE", "json_text": "VARCHAR", "json": "VARIANT",
    },
    names=NameRules(longest=255),
    reserved=frozenset(
        """
        account all alter and any as between by case cast check column connect connection constraint create cross current
        current_date current_time current_timestamp current_user database delete distinct drop else exists false following
        for from full grant group gscluster having ilike in increment inner insert intersect into is issue join lateral
        left like localtime localtimestamp minus natural not null of on or order organization qualify regexp revoke right
        rlike row rows sample schema select set some start table tablesample then to trigger true try_cast union unique
        update using values view when whenever where with
        """.split()
    ),
    folds="upper",
    comments="inline",
    table_comment="COMMENT = {text}",
    storage={
        "": ("{comment}",),
        "tracks": ("CLUSTER BY (event, CAST(received_at AS DATE))", "{comment}"),
        "events": ("CLUSTER BY (event, CAST(received_at AS DATE))", "{comment}"),
    },
    renames_with_schema=True,
)  # fmt: skip
