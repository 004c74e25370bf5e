"""Writes the tables of a warehouse as SQL: CREATE TABLE for a plan, ALTER TABLE from an earlier one (`--from`).

`--layout tables` is what Segment loads: a table for each track event with a column for each property (nested ones joined by
`_`, arrays as the text of their JSON), and tracks, pages, screens, identifies, users and groups. `--layout events` is one
table with JSON columns. The warehouse is the one of --warehouse, of `x-warehouse` in the plan, or the only one among the
destinations of its sources.

Descriptions become comments, with the values of enums, how personal a value is, and what is deprecated. NOT NULL is what
every call that obeys the plan carries. With `--from`, nothing is dropped: what went away stays, and is told, unless --drop
says otherwise; no column that is there gets NOT NULL unless --tighten does. Owners, triggers, questions, ranges, patterns
and examples have no place in a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...document import Map
from ...model.plan import Plan
from ...shelf import listed
from ...trouble import Trouble
from .._exported import Exported, Keeps, Told, words
from ._choices import OPTIONS, Choices, choose
from ._descriptions import one_line
from ._migrate import migrate
from ._sql import Sql, Statement

__all__ = ["KEEPS", "OPTIONS", "write", "write_since"]

KEEPS = Keeps(
    words("name version description sources traits"),
    words("description type sources status was replaced_by"),
    words("type description enum format properties items required nullable pii deprecated replaced_by sources"),
    traits=True,
)
_NAME = "schema.sql"


def write(plan: Plan, **given: Any) -> Exported:
    """One file, `schema.sql`: the statements that make all tables.

    Raises:
        Trouble: no warehouse is named, an option takes no such value, or sqlglot is missing.
    """
    choices = choose(plan, given)
    for option in ("drop", "tighten"):
        if getattr(choices, option):
            raise Trouble(f"--{option} is about what changes: say with --from what the warehouse has now")
    sql, tell = Sql(choices.warehouse, choices.schema), Told(choices.warehouse.title)
    laid = choices.tables(plan, tell)
    groups = [[sql.create_schema()]] if choices.schema else []
    groups += [[*sql.create(table)] for table in laid.tables]
    _tell_reserved(laid.tables, choices, tell)
    return Exported(
        {_NAME: _file([*_head(plan, choices), *_explained(choices)], groups)}, (*tell.notes(), *_left(plan))
    )


def write_since(plan: Plan, before: Plan, **given: Any) -> Exported:
    """One file, `migration.sql`: the statements that bring the tables of an earlier plan to those of this one.

    Raises:
        Trouble: no warehouse is named, an option takes no such value, or sqlglot is missing.
    """
    choices = choose(plan, given)
    sql, tell = Sql(choices.warehouse, choices.schema), Told(choices.warehouse.title)
    groups = [group for group in migrate(before, plan, choices, sql, tell) if group]
    since = f"-- From {_called(before)}. Nothing is dropped{' but what is said' if choices.drop else ''}."
    if not groups:
        since = f"-- From {_called(before)}: nothing changes."
    return Exported({"migration.sql": _file([*_head(plan, choices), since], groups)}, tell.notes())


def _head(plan: Plan, choices: Choices) -> Iterator[str]:
    how = "one table for all events" if choices.layout == "events" else "a table for each event"
    yield f"-- {_called(plan)} in {choices.warehouse.title}, {how}. Written by `plan export ddl`."


def _called(plan: Plan) -> str:
    return one_line(" ".join(text for text in (plan.name or "The plan", plan.version or "") if text))


def _explained(choices: Choices) -> Iterator[str]:
    if choices.layout == "tables" and choices.not_null == "required":
        yield "-- NOT NULL: what every call that obeys the plan carries. A call that breaks it cannot be loaded;"
        yield "-- `--not-null keys` leaves it to ids and times."


def _file(head: Iterable[str], groups: Iterable[Iterable[Statement]]) -> str:
    parts = ["\n".join(head)]
    for group in groups:
        parts.append("\n".join(_lines(group)))
    return "\n\n".join(parts) + "\n"


def _lines(group: Iterable[Statement]) -> Iterator[str]:
    for statement in group:
        if statement.about:
            yield f"-- {one_line(statement.about)}"
        if statement.sql:
            yield f"{statement.sql};"


def _tell_reserved(tables: Iterable[Any], choices: Choices, tell: Told) -> None:
    known, title = choices.warehouse.reserved, choices.warehouse.title
    for table in tables:
        if table.event is not None and table.name in known:
            tell(table.name, f"is a reserved word in {title}: quoted here, and to be quoted in queries")
        for column in table.columns:
            if column.name in known and column.role in ("property", "trait"):
                what = f"is a reserved word in {title}: quoted here, and to be quoted in queries"
                tell(f"{table.name}.{column.name}", what)


def _left(plan: Plan) -> Iterator[str]:
    """What the plan says and no table can, in one line."""
    found: dict[str, None] = {}
    for document in plan.documents:
        if isinstance(document.data, Map):
            found.update((word, None) for word in document.data if word in ("owners", "objectives", "questions"))
    for event in plan.events.values():
        found.update(_words(event.raw, KEEPS.event))
    for each in plan.definitions:
        found.update(_words(each.raw, KEEPS.property))
    if found:
        yield f"{listed(found, 30)}: said by the plan, and not by its tables"


def _words(raw: Mapping[str, Any], kept: frozenset[str]) -> dict[str, None]:
    aside = {"properties", "include", "allow"}
    return {word: None for word in raw if word not in kept and word not in aside and not word.startswith("x-")}
