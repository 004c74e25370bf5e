"""Trino over Iceberg tables, which have no type for JSON and times with six digits; Hive's metastore takes names of 128."""

from __future__ import annotations

from .._warehouse import NameRules, Warehouse

WAREHOUSE = Warehouse(
    title="Trino",
    dialect="trino",
    types={
        "text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN",
        "timestamp": "TIMESTAMP(6) WITH TIME ZONE", "date": "DATE", "json_text": "VARCHAR", "json": "VARCHAR",
    },
    names=NameRules(longest=128),
    reserved=frozenset(
        """
        alter and as auto between by case cast constraint create cross cube current_catalog current_date current_path
        current_role current_schema current_time current_timestamp current_user deallocate delete describe distinct drop
        else end escape except execute exists extract false for from full group grouping having in inner insert intersect
        into is join json_array json_exists json_object json_query json_table json_value left like listagg localtime
        localtimestamp natural normalize not null on or order outer prepare recursive right rollup select skip table then
        trim true uescape union unnest using values when where with
        """.split()
    ),
    folds="lower",
    comments="inline",
    storage={"": ("{comment}", "WITH (partitioning = ARRAY['day(received_at)'])"), "users": ("{comment}",)},
    tightens=False,
    renames_with_schema=True,
)  # fmt: skip
