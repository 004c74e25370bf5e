"""SQL of one warehouse, through sqlglot: what a plan says becomes identifiers, types and literals, never text of SQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ...trouble import Trouble
from .._warehouse import Column, Kind, Table, Warehouse
from ._descriptions import of_column, of_table

if TYPE_CHECKING:
    import sqlglot
    from sqlglot import ErrorLevel, exp
else:
    try:
        import sqlglot
        from sqlglot import ErrorLevel, exp
    except ImportError:
        exp = None

_PLAIN = re.compile(r"[a-z_][a-z0-9_]*")


@lru_cache(10_000)
def _is_a_name(name: str, dialect: str) -> bool:
    """Whether it is only a name, and not such a word as `current_time`, which a query takes for a function."""
    spoken = sqlglot.Dialect.get_or_raise(dialect)
    words = {*spoken.tokenizer_class.KEYWORDS, *(kind.value for kind in spoken.parser_class.NO_PAREN_FUNCTIONS)}
    if name.upper() not in words:
        return True
    try:
        return isinstance(sqlglot.parse_one(name, read=dialect), exp.Column)
    except sqlglot.ParseError:
        return False


class Statement(NamedTuple):
    """One statement, without its semicolon, and what is to be said above it. There may be nothing but what is said."""

    sql: str
    about: str = ""


class Sql:
    """Writes statements for one warehouse; its tables stand in ``schema``, the parts of whose name are given.

    Raises:
        Trouble: sqlglot is not installed.
    """

    def __init__(self, warehouse: Warehouse, schema: tuple[str, ...] = ()) -> None:
        if exp is None:
            raise Trouble("DDL needs sqlglot: pip install 'tracking-plan[warehouse]'")
        self.warehouse, self.schema = warehouse, schema
        self._made: dict[tuple[object, ...], str] = {}
        """What was written before: each table has the same columns of Segment, and each statement names its table."""

    def text(self, expression: exp.Expression) -> str:
        """The expression in the warehouse's dialect; an error where the dialect has no word for it."""
        # Of NOT NULL that comes or goes sqlglot warns, and writes it right.
        knows = expression.find(exp.AlterColumn) is None
        return expression.sql(
            self.warehouse.dialect, unsupported_level=ErrorLevel.RAISE if knows else ErrorLevel.IGNORE
        )

    def once(self, key: tuple[object, ...], make: Callable[[], exp.Expression]) -> str:
        """The text of an expression that may have been written before."""
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self.text(make())
        return found

    def literal(self, value: str) -> str:
        return self.once(("literal", value), lambda: exp.Literal.string(value))

    def table_name(self, name: str) -> str:
        return self.once(("table", name), lambda: self.table(name))

    def name(self, name: str) -> exp.Identifier:
        """A name, in quotes where it needs them."""
        plain = _PLAIN.fullmatch(name) is not None and name not in self.warehouse.reserved
        plain = plain and _is_a_name(name, self.warehouse.dialect)
        quoted = name.upper() if self.warehouse.folds == "upper" and name.islower() else name
        return exp.to_identifier(name if plain else quoted, quoted=not plain)

    def table(self, name: str) -> exp.Table:
        return exp.Table(
            this=self.name(name),
            **{part: self.name(said) for part, said in zip(("db", "catalog"), reversed(self.schema), strict=False)},
        )

    def column(self, name: str) -> exp.Column:
        return exp.Column(this=self.name(name))

    def type(self, kind: Kind, nullable: bool = False) -> exp.DataType:
        """A type in the warehouse's own words: sqlglot would put its own in their place."""
        said = self.warehouse.types[kind]
        return self.raw_type(self.warehouse.nullable.replace("{type}", said) if nullable else said)

    def raw_type(self, said: str) -> exp.DataType:
        # ClickHouse's writer makes Nullable(…) of every type that does not say it is not.
        return exp.DataType(this=exp.DataType.Type.USERDEFINED, kind=said, nullable=False)

    # What is new

    def create_schema(self) -> Statement:
        parts = [self.name(part) for part in self.schema]
        name = exp.Table(db=parts[-1], catalog=parts[-2] if len(parts) > 1 else None)
        kind = "DATABASE" if self.warehouse.dialect == "clickhouse" else "SCHEMA"
        return Statement(self.text(exp.Create(this=name, kind=kind, exists=True)))

    def create(self, table: Table) -> Iterator[Statement]:
        """The table with its columns, and what describes them."""
        inline = self.warehouse.comments == "inline"
        columns = ",\n".join(f"  {self.define(column, column.nullable)}" for column in table.columns)
        described = self.warehouse.table_comment.replace("{text}", self.literal(of_table(table, self.warehouse)))
        storage = self.warehouse.storage
        lines = storage.get(table.use, storage.get("", ()))
        tail = "".join(f"\n{described if line == '{comment}' else line}" for line in lines)
        yield Statement(f"CREATE TABLE {self.table_name(table.name)} (\n{columns}\n){tail}")
        if not inline:
            yield self.describe(table)
            for column in table.columns:
                yield from self.describe_column(table.name, column)

    def define(self, column: Column, nullable: bool, name: str = "") -> str:
        """A column as CREATE TABLE and ADD COLUMN have it."""
        called, kind = name or column.name, column.kind
        key = ("column", called, kind, nullable)
        parts = [self.once(key, lambda: exp.ColumnDef(this=self.name(called), kind=self.type(kind, nullable)))]
        if not nullable and self.warehouse.nullable == "{type}":
            parts.append("NOT NULL")
        if self.warehouse.comments == "inline" and (said := of_column(column, self.warehouse)):
            parts.append(self.warehouse.column_comment.replace("{text}", self.literal(said)))
        return " ".join(parts)

    def describe(self, table: Table) -> Statement:
        said = self.warehouse.comment_on_table.replace("{table}", self.table_name(table.name))
        return Statement(said.replace("{text}", self.literal(of_table(table, self.warehouse))))

    def describe_column(self, table: str, column: Column, even_empty: bool = False) -> Iterator[Statement]:
        said = of_column(column, self.warehouse)
        if said or even_empty:
            form = self.warehouse.comment_on_column.replace("{table}", self.table_name(table))
            form = form.replace("{column}", self.once(("name", column.name), lambda: self.name(column.name)))
            yield Statement(form.replace("{text}", self.literal(said)))

    # What changes

    def alter(self, table: str, action: exp.Expression, about: str = "") -> Statement:
        return Statement(self.text(exp.Alter(this=self.table(table), kind="TABLE", actions=[action])), about)

    def rename_table(self, old: str, new: str, about: str = "") -> Statement:
        to = (
            self.table(new)
            if self.warehouse.renames_with_schema or self.warehouse.rename_table
            else exp.Table(this=self.name(new))
        )
        if self.warehouse.rename_table:
            said = self.warehouse.rename_table.replace("{table}", self.table_name(old))
            return Statement(said.replace("{new}", self.text(to)), about)
        return self.alter(old, exp.AlterRename(this=to), about)

    def drop_table(self, table: str, about: str = "") -> Statement:
        return Statement(self.text(exp.Drop(tables=[self.table(table)], kind="TABLE")), about)

    def add_column(self, table: str, column: Column, name: str = "", about: str = "") -> Statement:
        """A new column, which may be null: the rows that are there have nothing in it."""
        defined = self.define(column, True, name)
        return Statement(f"ALTER TABLE {self.table_name(table)} ADD COLUMN {defined}", about)

    def rename_column(self, table: str, old: str, new: str, about: str = "") -> Statement:
        return self.alter(table, exp.RenameColumn(this=self.column(old), to=self.column(new)), about)

    def drop_column(self, table: str, name: str, about: str = "") -> Statement:
        return self.alter(table, exp.Drop(tables=[self.column(name)], kind="COLUMN"), about)

    def relax(self, table: str, column: Column, name: str = "", about: str = "") -> Statement:
        if self.warehouse.nullable != "{type}":
            return self.change_type(table, name or column.name, self.type(column.kind, nullable=True), None, about)
        action = exp.AlterColumn(this=self.name(name or column.name), drop=True, allow_null=True)
        return self.alter(table, action, about)

    def tighten(self, table: str, column: Column, about: str = "") -> Statement:
        if self.warehouse.nullable != "{type}":
            return self.change_type(table, column.name, self.type(column.kind), None, about)
        return self.alter(table, exp.AlterColumn(this=self.name(column.name), allow_null=False), about)

    def change_type(
        self, table: str, name: str, kind: exp.DataType, using: exp.Expression | None, about: str = ""
    ) -> Statement:
        return self.alter(table, exp.AlterColumn(this=self.name(name), dtype=kind, using=using), about)

    def copy_column(self, table: str, old: str, new: str, value: exp.Expression) -> Statement:
        there = exp.Not(this=exp.Is(this=self.column(old), expression=exp.Null()))
        setting = [exp.EQ(this=self.column(new), expression=value)]
        return Statement(
            self.text(exp.Update(this=self.table(table), expressions=setting, where=exp.Where(this=there)))
        )

    def values(self, name: str) -> exp.Expression:
        """The values of a column as they are."""
        return self.column(name)

    def cast(self, name: str, kind: Kind, through_text: bool) -> exp.Expression:
        """The same as another type."""
        value = self.values(name)
        if through_text:
            value = exp.Cast(this=value, to=self.type("text"))
        return exp.Cast(this=value, to=self.type(kind))
