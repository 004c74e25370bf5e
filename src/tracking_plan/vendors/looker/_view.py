"""A table as a view: dimensions, groups of times, and what is counted of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...model.schema import plain
from .._bi import Shown, describe, parts, title
from .._exported import Told, label
from .._spelled import spelled
from .._warehouse import Column, Kind, Table, Wanted
from ._lookml import Block, Line, Listed, Sql, Text, Word, is_inert

_TYPES: dict[Kind, str] = {"integer": "number", "number": "number", "boolean": "yesno"}
_TIMES = ("raw", "time", "hour", "date", "week", "month", "quarter", "year")
_DAYS = ("raw", "date", "week", "month", "quarter", "year")
_FOR_MACHINES = frozenset(("id", "event", "original", "sent", "call"))
"""Roles of columns that nobody asks a question of."""
_ENDS = ("_at", "_time", "_date", "_on", "_timestamp")


def view(one: Shown, choices: Wanted, tell: Told) -> Block:
    """The view of a table, by the table's name."""
    table = one.table
    names = _Names(table)
    made: list[Line] = [Text("label", one.label)]
    if one.query:
        made.append(Block("derived_table", "", (Sql("sql", one.query),)))
    else:
        made.append(Sql("sql_table_name", choices.address(table.name)))
    for column in table.columns:
        if column.kind in ("timestamp", "date"):
            made.append(_group(column, names, choices))
        else:
            made.append(_dimension(column, table, choices, tell))
    made += _measures(one, names)
    return Block("view", table.name, tuple(made))


class _Names:
    """The names of the fields of a view, none of which may stand for two."""

    def __init__(self, table: Table) -> None:
        self.taken = {column.name for column in table.columns if column.kind not in ("timestamp", "date")}

    def group(self, column: Column, frames: tuple[str, ...]) -> str:
        """A name for a group of times: `paid` for `paid_at`, so that its fields are `paid_date` and so on."""
        short = next((column.name.removesuffix(end) for end in _ENDS if column.name.endswith(end)), column.name)
        return self._take([short, column.name], lambda name: {name, *(f"{name}_{frame}" for frame in frames)})

    def measure(self, *wanted: str) -> str:
        return self._take([*wanted], lambda name: {name})

    def _take(self, wanted: list[str], fields: Callable[[str], set[str]]) -> str:
        """The first name that is free, with all fields that it makes; else the last one with a number."""
        number = 2
        for name in wanted:
            if name and not self.taken & fields(name):
                self.taken |= fields(name)
                return name
        while self.taken & fields(f"{wanted[-1]}_{number}"):
            number += 1
        self.taken |= fields(f"{wanted[-1]}_{number}")
        return f"{wanted[-1]}_{number}"


def _dimension(column: Column, table: Table, choices: Wanted, tell: Told) -> Block:
    made: list[Line] = []
    if column.role == "id" or (table.use == "users" and column.role == "user"):
        made.append(Word("primary_key", "yes"))
    made += _head(column)
    made.append(Word("type", _TYPES.get(column.kind, "string")))
    made.append(Sql("sql", f"${{TABLE}}.{choices.quoted(column.name)}"))
    if column.enum and column.kind == "text":
        values = [spelled(plain(value)) for value in column.enum]
        inert = tuple(value for value in values if is_inert(value))
        if len(inert) < len(values):
            where = label(column.properties[0]) if column.properties else column.name
            tell(where, "values with quotes, backslashes or what Liquid reads are no suggestions in LookML: left out")
        if inert:
            made.append(Listed("suggestions", inert))
    return Block("dimension", column.name, tuple(made))


def _group(column: Column, names: _Names, choices: Wanted) -> Block:
    day = column.kind == "date"
    frames = _DAYS if day else _TIMES
    made: list[Line] = [*_head(column), Word("type", "time"), Listed("timeframes", frames, words=True)]
    if day:
        made += [Word("convert_tz", "no"), Word("datatype", "date")]
    made.append(Sql("sql", f"${{TABLE}}.{choices.quoted(column.name)}"))
    return Block("dimension_group", names.group(column, frames), tuple(made))


def _head(column: Column) -> Iterator[Line]:
    """What every field says of itself."""
    if column.role in _FOR_MACHINES or column.pii == "sensitive" or column.deprecated:
        yield Word("hidden", "yes")
    yield Text("label", title(column))
    if inside := parts(column):
        yield Text("group_label", inside)
    if said := describe(column):
        yield Text("description", said)
    if column.pii not in (None, "none"):
        yield Listed("tags", ("pii", f"pii:{column.pii}"))


def _measures(one: Shown, names: _Names) -> Iterator[Line]:
    made: list[Line] = [Word("type", "count"), Text("label", f"Number of {one.label}")]
    yield Block("measure", names.measure("count", "row_count"), tuple(made))
    person = one.table.of_role("user")
    if person is not None and one.table.use != "users":
        inside: list[Line] = [
            Word("type", "count_distinct"),
            Text("label", f"People of {one.label}"),
            Text("description", "How many known people it was: those with an id"),
            Sql("sql", f"${{{person.name}}}"),
        ]
        yield Block("measure", names.measure("users", "user_count"), tuple(inside))
