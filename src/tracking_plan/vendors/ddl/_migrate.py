"""From the tables of one plan to those of the next: what is new, renamed, changed; and what went away, which stays.

Nothing is dropped without `--drop`, and no column gets NOT NULL without `--tighten`. What stays behind stands in nobody's
way: it is renamed where its name is needed, and may be null from now on, as nothing fills it any more.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.plan import Plan
from ...shelf import quote
from .._exported import Told
from .._warehouse import Column, Table
from ._change import Changing
from ._choices import Choices
from ._descriptions import of_table
from ._moves import columns, renames, spare, tables
from ._sql import Sql, Statement


def migrate(before: Plan, plan: Plan, choices: Choices, sql: Sql, tell: Told) -> Iterator[list[Statement]]:
    """Statements in groups, a table each: applied to the tables of ``before``, they give those of ``plan``."""
    old, new = choices.tables(before, Told(tell.title)), choices.tables(plan, tell)
    work = _Migration(choices, sql, tell)
    found = tables(before, plan, old, new)
    wanted = {was.name: table.name for was, table in found.both}
    needed = {table.name for table in new.tables}
    for table in found.gone:
        yield [*work.table_gone(table, wanted, needed)]
    yield [*work.table_names(wanted, found.both)]
    for table in found.new:
        yield [_about(first, f"New: {_whose(table)}") for first in sql.create(table)]
    for was, table in found.both:
        yield [*work.changed(was, table)]


def _about(statement: Statement, about: str) -> Statement:
    return statement._replace(about=about) if statement.sql.startswith("CREATE") else statement


_CALLS = {
    "tracks": "track calls", "pages": "page calls", "screens": "screen calls", "identifies": "identify calls",
    "users": "people", "groups": "group calls", "events": "calls",
}  # fmt: skip


def _whose(table: Table) -> str:
    return f"the event {quote(table.event.name, 200)}" if table.use == "event" and table.event else _CALLS[table.use]


def _gone(table: Table) -> str:
    return f"the plan no longer has {_whose(table)}"


class _Migration:
    def __init__(self, choices: Choices, sql: Sql, tell: Told) -> None:
        self.choices, self.sql, self.tell = choices, sql, tell
        self.longest = choices.warehouse.names.longest

    def table_gone(self, table: Table, wanted: dict[str, str], needed: set[str]) -> Iterator[Statement]:
        """A table that no event of the plan fills any more. ``wanted`` gets the name under which it stays."""
        about = _gone(table)
        if self.choices.drop:
            yield self.sql.drop_table(table.name, f"Dropped: {about}")
            return
        wanted[table.name] = table.name
        if table.name in needed:
            wanted[table.name] = spare(table.name, "before", {*wanted, *needed}, self.longest)
            self.tell(
                table.name,
                f"{about}; the table is renamed to {wanted[table.name]}, as another is called so now: --drop drops it",
            )
            return
        self.tell(table.name, f"{about}; the table stays, and --drop drops it")
        yield Statement("", f"Kept: the table {table.name}; {about} (nothing is dropped without --drop)")

    def table_names(self, wanted: dict[str, str], both: list[tuple[Table, Table]]) -> Iterator[Statement]:
        events = {was.name: (was.event, table.event) for was, table in both if was.use == "event"}
        for old, new in renames(wanted, self.longest):
            was, now = events.pop(old, (None, None))
            about = "Makes way for another table"
            if was is not None and now is not None:
                about = f"{quote(was.name, 200)} is {quote(now.name, 200)} now; rows from before keep the old name in event_text"
            yield self.sql.rename_table(old, new, about)

    def changed(self, old: Table, new: Table) -> Iterator[Statement]:
        """What became of one table: first what it no longer has, then names, then each column."""
        found = columns(old, new)
        change = Changing(self.choices, self.sql, self.tell, new, {column.name for column in old.columns})
        wanted = {was.name: column.name for was, column in found.both}
        kept = []
        for column in found.gone:
            yield from self.column_gone(column, new, wanted, change)
            kept += [column.name] if wanted.get(column.name) == column.name else []
        if kept:
            yield Statement(
                "", f"Kept, though no longer in the plan: {', '.join(kept)} (nothing is dropped without --drop)"
            )
        for was, now in renames(wanted, self.longest):
            yield self.sql.rename_column(new.name, was, now)
            change.taken.add(now)
        for column in found.new:
            yield from change.add(column)
        for was_column, column in found.both:
            yield from change.column(was_column, column)
        yield from change.left_loose()
        if of_table(old, self.choices.warehouse) != of_table(new, self.choices.warehouse):
            yield self.sql.describe(new)

    def column_gone(
        self, column: Column, table: Table, wanted: dict[str, str], change: Changing
    ) -> Iterator[Statement]:
        """A column that nothing fills any more. ``wanted`` gets the name under which it stays."""
        where, needed = f"{table.name}.{column.name}", {found.name for found in table.columns}
        if self.choices.drop:
            yield self.sql.drop_column(table.name, column.name, "Dropped: no longer in the plan")
            return
        stays = column.name
        if stays in needed:
            stays = spare(stays, "before", {*change.taken, *needed, *wanted.values()}, self.longest)
            self.tell(
                where, f"is no longer in the plan, and makes way for another column of that name: it is {stays} now"
            )
        else:
            self.tell(where, "is no longer in the plan; the column stays, and --drop drops it")
        wanted[column.name] = stays
        if not column.nullable:
            yield from change.relaxed(column, f"Nothing fills {column.name} any more")
