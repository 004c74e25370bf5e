"""A Warehouse: what one is like for whoever writes tables into it. Each vendor that has a `warehouse.py` holds one."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Literal

import msgspec

from ...shelf import did_you_mean, listed, quote
from ...trouble import Trouble
from .logical import Kind
from .naming import NameRules


class Warehouse(msgspec.Struct, frozen=True, kw_only=True):
    """Facts of a warehouse, as its vendor documents them."""

    title: str
    """Its own name, for messages: `Amazon Redshift`."""
    dialect: str
    """What sqlglot calls its SQL; dbt and other tools use the same words."""
    types: Mapping[Kind, str]
    """The type of a column for each kind of value, in its own words."""
    names: NameRules
    reserved: frozenset[str]
    """Words, in small letters, that no column may have for a name unless it is quoted."""
    folds: Literal["lower", "upper", "no"]
    """What it makes of a name that is not quoted. Where it folds to capitals, a quoted name has to be in capitals too."""
    comments: Literal["inline", "statement"]
    """Where descriptions of tables and columns go: into CREATE TABLE, or into statements of their own after it."""
    longest_comment: int | None = None
    """How many characters a description may have."""
    column_comment: str = "COMMENT {text}"
    """What describes a column inside CREATE TABLE and ADD COLUMN; ``{text}`` is a literal."""
    table_comment: str = "COMMENT {text}"
    """What describes a table inside CREATE TABLE."""
    comment_on_table: str = "COMMENT ON TABLE {table} IS {text}"
    """The statement that describes a table that is there already."""
    comment_on_column: str = "COMMENT ON COLUMN {table}.{column} IS {text}"

    has_catalogs: bool = True
    """Whether a schema can be named with the database (catalog, project) that it is in."""
    nullable: str = "{type}"
    """The type of a column that may be null."""
    storage: Mapping[str, tuple[str, ...]] = {}
    """Lines after the columns in CREATE TABLE, by what the table is for (`Use`), else ``""``; ``{comment}`` is its own."""
    casts_in_place: Literal["all"] | frozenset[tuple[Kind, Kind]] = frozenset()
    """Which types of columns ALTER changes where they stand, from and to; other columns are copied."""
    relaxes: bool = True
    """Whether it can take NOT NULL from a column."""
    tightens: bool = True
    """Whether it can give NOT NULL to a column that is there already."""
    renames_with_schema: bool = False
    """Whether the new name of a table is looked up in the schema of the session, so that it has to name its own."""
    rename_table: str = ""
    """The statement that renames a table, where it is not ALTER TABLE … RENAME TO."""


def warehouses() -> tuple[str, ...]:
    """The names of the vendors that are warehouses."""
    from .. import able  # noqa: PLC0415 - the shelf, which this room stands on

    return able("warehouse")


def warehouse(name: str) -> Warehouse:
    """The warehouse of that name.

    Raises:
        Trouble: there is none; the message names the nearest one.
    """
    known = warehouses()
    if name not in known:
        raise Trouble(f"no warehouse is named {quote(name)}{did_you_mean(name, known)}; there are {listed(known, 20)}")
    found: Warehouse = import_module(f"{__package__.rpartition('.')[0]}.{name}.warehouse").WAREHOUSE
    return found
