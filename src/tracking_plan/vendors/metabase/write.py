"""Writes Metabase's serialization of tables and fields (`metabase import`, `POST /api/ee/serialization/import`): YAML, a file each.

`databases/DB/schemas/SCHEMA/tables/TABLE/TABLE.yaml`, and its `fields/FIELD.yaml`: what each is called, what it means, how Metabase
should treat it. Enums are categories, texts by their format addresses of e-mail and such; the id of a message is the key, and a
person's id leads to `users`. What is personal is shown for single rows only, what is sensitive never (`visibility_type`), and no
values of either are kept for filters. The plan says it otherwise as `x-metabase: {semantic_type: type/Currency}`.

The database itself is not written, so that nothing of your connection is touched: `--database` is what Metabase calls it, and it
must be there. Metabase reads serialization on its Pro and Enterprise plans; the form is held against the schemas that it publishes
(`@metabase/representations` 1). Types of columns are those of `--warehouse`; Metabase finds them itself when it syncs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...document import write as write_yaml
from ...model.plan import Plan
from ...shelf import quote
from ...trouble import Trouble
from .._bi import OPTIONS as SHARED
from .._bi import PROPERTY_WORDS, WORDS, Shown, describe, shown, stem, title
from .._exported import Exported, Keeps, Option, Told, extra_of, tell_losses, words
from .._warehouse import Column, Wanted, wanted, warehouse
from ._types import BASES, semantic, visibility

EXTRA = "x-metabase"
KEEPS = Keeps(
    words("name sources") | WORDS,
    words("description trigger status type sources expires replaced_by additional_properties"),
    PROPERTY_WORDS,
    traits=True,
)
OPTIONS = (*SHARED, Option("database", "What Metabase calls the database. Default: the plan's name.", "NAME"))
_UNSAID = "postgres"
"""Whose types are written where no warehouse is named."""
_NO_LETTER = re.compile(r"[^a-z0-9]")
_WORDS = frozenset(
    ("semantic_type", "visibility_type", "has_field_values", "display_name", "settings", "coercion_strategy")
)
"""What a plan may say of a field in Metabase's own words."""


def write(plan: Plan, database: str | None = None, **given: Any) -> Exported:
    """A file for each table and for each field.

    Raises:
        Trouble: no layout or warehouse of that name, or a schema that is no name.
    """
    tell = Told("Metabase")
    tell_losses(plan, KEEPS, EXTRA, tell)
    choices = wanted(plan, given)
    place = _Place(plan, choices, database, tell)
    found = shown(plan, choices, tell)
    if choices.layout == "events":
        tell(
            "", "what events carry stands in columns of JSON, whose inner values are not listed: see `--layout tables`"
        )
    users = next((one.table.name for one in found if one.table.use == "users"), None)
    files: dict[str, str] = {}
    for one in found:
        folder = place.folder(one.table.name)
        files[f"{folder}/{stem(one.table.name)}.yaml"] = write_yaml(_table(one, place))
        for position, column in enumerate(one.table.columns):
            files[f"{folder}/fields/{stem(column.name)}.yaml"] = write_yaml(
                _field(one, column, position, place, users, tell)
            )
    return Exported(files, tell.notes())


class _Place:
    """Where the tables are: names of the database and its schema, and the types that it has."""

    def __init__(self, plan: Plan, choices: Wanted, database: str | None, tell: Told) -> None:
        if database is not None and (not database.strip() or not database.isprintable()):
            raise Trouble(f"{quote(database)} is no name of a database")
        self.database = database if database is not None else plan.name or "warehouse"
        if database is None:
            tell("", f"the database is called {quote(self.database)}: say with --database what Metabase calls it")
        self.schema = choices.schema[-1] if choices.schema else None
        if self.schema is None:
            tell("", "no schema is named: Metabase takes the tables for those of a database without any (say --schema)")
        house = choices.warehouse
        if house is None:
            house = warehouse(_UNSAID)
            tell("", f"no warehouse is named: types of columns are those of {house.title} (say --warehouse)")
        self.types = house.types
        self.upper = house.folds == "upper"

    def called(self, name: str) -> str:
        """A name as the warehouse has it: in capitals where it makes them so."""
        return name.upper() if self.upper else name

    def folder(self, table: str) -> str:
        steps = ["databases", _slug(self.database)]
        if self.schema is not None:
            steps += ["schemas", _slug(self.schema)]
        return "/".join((*steps, "tables", stem(table)))

    def table(self, table: str) -> list[str | None]:
        """A table's natural key."""
        schema = None if self.schema is None else self.called(self.schema)
        return [self.database, schema, self.called(table)]

    def meta(self, table: str, *field: str) -> list[dict[str, str]]:
        """The path by which Metabase knows a thing."""
        steps = [(self.database, "Database")]
        if self.schema is not None:
            steps.append((self.called(self.schema), "Schema"))
        steps.append((self.called(table), "Table"))
        steps += [(self.called(name), "Field") for name in field]
        return [{"id": name, "model": model} for name, model in steps]


def _slug(name: str) -> str:
    """The name of a folder; Metabase goes by what is in the files."""
    return _NO_LETTER.sub("_", name.lower())[:100] or "_"


def _table(one: Shown, place: _Place) -> dict[str, Any]:
    name = one.table.name
    made: dict[str, Any] = {"name": place.called(name), "display_name": one.label}
    if one.description:
        made["description"] = one.description
    kind = {"users": "entity/UserTable", "groups": "entity/CompanyTable"}.get(one.table.use, "entity/EventTable")
    made |= {"entity_type": kind, "active": True, "visibility_type": "hidden" if one.hidden else None}
    database, schema, _ = place.table(name)
    return {**made, "field_order": "database", "db_id": database, "schema": schema, "serdes/meta": place.meta(name)}


def _field(one: Shown, column: Column, position: int, place: _Place, users: str | None, tell: Told) -> dict[str, Any]:
    table = one.table
    key = column.role == "id" or (table.use == "users" and column.role == "user")
    meaning = semantic(column, key=key, people=users is not None)
    made: dict[str, Any] = {"name": place.called(column.name), "display_name": title(column)}
    if said := describe(column):
        made["description"] = said
    made |= {"active": True, "visibility_type": visibility(column), "position": position}
    made |= {"base_type": BASES[column.kind], "database_type": place.types[column.kind], "semantic_type": meaning}
    if column.pii in ("personal", "sensitive"):
        made["has_field_values"] = "none"
    elif column.enum is not None and column.kind == "text":
        made["has_field_values"] = "list"
    if meaning == "type/FK" and users is not None:
        made["fk_target_field_id"] = [*place.table(users), place.called("id")]
    made |= dict(_own(column, tell))
    return {**made, "table_id": place.table(table.name), "serdes/meta": place.meta(table.name, column.name)}


def _own(column: Column, tell: Told) -> Iterator[tuple[str, Any]]:
    """What the plan says of the field in Metabase's own words."""
    own: Mapping[str, Any] = extra_of(column.properties[0], EXTRA) if len(column.properties) == 1 else {}
    for word, held in own.items():
        if word in _WORDS:
            yield word, held
        else:
            tell(column.dotted, f"{quote(word)} under {EXTRA} is not written: {', '.join(sorted(_WORDS))} are")
