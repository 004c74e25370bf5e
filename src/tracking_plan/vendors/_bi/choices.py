"""Which warehouse, layout and schema the tables are in: by options, else by `x-warehouse` of the plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from ...model.plan import Plan
from ...shelf import quote
from ...trouble import Trouble
from .._exported import Option, extra_of_plan
from .._warehouse import Warehouse, warehouse

EXTRA = "x-warehouse"
"""Where a plan says for itself what the options say, as for `plan export ddl`."""
WORDS = frozenset((EXTRA,))
OPTIONS = (
    Option("layout", "tables, one for each event (the default), or events, one table with JSON.", "NAME"),
    Option("warehouse", "Whose tables they are: its names and types are written, bigquery for example.", "NAME"),
    Option("schema", "The schema (or dataset) the tables stand in: analytics, or database.analytics.", "NAME"),
    Option("no-context", "Without the columns for the context that SDKs add."),
)
_SAID = ("layout", "warehouse", "schema", "no_context")
_PART = re.compile(r"[^\W\d][\w$-]*")


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
    said = {word: held for word, held in extra_of_plan(plan, EXTRA).items() if word in _SAID}
    wanted = {**said, **{word: held for word, held in given.items() if word in _SAID and held not in (None, False)}}
    named, schema = wanted.get("warehouse"), wanted.get("schema")
    steps = tuple(str(schema).split(".")) if schema else ()
    if not all(_PART.fullmatch(step) for step in steps) or len(steps) > 2:
        raise Trouble(
            f"{quote(str(schema))} is no name of a schema: it takes words such as analytics or database.analytics"
        )
    return Choices(
        layout=str(wanted.get("layout", "tables")),
        warehouse=None if named is None else warehouse(str(named)),
        schema=steps,
        context=not wanted.get("no_context"),
    )
