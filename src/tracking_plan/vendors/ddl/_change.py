"""What becomes of a column: its type, whether it may be null, what describes it. In place where the warehouse can."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from .._exported import Told
from .._warehouse import Column, Kind, Table
from ._choices import Choices
from ._descriptions import of_column
from ._moves import spare
from ._sql import Sql, Statement

_LOSES_NOTHING: frozenset[tuple[Kind, Kind]] = frozenset(
    (
        ("integer", "number"), ("integer", "text"), ("number", "text"), ("boolean", "text"), ("timestamp", "text"),
        ("date", "text"), ("date", "timestamp"),
    )
)  # fmt: skip
"""What a type becomes in such a way that each value stays what it was (an integer to 2^53)."""


class Changing:
    """Changes the columns of one table. ``taken`` are the names that it has, or had."""

    def __init__(self, choices: Choices, sql: Sql, tell: Told, table: Table, taken: set[str]) -> None:
        self.choices, self.sql, self.tell, self.table, self.taken = choices, sql, tell, table, taken
        self.warehouse = choices.warehouse
        self.loose: list[str] = []
        """Columns that the plan requires, and that have no NOT NULL even so."""

    def add(self, column: Column) -> Iterator[Statement]:
        yield self.sql.add_column(self.table.name, column)
        if self.warehouse.comments == "statement":
            yield from self.sql.describe_column(self.table.name, column)
        if not column.nullable:
            yield from self.tightened(column, "rows from before have none")

    def column(self, old: Column, new: Column) -> Iterator[Statement]:
        """From what a column was to what it is; it has its new name already."""
        types = self.warehouse.types
        is_copied, described = False, of_column(old, self.warehouse)
        if types[old.kind] != types[new.kind]:
            is_copied = not self.casts_in_place(old.kind, new.kind)
            yield from self.copied(old, new) if is_copied else self.cast(old, new)
            described = of_column(new, self.warehouse) if is_copied else described
        nullable = old.nullable or is_copied
        if not nullable and new.nullable:
            yield from self.relaxed(new, f"{new.name} is no longer required, or may be null now")
            described = described if self.warehouse.relaxes else of_column(new, self.warehouse)
        elif nullable and not new.nullable:
            if is_copied and not old.nullable and self.warehouse.tightens:  # there was nothing without a value to copy
                yield self.sql.tighten(self.table.name, new)
            else:
                yield from self.tightened(new, "rows from before may have none")
        if described != of_column(new, self.warehouse):
            yield from self.sql.describe_column(self.table.name, new, even_empty=True)

    def casts_in_place(self, old: Kind, new: Kind) -> bool:
        return self.warehouse.casts_in_place == "all" or (old, new) in self.warehouse.casts_in_place

    def _narrows(self, old: Kind, new: Kind) -> bool:
        plain: dict[Kind, Kind] = {"json_text": "text"}
        return (plain.get(old, old), plain.get(new, new)) not in _LOSES_NOTHING

    def _through_text(self, old: Kind, new: Kind) -> bool:
        """Whether values become texts first: warehouses know no way from a time to a number, say."""
        texts = self.warehouse.types["text"]
        return self._narrows(old, new) and texts not in (self.warehouse.types[old], self.warehouse.types[new])

    def cast(self, old: Column, new: Column) -> Iterator[Statement]:
        """Change the type where the column stands."""
        about = f"{self._types(old, new)}{self._risk(old, new)}"
        using = None
        if self.warehouse.dialect in ("postgres", "duckdb"):
            using = self.sql.cast(new.name, new.kind, self._through_text(old.kind, new.kind))
        kind = self.sql.type(new.kind, nullable=old.nullable)
        yield self.sql.change_type(self.table.name, new.name, kind, using, about)

    def copied(self, old: Column, new: Column) -> Iterator[Statement]:
        """A new column takes the values, then the name; what it was stays beside it under another."""
        name, longest = self.table.name, self.warehouse.names.longest
        fresh = spare(new.name, "new", self.taken, longest)
        self.taken.add(fresh)
        about = f"{self._types(old, new)}, which {self.warehouse.title} does not change in place{self._risk(old, new)}"
        yield self.sql.add_column(name, new, fresh, about)
        yield self.sql.copy_column(
            name, new.name, fresh, self.sql.cast(new.name, new.kind, self._through_text(old.kind, new.kind))
        )
        if self.choices.drop:
            yield self.sql.drop_column(name, new.name)
        else:
            kept = spare(new.name, "before", self.taken, longest)
            self.taken.add(kept)
            self.tell(f"{name}.{new.name}", f"is copied to another type; what it was stays as {kept}: --drop drops it")
            yield from self.set_aside(replace(old, name=new.name), kept)
        yield self.sql.rename_column(name, fresh, new.name)
        if self.warehouse.comments == "statement":
            yield from self.sql.describe_column(name, new)

    def set_aside(self, column: Column, kept: str) -> Iterator[Statement]:
        """A column that nothing fills any more gets another name, and may be null."""
        name = self.table.name
        if column.nullable or self.warehouse.relaxes:
            if not column.nullable:
                yield self.sql.relax(name, column)
            yield self.sql.rename_column(name, column.name, kept)
        else:
            yield self.sql.add_column(name, column, kept)
            yield self.sql.copy_column(name, column.name, kept, self.sql.values(column.name))
            yield self.sql.drop_column(name, column.name)

    def relaxed(self, column: Column, about: str) -> Iterator[Statement]:
        """It may be null from now on. Where NOT NULL cannot be taken away, a copy without it takes its place."""
        name = self.table.name
        if self.warehouse.relaxes:
            yield self.sql.relax(name, column, about=about)
            return
        fresh = spare(column.name, "new", self.taken, self.warehouse.names.longest)
        why = f"{self.warehouse.title} cannot take NOT NULL away: a copy takes its place"
        yield self.sql.add_column(name, column, fresh, f"{about}. {why}" if about else why)
        yield self.sql.copy_column(name, column.name, fresh, self.sql.values(column.name))
        yield self.sql.drop_column(name, column.name)
        yield self.sql.rename_column(name, fresh, column.name)
        if self.warehouse.comments == "statement":
            yield from self.sql.describe_column(name, column)

    def tightened(self, column: Column, because: str) -> Iterator[Statement]:
        """It must not be null from now on: done where that is wanted, and told."""
        if self.warehouse.tightens and self.choices.tighten:
            yield self.sql.tighten(self.table.name, column, f"Fails where {column.name} is null: {because}")
            return
        where = f"{self.table.name}.{column.name}"
        self.loose.append(column.name)
        if self.warehouse.tightens:
            self.tell(where, "is required, and gets no NOT NULL as rows from before may have none: --tighten gives it")
        else:
            self.tell(
                where, f"is required, and gets no NOT NULL, which {self.warehouse.title} gives only to new tables"
            )

    def left_loose(self) -> Iterator[Statement]:
        """Says in the file itself which columns have no NOT NULL yet."""
        if self.loose:
            names, title = ", ".join(self.loose), self.warehouse.title
            how = "--tighten gives it" if self.warehouse.tightens else f"{title} gives it to new tables alone"
            yield Statement("", f"Required, and without NOT NULL for the sake of older rows: {names} ({how})")

    def _types(self, old: Column, new: Column) -> str:
        return f"{new.name} was {self.warehouse.types[old.kind]} and is {self.warehouse.types[new.kind]} now"

    def _risk(self, old: Column, new: Column) -> str:
        if (old.kind, new.kind) == ("date", "timestamp"):
            return ". Its days begin in the time zone of the session"
        if not self._narrows(old.kind, new.kind):
            return ""
        where = f"{self.table.name}.{new.name}"
        self.tell(where, f"becomes {self.warehouse.types[new.kind]}: fails where a value is none of those")
        return f". Fails where a value is no {self.warehouse.types[new.kind]}"
