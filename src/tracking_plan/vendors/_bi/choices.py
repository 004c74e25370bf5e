"""Which warehouse, layout and schema the tables are in: by options, else by `x-warehouse` of the plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from ...model.plan import Plan
from .._exported import Option
from .._warehouse import SAYS, Warehouse, wanted

WORDS = frozenset((SAYS,))
OPTIONS = (
    Option("layout", "tables, one for each event (the default), or events, one table with JSON.", "NAME"),
    Option("warehouse", "Whose tables they are: its names and types are written, bigquery for example.", "NAME"),
    Option("schema", "The schema (or dataset) the tables stand in: analytics, or database.analytics.", "NAME"),
    Option("no-context", "Without the columns for the context that SDKs add."),
)


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """Where the tables are."""

    layout: str
    warehouse: Warehouse | None
    """None where none is named: then names are written as they are."""
    schema: tuple[str, ...]
    """`("analytics",)`, or with the database before it; empty where nothing is said."""
    context: bool

    def quoted(self, name: str) -> str:
        """The name of a column or table in SQL: quoted where the warehouse would read it as a word of its own."""
        house = self.warehouse
        if house is None or (name.lower() not in house.reserved and re.fullmatch(r"[^\W\d]\w*", name)):
            return name
        mark = "`" if house.dialect in ("bigquery", "databricks", "clickhouse", "spark") else '"'
        return f"{mark}{name.upper() if house.folds == 'upper' else name}{mark}"

    def address(self, table: str) -> str:
        """A table in SQL, with the schema before it."""
        return ".".join(self.quoted(step) for step in (*self.schema, table))


def choose(plan: Plan, given: Mapping[str, Any]) -> Choices:
    """What is wanted: an option, else what the plan says.

    Raises:
        Trouble: a warehouse that is not known, or a schema that is no name.
    """
    found = wanted(plan, given)
    return Choices(layout=found.layout, warehouse=found.warehouse, schema=found.schema, context=found.context)
