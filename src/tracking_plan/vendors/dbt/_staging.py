"""Staging models: an event each, its columns named and typed as the plan has them, each message once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...model.plan import Plan
from .._exported import Told
from .._warehouse import Column, Table
from ._about import is_deprecated, of_column, of_table, said
from ._checks import checks, there_with, types
from ._inert import quoted

_HEAD = "-- Written by `plan export dbt`: change the plan, and export it again.\n"
_RENAMED = {"id": "message_id", "time": "occurred_at"}
"""Role of a column that Segment adds -> its name in a staging model, unless a property has it."""
_LEFT = frozenset(("event", "context"))
_PAYLOADS = {"property": "properties", "trait": "traits"}


class Place(NamedTuple):
    """Where a staging model takes its rows from."""

    source: str
    """The name of the source in dbt."""
    table: str
    """The table of it."""
    json: Table | None
    """The one table of all events, where that is it; None where it is a table of its own."""


class Model(NamedTuple):
    """A staging model: its name, and what the columns of its table are called in it."""

    name: str
    table: Table
    names: Mapping[str, str]


def model(name: str, table: Table) -> Model:
    taken = {column.name for column in table.columns}
    names: dict[str, str] = {}
    for column in table.columns:
        if column.role not in _LEFT:
            wanted = _RENAMED.get(column.role, column.name)
            names[column.name] = column.name if wanted in taken else wanted
    return Model(name, table, names)


def sql(made: Model, place: Place, reserved: frozenset[str]) -> str:
    """The code of a model. Nothing of the plan's texts is in it but in quoted strings of Jinja."""

    def column_of(name: str) -> str:
        return f"{{{{ plan_column({quoted(name)}) }}}}" if name in reserved else name

    from_json = place.json is not None
    key = next((column.name for column in made.table.columns if column.role == "id"), "id")
    received = next((column.name for column in made.table.columns if column.role == "received"), "")
    sets = f"{{%- set calls = source({quoted(place.source)}, {quoted(place.table)}) %}}\n"
    fields = [
        f"        {_taken(column, place, reserved)} as {column_of(made.names[column.name])},"
        for column in made.table.columns
        if column.name in made.names
    ]
    payloads = [*_payloads(made)] if from_json else []
    fields += [f"        {column_of(column)} as {column_of(name)}," for column, name in payloads]
    if not from_json:
        sets += "{%- set found = plan_columns_of(calls) %}\n"
    names = [*made.names.values(), *(name for _, name in payloads)]
    listed = ",\n".join(f"    {column_of(name)}" for name in names)
    where = f"    where {_mine(made.table)}\n" if from_json else ""
    by = f"order by {column_of(received)}" if received else f"order by {column_of(key)}"
    return (
        f"{_HEAD}{sets}\nwith sent as (\n    select\n" + "\n".join(fields) + "\n"
        f"        row_number() over (partition by {column_of(key)} {by}) as plan_copy\n"
        f"    from {{{{ calls }}}}\n{where})\n\n"
        f"select\n{listed}\nfrom sent\nwhere plan_copy = 1 or {column_of(made.names[key])} is null\n"
    )


def _taken(column: Column, place: Place, reserved: frozenset[str]) -> str:
    payload = _PAYLOADS.get(column.role)
    if place.json is None or payload is None:
        name = _held(column, place)
        found = "found" if place.json is None else "[]"
        more = ", true" if name in reserved else ""
        return f"{{{{ plan_field({found}, {quoted(name)}, {quoted(column.kind)}{more}) }}}}"
    path = ", ".join(quoted(step) for step in column.path)
    return f"{{{{ plan_from_json({quoted(payload)}, [{path}], {quoted(column.kind)}) }}}}"


def _held(column: Column, place: Place) -> str:
    """What the column is called in the table that it is taken from."""
    if place.json is None:
        return column.name
    role = "event_text" if column.role == "name" else column.role
    held = place.json.of_role(role)
    return held.name if held is not None else column.name


def _payloads(made: Model) -> Iterator[tuple[str, str]]:
    """The JSON that the columns were taken from: its name in the table, and in the model."""
    for payload in dict.fromkeys(_PAYLOADS[column.role] for column in made.table.columns if column.role in _PAYLOADS):
        name = payload
        while name in made.names.values():
            name = f"raw_{name}"
        yield payload, name


def _mine(table: Table) -> str:
    """Which rows of the one table are a model's."""
    kind = {"event": "track", "pages": "page", "screens": "screen", "identifies": "identify", "groups": "group"}
    mine = f"type = '{kind[table.use]}'"
    return (
        f"{mine} and event = {{{{ plan_text({quoted(table.event.name)}) }}}}"
        if table.use == "event" and table.event
        else mine
    )


def entry(made: Model, place: Place, plan: Plan, reserved: frozenset[str], tell: Told) -> dict[str, Any]:
    """What the properties file says of a model; in the layout of one table, with the tests of its columns."""
    about = of_table(made.table, plan)
    shown = said(made.name, made.table.description, about)
    event = made.table.event
    if event is not None and event.status == "deprecated" and event.expires not in (None, "never"):
        shown["deprecation_date"] = f"{event.expires}"
    if place.json is not None and (fields := types(made.table.columns, (*_PAYLOADS,))):
        for column, name in _payloads(made):
            role = next(role for role, payload in _PAYLOADS.items() if payload == column)
            mine = types(made.table.columns, (role,))
            shown.setdefault("data_tests", []).append(
                _at(made, {"plan_of_types": {"arguments": {"column": name, "fields": mine}}})
            )
        del fields
    shown["columns"] = [
        _column(column, made, place, reserved, tell) for column in made.table.columns if column.name in made.names
    ]
    return shown


def _column(column: Column, made: Model, place: Place, reserved: frozenset[str], tell: Told) -> dict[str, Any]:
    name = made.names[column.name]
    shown = said(name, column.description, of_column(column))
    found: list[Any] = []
    if column.role == "id":
        found = ["not_null", "unique"]
    elif place.json is not None and column.role in _PAYLOADS:
        found = [_at(made, test) for test in column_tests(column, made.table, made.names, True, reserved, tell)]
    return {**shown, **called(name, reserved), "data_tests": found} if found else shown


def _at(made: Model, test: Any) -> Any:
    return warning(test) if is_deprecated(made.table) else test


def column_tests(
    column: Column, table: Table, names: Mapping[str, str], always_there: bool, reserved: frozenset[str], tell: Told
) -> list[Any]:
    """The tests of a property's column. What stands beside it is named only where names need no quotes."""
    where = f"{table.event.name}.{column.dotted}" if table.event is not None else f"{table.name}.{column.dotted}"
    plain = {ours: theirs for ours, theirs in names.items() if theirs not in reserved}
    return [*checks(column, always_there, tell, where), *there_with(column, table, plain)]


def warning(test: Any) -> Any:
    """A test of what is deprecated: it warns."""
    name, held = (test, {}) if isinstance(test, str) else next(iter(test.items()))
    return {name: {**held, "config": {"severity": "warn"}}}


def called(name: str, reserved: frozenset[str]) -> dict[str, Any]:
    """The name of a column that is tested. A word of SQL is quoted, and Snowflake's quoted names are in capitals."""
    if name not in reserved:
        return {"name": name}
    return {"name": f"{{{{ '{name.upper()}' if target.type == 'snowflake' else '{name}' }}}}", "quote": True}
