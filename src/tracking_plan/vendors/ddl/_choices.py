"""What is wanted: which warehouse, layout and schema, from options, from the plan, or from where its events go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from ...model.plan import Plan
from ...shelf import did_you_mean, listed, quote
from ...trouble import Trouble
from .._exported import Option, Told, extra_of_plan
from .._warehouse import LAYOUTS, Layout, Table, Warehouse, lay_out, warehouse, warehouses

EXTRA = "x-warehouse"
"""Where a plan says for itself what the options say: `x-warehouse: {warehouse: snowflake, schema: analytics}`."""

OPTIONS = (
    Option("warehouse", "Whose SQL: bigquery, clickhouse, databricks, duckdb, postgres, redshift, snowflake or trino.", "NAME"),
    Option("layout", "tables, one for each event (the default), or events, one table with JSON.", "NAME"),
    Option("schema", "The schema (or dataset) the tables stand in: analytics, or database.analytics.", "NAME"),
    Option("not-null", "NOT NULL for what the plan requires (required, the default), or for ids and times alone (keys).", "WHICH"),
    Option("no-context", "No columns for the context that SDKs add."),
    Option("drop", "With --from: also drop what the plan no longer has."),
    Option("tighten", "With --from: also give NOT NULL to columns that had none; rows without a value make it fail."),
)  # fmt: skip
_NOT_NULL = ("required", "keys")
_SAID = ("warehouse", "layout", "schema", "not_null", "no_context")
_PART = re.compile(r"[^\W\d][\w$-]*")


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
    said = extra_of_plan(plan, EXTRA)
    for word in said:
        if word.replace("-", "_") not in _SAID:
            near = did_you_mean(word, [known.replace("_", "-") for known in _SAID])
            raise Trouble(f"{EXTRA} of the plan says {quote(word)}{near}, which is none of {listed(_SAID)}")
    wanted = {word.replace("-", "_"): value for word, value in said.items()} | dict(given)
    return Choices(
        warehouse=warehouse(_text(wanted, "warehouse") or _destination(plan)),
        layout=_one_of("layout", _text(wanted, "layout") or LAYOUTS[0], LAYOUTS),
        schema=_schema(_text(wanted, "schema")),
        not_null=_one_of("not-null", _text(wanted, "not_null") or _NOT_NULL[0], _NOT_NULL),
        context=not wanted.get("no_context", False),
        drop=bool(given.get("drop")),
        tighten=bool(given.get("tighten")),
    )


def _text(wanted: Mapping[str, Any], word: str) -> str:
    value = wanted.get(word, "")
    if not isinstance(value, str):
        raise Trouble(f"{word.replace('_', '-')} takes a text, not {quote(value)}")
    return value


def _destination(plan: Plan) -> str:
    """The one warehouse that the plan's sources send to."""
    known = warehouses()
    found = dict.fromkeys(name for source in plan.sources.values() for name in source.destinations if name in known)
    if len(found) == 1:
        return next(iter(found))
    sent = f" (the plan's events go to {listed(found)})" if found else ""
    raise Trouble(f"name the warehouse with --warehouse: {listed(known, 20, last='or')}{sent}")


def _one_of(option: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        near = did_you_mean(value, known) or f"; it takes {listed(known, last='or')}"
        raise Trouble(f"--{option} is {quote(value)}{near}")
    return value


def _schema(name: str) -> tuple[str, ...]:
    parts = tuple(name.split(".")) if name else ()
    if len(parts) > 2 or not all(_PART.fullmatch(part) and part.isprintable() for part in parts):
        takes = "it takes a name such as analytics, or database.analytics, of letters, digits, _, - and $"
        raise Trouble(f"--schema is {quote(name)}; {takes}")
    return parts
