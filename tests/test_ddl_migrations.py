"""`plan export ddl --from`: what it says of two plans, applied to the tables of the old one, gives those of the new one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import ddl_reader
import plan_pairs
from plan_pairs import plan_data, plan_of
from postgres_server import binaries, server
from tracking_plan.model.plan import Plan
from tracking_plan.vendors._warehouse import LAYOUTS, warehouse, warehouses
from tracking_plan.vendors.ddl.write import write, write_since
from warehouses import DuckDB, Postgres, Tables

SPELLINGS = (
    {},
    {"a": "A b", "b": "a_b", "c": "aB"},
    {"a": "2a", "b": "é", "c": "order"},
    {"a": "id", "b": "timestamp"},
)
"""Other names for properties: some become one when a column is named, some cannot be names of columns at all."""


WHOLE = (Phase.explicit, Phase.reuse, Phase.generate)
"""A failure shows the SQL; to make the plans smaller takes minutes and tells less."""
Pair = tuple[dict[str, Any], dict[str, Any]]
"""Two plans as plain data, which hypothesis can show and make smaller."""


def _spelled(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_spelled(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    made = {}
    for key, held in value.items():
        if key in ("properties", "user", "group") and isinstance(held, dict):
            made[key] = {names.get(name, name): _spelled(inner, names) for name, inner in held.items()}
        else:
            made[key] = _spelled(held, names)
    return made


@st.composite
def plans(draw: Any) -> Pair:
    """Two plans that have much in common, with names that are hard on a warehouse."""
    first = draw(plan_data())
    second = draw(plan_data())
    for name in first["events"]:
        if name in second["events"] and draw(st.booleans()):
            second["events"][name] = {**first["events"][name], **plan_pairs._some(draw, second["events"][name])}
    spelling = draw(st.sampled_from(SPELLINGS))
    another = draw(st.sampled_from(SPELLINGS)) if draw(st.integers(1, 4)) == 1 else spelling
    return _spelled(first, spelling), _spelled(second, another)


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    tools = binaries()
    if tools is None:
        if os.environ.get("CI"):
            pytest.fail("there is no PostgreSQL: apt-get install postgresql")
        pytest.skip("there is no PostgreSQL: apt-get install postgresql")
    with server(tools) as where:
        made = Postgres(where)
        yield made
        made.close()


def created(plan: Plan, name: str, layout: str) -> str:
    return str(write(plan, warehouse=name, layout=layout).files["schema.sql"])


def migrated(before: Plan, plan: Plan, name: str, layout: str, **consent: bool) -> tuple[str, tuple[str, ...]]:
    made = write_since(plan, before, warehouse=name, layout=layout, **consent)
    return str(made.files["migration.sql"]), made.notes


def expect_same(found: Tables, wanted: Tables, sql: str) -> None:
    """Tables of the same columns, whatever the order they stand in."""
    assert {name: (tab.comment, tab.columns) for name, tab in found.items()} == {
        name: (tab.comment, tab.columns) for name, tab in wanted.items()
    }, sql


def expect_told(found: Tables, wanted: Tables, notes: tuple[str, ...], sql: str) -> None:
    """What was not consented to is all that differs, and each of it is told."""
    told = "\n".join((*notes, *(line for line in sql.splitlines() if line.startswith("--"))))
    for name, tab in wanted.items():
        there = found[name]
        assert there.comment == tab.comment, sql
        for column, want in tab.columns.items():
            have = there.columns[column]
            assert have._replace(nullable=want.nullable) == want, sql
            if have.nullable != want.nullable:
                assert have.nullable and re.search(rf"without NOT NULL.*\b{column}\b", told), (name, column, told, sql)
        for column in there.columns.keys() - tab.columns.keys():
            assert there.columns[column].nullable, sql
            assert column in told
    for name in found.keys() - wanted.keys():
        assert name in told


@pytest.mark.parametrize("name", warehouses())
@settings(
    max_examples=25,
    phases=WHOLE,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(pair=plans(), layout=st.sampled_from(LAYOUTS))
def test_every_warehouse_gets_from_the_old_plan_to_the_new(name: str, pair: Pair, layout: str) -> None:
    before, plan = map(plan_of, pair)
    old = ddl_reader.run(created(before, name, layout), name)
    new = ddl_reader.run(created(plan, name, layout), name)
    sql, notes = migrated(before, plan, name, layout)
    expect_told(ddl_reader.run(sql, name, old), new, notes, sql)
    sql, notes = migrated(before, plan, name, layout, drop=True, tighten=True)
    found = ddl_reader.run(sql, name, old)
    if warehouse(name).tightens:
        expect_same(found, new, sql)
    else:
        assert {table: {*tab.columns} for table, tab in found.items()} == {
            table: {*tab.columns} for table, tab in new.items()
        }
        expect_told(found, new, notes, sql)


def _really(made: DuckDB | Postgres, pair: Pair, layout: str) -> None:
    before, plan = map(plan_of, pair)
    made.clear()
    made.run(created(plan, made.name, layout))
    new = made.tables()
    for consent in ({}, {"drop": True, "tighten": True}):
        made.clear()
        made.run(created(before, made.name, layout))
        sql, notes = migrated(before, plan, made.name, layout, **consent)
        made.run(sql)
        if consent:
            expect_same(made.tables(), new, sql)
        else:
            expect_told(made.tables(), new, notes, sql)


@settings(max_examples=25, phases=WHOLE, deadline=None)
@given(pair=plans(), layout=st.sampled_from(LAYOUTS))
def test_duckdb_really_gets_there(pair: Pair, layout: str) -> None:
    made = DuckDB()
    _really(made, pair, layout)
    made.connection.close()


@settings(max_examples=25, phases=WHOLE, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pair=plans(), layout=st.sampled_from(LAYOUTS))
def test_postgres_really_gets_there(postgres: Postgres, pair: Pair, layout: str) -> None:
    _really(postgres, pair, layout)


@pytest.mark.parametrize("name", warehouses())
@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_changes_where_nothing_changed(name: str, layout: str) -> None:
    plan = plan_of({"plan": 1, "name": "shop", "events": {"Cart Viewed": {"properties": {"a": {"type": "string"}}}}})
    sql, notes = migrated(plan, plan, name, layout)
    assert sql.splitlines()[-1] == "-- From shop: nothing changes." and not notes


@settings(max_examples=15, phases=WHOLE, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pair=plans())
def test_copies_really_get_there(postgres: Postgres, pair: Pair) -> None:
    """As where a warehouse changes no type in place, and takes no NOT NULL away."""
    slow = replace(warehouse("postgres"), casts_in_place=frozenset(), relaxes=False)
    with mock.patch("tracking_plan.vendors.postgres.warehouse.WAREHOUSE", slow):
        _really(postgres, pair, "tables")
