"""What is wanted: which warehouse, layout and schema, from options, from the plan, or from where its events go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from ...model.plan import Plan
from ...shelf import listed, quote
from ...trouble import Trouble
from .._exported import Option, Told
from .._warehouse import Layout, Table, Warehouse, lay_out, wanted, warehouse, warehouses

OPTIONS = (
    Option("warehouse", "Whose SQL: bigquery, clickhouse, databricks, duckdb, postgres, redshift, snowflake or trino.", "NAME"),
    Option("layout", "tables, one for each event (the default), or events, one table with JSON.", "NAME"),
    Option("schema", "The schema (or dataset) the tables stand in: analytics, or database.analytics.", "NAME"),
    Option("not-null", "NOT NULL for what the plan requires (required, the default), or for ids and times alone (keys).", "WHICH"),
    Option("no-context", "No columns for the context that SDKs add."),
    Option("drop", "With --from: also drop what the plan no longer has."),
    Option("tighten", "With --from: also give NOT NULL to columns that had none; rows without a value make it fail."),
)  # fmt: skip


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted of the SQL."""

    warehouse: Warehouse
    layout: str
    schema: tuple[str, ...]
    not_null: str
    context: bool
    drop: bool
    tighten: bool

    def tables(self, plan: Plan, tell: Told) -> Layout:
        """The plan in this layout, with NOT NULL where it is wanted."""
        laid = lay_out(plan, self.layout, tell, self.warehouse.names, context=self.context)
        if self.not_null == "required":
            return laid
        return replace(laid, tables=tuple(map(_only_keys, laid.tables)))


def _only_keys(table: Table) -> Table:
    carried = ("property", "trait")
    columns = (replace(column, nullable=True) if column.role in carried else column for column in table.columns)
    return replace(table, columns=tuple(columns))


def choose(plan: Plan, given: Mapping[str, Any]) -> Choices:
    """What options say, else what the plan says under `x-warehouse`, else what is usual.

    Raises:
        Trouble: no warehouse is named, or something that is none.
    """
    found = wanted(plan, given)
    known = found.warehouse or warehouse(_destination(plan))
    if len(found.schema) > 1 and not known.has_catalogs:
        whole = ".".join(found.schema)
        raise Trouble(f"{quote(whole)}: {known.title} takes a schema without a database: {found.schema[-1]}")
    return Choices(
        warehouse=known,
        layout=found.layout,
        schema=found.schema,
        not_null=found.not_null,
        context=found.context,
        drop=bool(given.get("drop")),
        tighten=bool(given.get("tighten")),
    )


def _destination(plan: Plan) -> str:
    """The one warehouse that the plan's sources send to."""
    known = warehouses()
    found = dict.fromkeys(name for source in plan.sources.values() for name in source.destinations if name in known)
    if len(found) == 1:
        return next(iter(found))
    sent = f" (the plan's events go to {listed(found)})" if found else ""
    raise Trouble(f"name the warehouse with --warehouse: {listed(known, 20, last='or')}{sent}")
