"""The tables that events are loaded into, as a source of dbt: documented, tested, and watched for freshness."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...model.event import Event
from ...model.plan import Plan
from ...shelf import quote
from .._exported import Told, extra_of, extra_of_plan
from .._warehouse import Column, Table
from ._about import EXTRA, is_deprecated, is_sent, of_column, of_table, said
from ._inert import argument, inert, inert_all, sayable
from ._staging import called, column_tests, warning

_DAYS = {"day": 3, "week": 10, "month": 35, "quarter": 100}
"""How often a question is asked -> after how many days without an event it cannot be answered well."""
_PERIODS = ("minute", "hour", "day")
_NAME = re.compile(r"[A-Za-z_]\w*")
_OF_SOURCE = ("loader", "quoting", "tags")


def source(
    name: str, schema: str | None, tables: list[Table], plan: Plan, reserved: frozenset[str], tell: Told
) -> dict[str, Any]:
    """``schema`` may begin with the database and a dot; without one it is a variable of the dbt project."""
    own = extra_of_plan(plan, EXTRA)
    received = next((column.name for table in tables for column in table.columns if column.role == "received"), "")
    loaded = own.get("loaded_at_field", received)
    if not isinstance(loaded, str) or not _NAME.fullmatch(loaded):
        tell("", f"{quote(str(loaded), 40)} under x-dbt is no name of a column: {received} is when a row was loaded")
        loaded = received
    config: dict[str, Any] = {"loaded_at_field": loaded}
    meta = {word: value for word, value in (("plan", plan.name), ("plan_version", plan.version)) if value is not None}
    if meta:
        config["meta"] = inert_all(meta)
    made: dict[str, Any] = {"name": name}
    if plan.description:
        made["description"] = inert(plan.description)
    database, _, of = (schema or "").rpartition(".")
    if database:
        made["database"] = inert(database)
    made |= {word: inert_all(own[word]) for word in _OF_SOURCE if word in own}
    made["schema"] = inert(of) if of else f"{{{{ var('{name}_schema', '{name}') }}}}"
    return {**made, "config": config, "tables": [_table(name, table, plan, reserved, tell) for table in tables]}


def _table(of: str, table: Table, plan: Plan, reserved: frozenset[str], tell: Told) -> dict[str, Any]:
    config = {"freshness": freshness(table, plan), **of_table(table, plan)}
    made = said(table.name, table.description, config)
    is_filled = not table.events or any(is_sent(event, plan) for event in table.events)
    made["columns"] = [_column(column, table, is_filled, reserved, tell) for column in table.columns]
    if table.use == "events":
        _names(of, made, table, plan)
    return made


def _column(column: Column, table: Table, is_filled: bool, reserved: frozenset[str], tell: Told) -> dict[str, Any]:
    shown = said(column.name, column.description, of_column(column))
    found: list[Any] = []
    if is_filled and (column.role == "id" or (table.use == "users" and column.role == "user")):
        found = ["not_null", "unique"]
    elif is_filled and column.role in ("property", "trait") and table.use != "users":
        names = {one.name: one.name for one in table.columns}
        found = column_tests(column, table, names, False, reserved, tell)
    if is_deprecated(table):
        found = [warning(test) for test in found]
    return {**shown, **called(column.name, reserved), "data_tests": found} if found else shown


def _names(of: str, made: dict[str, Any], table: Table, plan: Plan) -> None:
    """In the one table of all events: a test that each is planned. Other plans may have theirs there, so it warns."""
    names = [name for event in plan.events.values() for name in (event.name, *event.was)]
    if not names or not all(map(sayable, names)):
        return
    column = table.of_role("event_text")
    test = {
        "plan_one_of": {
            "name": f"{of}_events_are_planned",
            "arguments": {"values": [*map(argument, dict.fromkeys(names))]},
            "config": {"severity": "warn"},
        }
    }
    for shown, held in zip(made["columns"], table.columns, strict=True):
        if held is column:
            shown["data_tests"] = [test]


# Freshness


def freshness(table: Table, plan: Plan) -> Mapping[str, Any] | None:
    """When a table is stale: of live events, by how often the questions that need them are asked."""
    live = [event for event in table.events if event.status == "live" or not plan.says_status]
    if not live:
        return None
    own = extra_of_plan(plan, EXTRA).get("freshness")
    for event in table.events if table.event is not None else ():
        own = extra_of(event, EXTRA).get("freshness", own)
    if own is not None and (clean := _limits(own)):
        return clean
    days = min((_DAYS[every] for event in live for every in _turns(event, plan)), default=None)
    return {"warn_after": {"count": days, "period": "day"}} if days is not None else None


def _limits(own: Any) -> dict[str, Any]:
    """What `x-dbt` says of freshness, as far as it is counts and periods: dbt takes code in other words of it."""
    made = {}
    for word in ("warn_after", "error_after"):
        said = own.get(word) if isinstance(own, dict) else None
        if isinstance(said, dict) and isinstance(said.get("count"), int) and said.get("period") in _PERIODS:
            made[word] = {"count": said["count"], "period": said["period"]}
    return made


def _turns(event: Event, plan: Plan) -> Iterator[str]:
    """How often each question is asked that the event helps to answer."""
    for name, question in plan.questions.items():
        needed = (plan.point(need).event for need in question.needs)
        if question.every is not None and (name in event.answers or any(one is event for one in needed)):
            yield question.every
