"""A query for what an event would be as a table, where all events stand in one with JSON: each value out of it, with its type.

Eight warehouses take a value out of JSON in eight ways. What does not have the type that the plan says is null, and fails no query.
Keys and names of a plan stand in the SQL between quotes; those with quotes, backslashes and the like, which one warehouse or another
would read differently, are left out and told: nothing of a plan is ever read as SQL, Liquid or a parameter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from .._exported import Told
from .._warehouse import Column, Kind, Table, Warehouse

_SAFE = re.compile(r"[\w .:/+()-]*")
_CALLS = {
    "event": "track",
    "tracks": "track",
    "pages": "page",
    "screens": "screen",
    "identifies": "identify",
    "groups": "group",
}
"""Which kind of call the rows of a table are."""
_OF = "e."
"""Before each column of the one table: ClickHouse would take `event` for the `event` that the query itself names."""


def select(
    table: Table, house: Warehouse, source: str, quoted: Callable[[str], str], tell: Told
) -> tuple[Table, str] | None:
    """The table with the columns that can be had, and its query; None where it cannot be asked for, which is told."""
    event = table.event.name if table.use == "event" and table.event is not None else None
    if table.use not in _CALLS:
        return None
    if event is not None and not _SAFE.fullmatch(event):
        tell(event, "its name has signs that not every warehouse reads alike in SQL: it has no query, and is left out")
        return None
    columns, rows = [], []
    for column in table.columns:
        if not all(_SAFE.fullmatch(step) for step in column.path):
            where = f"{event or table.name}.{column.dotted}"
            tell(where, "its name has signs that not every warehouse reads alike in SQL: it is left out")
            continue
        columns.append(column)
        rows.append(f"  {_value(column, table, house, quoted)} AS {quoted(column.name)}")
    only = [f"{_OF}{quoted('type')} = '{_CALLS[table.use]}'"]
    if event is not None:
        only.append(f"{_OF}{quoted('event')} = '{event}'")
    query = "SELECT\n" + ",\n".join(rows) + f"\nFROM {source} AS e\nWHERE {' AND '.join(only)}"
    made = Table(
        name=table.name, use=table.use, columns=tuple(columns), description=table.description, event=table.event,
        events=table.events,
    )  # fmt: skip
    return made, query


def _value(column: Column, table: Table, house: Warehouse, quoted: Callable[[str], str]) -> str:
    match column.role:
        case "property" | "trait":
            held = _OF + quoted("traits" if column.role == "trait" else "properties")
            return _typed(_text(held, column, house.dialect), column.kind, house)
        case "event":
            return f"'{table.name}'"
        case "event_text" | "name":
            return _OF + quoted("event")
        case _:
            return _OF + quoted(column.name)


def _text(held: str, column: Column, dialect: str) -> str:
    """The text at the column's path; of an array or an object its JSON."""
    path, whole = column.path, column.kind == "json_text"
    words = ", ".join(f"'{step}'" for step in path)
    dotted = "'$" + "".join(f'."{step}"' for step in path) + "'"
    boxed = "'$" + "".join(f'["{step}"]' for step in path) + "'"
    match dialect:
        case "bigquery":
            return f"TO_JSON_STRING(JSON_QUERY({held}, {dotted}))" if whole else f"JSON_VALUE({held}, {dotted})"
        case "snowflake":
            at = held
            for step in path:
                at = f"GET({at}, '{step}')"
            return f"CAST({at} AS VARCHAR)"
        case "redshift":
            return f"NULLIF(JSON_EXTRACT_PATH_TEXT(JSON_SERIALIZE({held}), {words}, TRUE), '')"
        case "postgres":
            return f"({held} #>> ARRAY[{words}])"
        case "duckdb":
            pointer = "".join("/" + step.replace("/", "~1") for step in path)
            return f"JSON_EXTRACT_STRING({held}, '{pointer}')"
        case "databricks":
            return f"TRY_VARIANT_GET({held}, {boxed}, 'string')"
        case "trino":
            return f"JSON_FORMAT(JSON_EXTRACT({held}, {boxed}))" if whole else f"JSON_EXTRACT_SCALAR({held}, {boxed})"
        case _:
            at = held + "".join(f'."{step}"' for step in path)
            return f"IF(isNull({at}), NULL, toString({at}))"


_SHAPES: Mapping[Kind, str] = {
    "integer": "^-?[0-9]+$",
    "number": "^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?$",
    "timestamp": "^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T",
    "date": "^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]$",
}
"""What a text looks like that Postgres and Redshift can cast: they know no cast that gives null for another."""
_CLICKHOUSE: Mapping[Kind, str] = {
    "integer": "toInt64OrNull({})", "number": "toFloat64OrNull({})", "date": "toDate32OrNull({})",
    "timestamp": "parseDateTime64BestEffortOrNull({}, 3)",
}  # fmt: skip


def _typed(text: str, kind: Kind, house: Warehouse) -> str:
    """A text as a value of this kind; null where it is none."""
    if kind in ("text", "json_text"):
        return text
    if kind == "boolean":
        return f"CASE {text} WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END"
    cast = f"CAST({text} AS {house.types[kind]})"
    match house.dialect:
        case "postgres" | "redshift":
            return f"CASE WHEN {text} ~ '{_SHAPES[kind]}' THEN {cast} END"
        case "clickhouse":
            return _CLICKHOUSE[kind].format(text)
        case "bigquery":
            return f"SAFE_{cast}"
        case "trino" if kind == "timestamp":
            return f"TRY(FROM_ISO8601_TIMESTAMP({text}))"
        case _:
            return f"TRY_{cast}"
