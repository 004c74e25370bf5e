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
    write = _Writer(made, place, reserved)
    return write.head() + write.taken() + write.chosen()


class _Writer:
    """Writes a model: first the columns are taken out of the table, then each message is chosen once."""

    def __init__(self, made: Model, place: Place, reserved: frozenset[str]) -> None:
        self.made, self.place, self.reserved = made, place, reserved
        self.columns = [column for column in made.table.columns if column.name in made.names]
        self.payloads = [*_payloads(made)] if place.json is not None else []
        self.copy = "plan_copy"
        while self.copy in made.names.values():
            self.copy += "_"

    def name(self, name: str) -> str:
        return f"{{{{ plan_column({quoted(name)}) }}}}" if name in self.reserved else name

    def head(self) -> str:
        table = f"{{%- set table = source({quoted(self.place.source)}, {quoted(self.place.table)}) %}}\n"
        found = "" if self.place.json is not None else "{%- set found = plan_columns_of(table) %}\n"
        return _HEAD + table + found

    def taken(self) -> str:
        fields = [
            f"        {self.field(column)} as {self.name(self.made.names[column.name])},\n" for column in self.columns
        ]
        for payload, name in self.payloads:
            fields.append(f"        calls.{payload}{'' if name == payload else f' as {name}'},\n")
        id_, received = (f"calls.{self.name(self.held(role))}" for role in ("id", "received"))
        where = f"    where {_mine(self.made.table)}\n" if self.place.json is not None else ""
        return (
            f"\nwith sent as (\n    select\n{''.join(fields)}"
            f"        row_number() over (partition by {id_} order by {received}) as {self.copy}\n"
            f"    from {{{{ table }}}} as calls\n{where})\n"
        )

    def field(self, column: Column) -> str:
        payload = _PAYLOADS.get(column.role)
        if self.place.json is not None and payload is not None:
            path = ", ".join(quoted(step) for step in column.path)
            return f"{{{{ plan_json_text({quoted(f'calls.{payload}')}, [{path}]) }}}}"
        name = _held(column, self.place)
        found = "found" if self.place.json is None else "[]"
        more = ", true" if name in self.reserved else ""
        return f"{{{{ plan_field({found}, {quoted(name)}, {quoted(column.kind)}{more}) }}}}"

    def held(self, role: str) -> str:
        return next(column.name for column in self.made.table.columns if column.role == role)

    def chosen(self) -> str:
        """The columns of the model; what was text in JSON gets its type here."""
        fields = []
        for column in self.columns:
            name = self.name(self.made.names[column.name])
            is_text = self.place.json is None or column.role not in _PAYLOADS or column.kind in ("text", "json_text")
            said = f"{quoted('sent.')} ~ plan_column({quoted(self.made.names[column.name])})"
            said = said if self.made.names[column.name] in self.reserved else quoted(f"sent.{name}")
            fields.append(f"sent.{name}" if is_text else f"{{{{ plan_try({said}, {quoted(column.kind)}) }}}} as {name}")
        fields += [f"sent.{name}" for _, name in self.payloads]
        key = self.name(self.made.names[self.held("id")])
        listed = ",\n".join(f"    {field}" for field in fields)
        return f"\nselect\n{listed}\nfrom sent\nwhere sent.{self.copy} = 1 or sent.{key} is null\n"


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
    mine = f"calls.type = '{kind[table.use]}'"
    return (
        f"{mine} and calls.event = {{{{ plan_text({quoted(table.event.name)}) }}}}"
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
    if place.json is not None:
        for column, name in _payloads(made):
            role = next(role for role, payload in _PAYLOADS.items() if payload == column)
            if fields := types(made.table, role):
                test = {"plan_of_types": {"arguments": {"column": name, "fields": fields}}}
                shown.setdefault("data_tests", []).append(_at(made, test))
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
