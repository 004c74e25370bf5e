"""Which warehouse, layout and schema are meant: an option says it, else the plan says it under `x-warehouse`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from ...model.plan import Plan
from ...shelf import did_you_mean, listed, quote
from ...trouble import Trouble
from .._exported import extra_of_plan
from .layout import LAYOUTS
from .warehouse import Warehouse, warehouse

SAYS = "x-warehouse"
"""Where a plan says for itself what the options say: `x-warehouse: {warehouse: snowflake, schema: analytics}`."""

NOT_NULL = ("required", "keys")
_WORDS = ("warehouse", "layout", "schema", "not-null", "no-context")
_PART = re.compile(r"[^\W\d][\w$-]*")


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted of the tables, for every export that knows of some."""

    warehouse: Warehouse | None
    """None where none is named."""
    layout: str
    schema: tuple[str, ...]
    """`("analytics",)`, or with the database before it; empty where nothing is said."""
    not_null: str
    """NOT NULL for what the plan requires, or for `keys` alone: ids and times."""
    context: bool
    """Whether the columns for the context that SDKs add are wanted."""

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


def wanted(plan: Plan, given: Mapping[str, Any]) -> Wanted:
    """What ``given`` says, by the names of options with `_` for `-`, else the plan.

    Raises:
        Trouble: something that is none: a word under `x-warehouse`, a warehouse, a layout, a schema.
    """
    said = extra_of_plan(plan, SAYS)
    for word in said:
        if word.replace("_", "-") not in _WORDS:
            near = did_you_mean(word, _WORDS)
            raise Trouble(f"{SAYS} of the plan says {quote(word)}{near}, which is none of {listed(_WORDS)}")
    found = {word.replace("-", "_"): value for word, value in said.items()}
    found |= {word: value for word, value in given.items() if value not in (None, False)}
    named = _text(found, "warehouse")
    return Wanted(
        warehouse=warehouse(named) if named else None,
        layout=_one_of("layout", _text(found, "layout") or LAYOUTS[0], LAYOUTS),
        schema=_schema(_text(found, "schema")),
        not_null=_one_of("not-null", _text(found, "not_null") or NOT_NULL[0], NOT_NULL),
        context=not found.get("no_context"),
    )


def _text(found: Mapping[str, Any], word: str) -> str:
    value = found.get(word, "")
    if not isinstance(value, str):
        raise Trouble(f"{word.replace('_', '-')} takes a text, not {quote(value)}")
    return value


def _one_of(word: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        near = did_you_mean(value, known) or f"; there are {listed(known)}"
        raise Trouble(f"no {word} is named {quote(value)}{near}")
    return value


def _schema(name: str) -> tuple[str, ...]:
    parts = tuple(name.split(".")) if name else ()
    if len(parts) > 2 or not all(_PART.fullmatch(part) for part in parts):
        raise Trouble(f"{quote(name)} is no name of a schema: it takes words such as analytics or database.analytics")
    return parts
