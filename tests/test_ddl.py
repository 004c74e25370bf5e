"""`plan export ddl`: SQL that each warehouse's grammar takes, that DuckDB and PostgreSQL run, and that data fits into."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import ddl_reader
from ddl_plans import AFTER, BEFORE
from front_door import TOP, inside, one_line, write
from golden_files import held
from plan_pairs import plan_of
from postgres_server import binaries, server
from tracking_plan.document import read
from tracking_plan.load import load
from tracking_plan.model.plan import Plan
from tracking_plan.vendors._warehouse import LAYOUTS, lay_out, warehouse, warehouses
from tracking_plan.vendors.ddl import write as ddl
from tracking_plan.vendors.ddl._descriptions import one_line as plainly
from tricky_texts import TRICKY
from vendor_cases import CASES, PLANS
from warehouses import DuckDB, Postgres

SAAS = TOP / "plans" / "saas"
HOSTILE = (
    *TRICKY,
    "'; DROP TABLE events; --",
    "/* */ -- x",
    "a\nb\0c\\",
    "\\'; \\\\",
    "$$ $1 %s {0} :x ?",
    '""`[x]`',
    "x'y''z",
)


def plan(text: str) -> Plan:
    return load([read(text, "plan.yaml")], date(2026, 11, 1))


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


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", warehouses())
def test_golden(name: str, layout: str) -> None:
    made = ddl.write(plan(BEFORE), warehouse=name, layout=layout, schema="analytics")
    held(f"ddl/{name}.{layout}.sql", str(made.files["schema.sql"]))


@pytest.mark.parametrize("name", warehouses())
def test_golden_migrations(name: str) -> None:
    for ending, consent in (("migration", {}), ("migration-drop", {"drop": True, "tighten": True})):
        made = ddl.write_since(plan(AFTER), plan(BEFORE), warehouse=name, no_context=True, **consent)
        notes = "".join(f"{note}\n" for note in made.notes)
        held(f"ddl/{name}.{ending}.sql", str(made.files["migration.sql"]))
        held(f"ddl/{name}.{ending}.txt", notes)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", warehouses())
def test_every_grammar_takes_it_and_reads_what_was_meant(name: str, layout: str) -> None:
    """The example plan, with hostile texts for descriptions: each table and column comes back as it was laid out."""
    events: dict[str, Any] = {
        f"{text} Shown {number}": {
            "description": text,
            "properties": {f"{text} {number}": {"type": "string", "description": text, "enum": [text, "b"]}},
        }
        for number, text in enumerate(HOSTILE)
    }
    made = plan_of({"plan": 1, "name": "\n; DROP TABLE x; --", "events": events})
    assert len(made.events) == len(HOSTILE)
    known = warehouse(name)
    found = ddl_reader.run(str(ddl.write(made, warehouse=name, layout=layout).files["schema.sql"]), name)
    laid = lay_out(made, layout, None, known.names)
    assert [*found] == [table.name for table in laid.tables]
    for table in laid.tables:
        there = found[table.name]
        assert [*there.columns] == [column.name for column in table.columns]
        if table.event is not None:
            assert there.comment.rstrip(".") == plainly(table.event.description or "").rstrip(".")
            (own,) = (column for column in table.columns if column.role == "property")
            assert plainly(own.description).rstrip(".") in there.columns[own.name].comment
        for column in table.columns:
            assert there.columns[column.name].nullable == column.nullable


@pytest.mark.parametrize("layout", LAYOUTS)
def test_duckdb_and_postgres_run_it(layout: str, postgres: Postgres) -> None:
    hostile = {
        "plan": 1,
        "name": "\n; DROP TABLE x; --",
        "events": {text: {"description": text, "properties": {text: {}}} for text in HOSTILE},
    }
    example = inside("export", "ddl", SAAS, "--warehouse", "duckdb", "--layout", layout)
    assert example.code == 0
    for made in (DuckDB(), postgres):
        for schema in ({}, {"schema": "analytics"}):
            for given in (plan_of(hostile), plan(BEFORE), plan(AFTER)):
                assert given.events and not given.problems
                made.clear()
                laid = lay_out(given, layout, None, warehouse(made.name).names)
                made.run(str(ddl.write(given, warehouse=made.name, layout=layout, **schema).files["schema.sql"]))
                found = made.tables()
                assert {*found} == {table.name for table in laid.tables}
                for table in laid.tables:
                    nullable = {column.name: column.nullable for column in table.columns}
                    assert {name: column.nullable for name, column in found[table.name].columns.items()} == nullable
                    if table.event is not None and table.event.description:
                        assert found[table.name].comment.startswith(plainly(table.event.description))
        made.clear()
        made.run(example.out if made.name == "duckdb" else inside("export", "ddl", SAAS, "--warehouse", "postgres").out)
        assert len(made.tables()) == (1 if layout == "events" and made.name == "duckdb" else 54)


LOADED = [case for case in CASES if case.vendor in ("segment", "snowplow", "glean", "ga4", "rudderstack")]
GRAMMARS = [*{case.vendor: case for case in LOADED if case.vendor != "snowplow"}.values()]
"""One of each vendor is held against all grammars, which takes its time."""


@pytest.mark.skipif(not PLANS.is_dir(), reason=f"no real plans at {PLANS} (PLAN_SHARED names their folder)")
@pytest.mark.parametrize("case", LOADED, ids=lambda case: case.name)
def test_real_plans(case: Any, tmp_path: Path, postgres: Postgres) -> None:
    assert inside("import", case.vendor, *case.files, "--out", tmp_path).code == 0
    for folder in sorted({path.parent for path in tmp_path.rglob("plan.yaml")}):
        for made in (DuckDB(), postgres):
            made.clear()
            made.run(inside("export", "ddl", folder, "--warehouse", made.name).out)
        for name in warehouses() if case in GRAMMARS else ():
            ended = inside("export", "ddl", folder, "--warehouse", name)
            assert ended.code == 0
            assert [*ddl_reader.run(ended.out, name)] or "CREATE" not in ended.out


# Rows that were there before


@pytest.mark.parametrize("in_place", [True, False])
def test_values_survive_a_migration(in_place: bool, postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the warehouse changes a column in place, and where it is made to copy it as Redshift has to."""
    for made in (DuckDB(), postgres):
        module = import_module(f"tracking_plan.vendors.{made.name}.warehouse")
        known = warehouse(made.name)
        if not in_place:
            slow = replace(known, casts_in_place=frozenset(), relaxes=False, tightens=False)
            monkeypatch.setattr(module, "WAREHOUSE", slow)
        made.clear()
        about = {"warehouse": made.name, "no_context": True}
        made.run(str(ddl.write(plan(BEFORE), **about).files["schema.sql"]))
        now = "'2026-01-02T03:04:05Z'"
        always = f"'m1', {now}, {now}"
        made.run(
            "INSERT INTO cart_viewed (id, timestamp, received_at, event, event_text, cart_id, size, total, legacy)"
            f" VALUES ({always}, 'cart_viewed', 'Cart Viewed', 'c1', 3, 9.5, 'old')"
        )
        made.run(
            'INSERT INTO order_placed (id, timestamp, received_at, event, event_text, order_id, "order", paid_on, lines)'
            f" VALUES ({always}, 'order_placed', 'Order Placed', 'o1', 7, '2026-01-31', '[]')"
        )
        made.run(
            f"INSERT INTO coupon_shown (id, timestamp, received_at, event, event_text, code) VALUES ({always}, 'x', 'x', 'c')"
        )
        made.run(str(ddl.write_since(plan(AFTER), plan(BEFORE), **about).files["migration.sql"]))
        assert made.rows("SELECT cart_id, size, total, legacy, currency FROM basket_viewed") == [
            ("c1", 3.0, 9.5, "old", None)
        ]
        ((order, day),) = made.rows("SELECT \"order\", CAST(paid_on AT TIME ZONE 'UTC' AS DATE) FROM order_placed")
        assert order == "7" and abs((day - date(2026, 1, 31)).days) <= 1
        assert made.rows("SELECT code FROM coupon_shown") == [("c",)]
        made.run(  # what nothing fills any more is in nobody's way
            "INSERT INTO basket_viewed (id, timestamp, received_at, event, event_text, cart_id, total)"
            f" VALUES ({always}, 'basket_viewed', 'Basket Viewed', 'c2', 1)"
        )
        if not in_place:
            assert made.rows("SELECT size_before FROM basket_viewed WHERE cart_id = 'c1'") == [(3,)]
            assert made.rows("SELECT order_before FROM order_placed") == [(7,)]
        monkeypatch.undo()


def test_a_new_page_is_no_new_table() -> None:
    made = ddl.write_since(plan(AFTER), plan(BEFORE), warehouse="postgres", no_context=True).files["migration.sql"]
    assert "ALTER TABLE pages ADD COLUMN depth BIGINT" in str(made) and "pages_before" not in str(made)


# A log fits into the tables


def test_an_emitted_log_fits(tmp_path: Path) -> None:
    """What Segment sends by the plan goes into its tables: each call into its own, nothing refused, nothing lost."""
    assert (
        inside("emit", SAAS, "--events", "2000", "--envelope", "segment", "--output", tmp_path / "log.ndjson").code == 0
    )
    calls = [json.loads(line) for line in (tmp_path / "log.ndjson").read_text().splitlines()]
    from tracking_plan.cli._judge import plans
    from tracking_plan.document import Limits

    ((example, _),) = plans(str(SAAS), Limits())
    for layout in LAYOUTS:
        made = DuckDB()
        made.run(str(ddl.write(example, warehouse="duckdb", layout=layout).files["schema.sql"]))
        laid = lay_out(example, layout, None, warehouse("duckdb").names)
        for call in calls:
            table = _table(laid, call)
            row = {column.name: _value(call, column, table) for column in table.columns}
            names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" for _ in row)
            made.connection.execute(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', [*row.values()])
        counts = [made.rows(f'SELECT count(*) FROM "{table.name}"')[0][0] for table in laid.tables]
        assert sum(counts) == len(calls) == 2000
        if layout == "tables":
            ((total, least),) = made.rows("SELECT count(session_id), min(length(session_id)) FROM feature_used")
            assert total == sum(call.get("event") == "Feature Used" for call in calls) > 0 and least > 0


_ENVELOPE = {
    "id": "messageId", "call": "type", "user": "userId", "anonymous": "anonymousId", "time": "timestamp",
    "sent": "sentAt", "received": "receivedAt", "event_text": "event", "name": "name",
}  # fmt: skip


def _table(laid: Any, call: dict[str, Any]) -> Any:
    if laid.name == "events":
        return laid.tables[0]
    if call["type"] in ("identify", "group"):
        use = {"identify": "identifies", "group": "groups"}[call["type"]]
        return next(table for table in laid.tables if table.use == use)
    return laid.table_of(call.get("event") or call["name"])


def _value(call: dict[str, Any], column: Any, table: Any) -> Any:
    """What a loader puts into a column."""
    if column.role == "payload":
        return json.dumps(call.get(column.name))
    if column.role == "event":
        return table.name
    part = {"property": "properties", "trait": "traits", "context": "context"}.get(column.role)
    if part is not None:
        found: Any = call[part]
        for key in column.path:
            found = found.get(key) if isinstance(found, dict) else None
        return json.dumps(found) if column.kind == "json_text" and found is not None else found
    return call.get(_ENVELOPE.get(column.role, ""))


# The command


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return write(tmp_path, {"plan/plan.yaml": BEFORE}) / "plan"


def test_a_file_is_written_and_a_second_run_changes_nothing(shop: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "tables.sql"
    first = inside("export", "ddl", shop, "--warehouse", "snowflake", "--out", target)
    assert first.code == 0 and target.read_text().count("CREATE TABLE") == 7
    assert "holds it already" in inside("export", "ddl", shop, "--warehouse", "snowflake", "--out", target).err
    told = one_line(inside("export", "ddl", shop, "--warehouse", "trino", "--out", target))
    assert "--force" in told
    told = one_line(inside("export", "ddl", shop, "--warehouse", "trino", "--out", shop / "plan.yaml"))
    assert "would become part of the plan" in told


def test_the_plan_may_name_its_warehouse(shop: Path) -> None:
    assert "name the warehouse with --warehouse: bigquery, " in one_line(inside("export", "ddl", shop))
    path = shop / "plan.yaml"
    sends = BEFORE.replace("{platform: web}", "{platform: web, destinations: [bigquery, amplitude]}")
    path.write_text(sends)
    assert "in BigQuery, a table for each event" in inside("export", "ddl", shop).out
    path.write_text(sends.replace("{platform: server}", "{platform: server, destinations: [redshift]}"))
    assert "(the plan's events go to bigquery and redshift)" in one_line(inside("export", "ddl", shop))
    path.write_text(f"{sends}x-warehouse: {{warehouse: snowflake, schema: prod.web, layout: events, not-null: keys}}\n")
    told = inside("export", "ddl", shop).out
    assert "in Snowflake, one table for all events" in told and "CREATE TABLE prod.web.events (" in told
    assert "CREATE TABLE prod.web.cart_viewed" in inside("export", "ddl", shop, "--layout", "tables").out
    path.write_text(f"{sends}x-warehouse: {{warehous: snowflake}}\n")
    assert 'x-warehouse of the plan says "warehous" (did you mean "warehouse"?)' in one_line(
        inside("export", "ddl", shop)
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--warehouse", "postgress"], 'no warehouse is named "postgress" (did you mean "postgres"?)'),
        (["--warehouse", "segment"], "there are bigquery, "),
        (["--warehouse", "duckdb", "--layout", "event"], 'no layout is named "event" (did you mean "events"?)'),
        (["--warehouse", "duckdb", "--not-null", "all"], 'no not-null is named "all"; there are required and keys'),
        (["--warehouse", "duckdb", "--schema", "a.b.c"], '"a.b.c" is no name of a schema'),
        (["--warehouse", "duckdb", "--schema", 'a"; DROP'], "is no name of a schema: it takes words such as analytics"),
        (["--warehouse", "postgres", "--schema", "a.b"], '"a.b": PostgreSQL takes a schema without a database: b'),
        (["--warehouse", "duckdb", "--drop"], "--drop is about what changes: say with --from"),
        (["--warehouse", "duckdb", "--tighten"], "--tighten is about what changes"),
        (["--warehouse", "duckdb", "--from", "nowhere"], "is not in a git repository"),
    ],
)
def test_wrong_words(shop: Path, words: list[str], said: str) -> None:
    assert said in one_line(inside("export", "ddl", shop, *words))


def test_two_plans_are_one_too_many(tmp_path: Path) -> None:
    write(tmp_path, {"a/plan.yaml": BEFORE, "b/plan.yaml": AFTER})
    assert "2 plans stand here" in one_line(inside("export", "ddl", tmp_path, "--warehouse", "duckdb"))


def test_its_options_are_in_its_help() -> None:
    told = inside("export", "ddl", "--help").out
    for option in ("--warehouse NAME", "--layout NAME", "--schema NAME", "--not-null WHICH", "--drop", "--tighten"):
        assert option in told
    assert all(name in told for name in warehouses())
    assert "--warehouse NAME" in inside("vendors", "ddl").out


def test_not_null_may_be_left_to_keys(shop: Path) -> None:
    told = inside("export", "ddl", shop, "--warehouse", "duckdb", "--not-null", "keys", "--no-context").out
    tables = ddl_reader.run(told, "duckdb")
    strict = {name for name, column in tables["cart_viewed"].columns.items() if not column.nullable}
    assert strict == {"id", "timestamp", "received_at", "event", "event_text"} and "context_" not in told
    assert "NOT NULL: what every call" not in told


def test_from_a_git_revision(shop: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-C", shop, "-c", "user.name=a", "-c", "user.email=a@b.co", *words], check=True, capture_output=True
        )

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    (shop / "plan.yaml").write_text(AFTER)
    ended = inside("export", "ddl", shop, "--warehouse", "postgres", "--from", "HEAD", "--no-context")
    assert "ALTER TABLE cart_viewed RENAME TO basket_viewed;" in ended.out and "DROP TABLE" not in ended.out
    assert '"coupon_shown": the plan no longer has the event "Coupon Shown"; the table stays' in ended.err
    ended = inside("export", "ddl", shop, "--warehouse", "postgres", "--from", "HEAD", "--drop")
    assert "DROP TABLE coupon_shown;" in ended.out


def test_without_sqlglot_it_says_what_to_install(shop: Path) -> None:
    code = "import sys; sys.modules['sqlglot'] = None; from tracking_plan.cli.entry import run; run()"
    words = [sys.executable, "-c", code, "export", "ddl", str(shop), "--warehouse", "duckdb"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (
        done.returncode == 2
        and "pip install 'tracking-plan[warehouse]'" in done.stderr
        and done.stderr.count("\n") == 1
    )


def test_the_tables_of_the_docs_are_what_the_script_prints() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/warehouses_table.py"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    text = (TOP / "docs" / "warehouses.md").read_text("utf-8")
    assert text.split("<!-- tables -->\n")[1].split("<!-- /tables -->")[0] == done.stdout
