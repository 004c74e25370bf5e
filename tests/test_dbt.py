"""dbt parses and builds what `plan export dbt` writes, and its tests find in a log exactly what `plan lint` finds."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import psycopg
import pytest

from conftest import find
from dbt_projects import (
    Ran,
    Test,
    as_project,
    at,
    copy_tables,
    dbt,
    exported,
    load,
    manifest,
    once,
    ran_tests,
    the_plan,
)
from front_door import inside, write
from postgres_server import binaries, server
from tracking_plan.model.schema import property_schema
from tracking_plan.model.validator import Validator
from tracking_plan.vendors._warehouse import event_views, warehouse
from tracking_plan.vendors.dbt._checks import FORMATS

PLAN = """\
plan: 1
name: Shop
description: What the shop sends
version: 1.0.0
sources: {web: {platform: web, sdk: segment}, api: {platform: server, sdk: segment}}
owners: {growth: {name: Growth team, email: growth@example.com}, core: {name: Core}}
objectives: {money: {description: More of it, owner: core}}
questions:
  who_buys: {question: Who buys?, decides: Whom we ask, for: growth, every: day, needs: [Order Placed.total, Cart Viewed]}
  who_leaves: {question: Who leaves?, objective: money, every: month, needs: [Order Canceled, Cart Saved]}
  nobody_asks: {question: Why?, needs: [Order Placed]}
events:
  Cart Viewed:
    description: A person looks at the cart
    owner: growth
    status: live
    sources: [web]
    properties:
      cart_id: {type: string, pattern: '^c_[0-9a-z]+$', minLength: 4, maxLength: 12}
      size: {type: integer, minimum: 1, maximum: 40}
      currency: {type: string, enum: {EUR: Euro, USD: Dollar}}
      note: {type: string, enum: ["it's", 'back\\slash', '{{ 7*7 }}', plain], required: false}
      coupon: {type: string, required: false, nullable: true, minLength: 3}
      page:
        type: object
        required: false
        properties:
          path: {type: string, pattern: ^/}
          depth: {type: integer, minimum: 0, required: false}
      skus: {type: array, minItems: 1, maxItems: 3, items: {type: string, pattern: '^s[0-9]$'}}
  Order Placed:
    description: A person bought
    owner: growth
    status: live
    sources: [web, api]
    properties:
      order: {type: string, format: uuid, pii: pseudonymous}
      total: {type: number, minimum: 0}
      paid: {type: boolean}
      contact: {type: string, format: email, pii: personal, nullable: true}
      placed_at: {type: string, format: date-time}
      channel: {type: string, sources: [web], enum: [site, app]}
      level: {type: integer, enum: [1, 2, 3]}
      old_total: {type: number, deprecated: Use total, minimum: 0, required: false}
  Order Canceled:
    description: A person does not want it after all
    status: deprecated
    expires: 2027-01-31
    properties: {reason: {type: string, enum: [late, dear]}}
  Cart Saved:
    description: A cart is kept for later
    status: approved
    properties: {saved_id: {type: string}}
  Cart Shared:
    description: A cart is shown to others
    status: tested
    properties: {shared_id: {type: string, pattern: ^c}}
  Cart Printed: {description: A cart went to paper, status: retired, properties: {printed_id: {type: string}}}
  Home: {description: The first page, status: live, type: page, properties: {title: {type: string, minLength: 2}}}
  Help: {description: Where help is, status: live, type: page, properties: {title: {type: string, minLength: 2}, level: {type: integer}}}
"""
EMITTED = ("Cart Viewed", "Order Placed", "Order Canceled", "Home", "Help")
LAYOUTS = ("tables", "events")
FAULTS = {
    "tables": "missing-property unexpected-null value-not-in-enum value-out-of-range value-not-matching-pattern "
    "value-of-wrong-length value-of-wrong-format duplicate-id",
    "events": "missing-property unexpected-null value-not-in-enum value-out-of-range value-not-matching-pattern "
    "value-of-wrong-length value-of-wrong-format duplicate-id wrong-type unplanned-event",
}


FORMAT_OF = {"order": "uuid", "contact": "email", "placed_at": "date-time"}
UNTESTED = {
    "tables": {
        ("unexpected-null", "page"),  # as if it were not there, which it need not be
        ("unexpected-null", "page.path"),  # where nothing else of the page came
        ("missing-property", "page.path"),
        ("unexpected-null", "page.depth"),
        ("unexpected-null", "old_total"),
        ("missing-property", "contact"),  # as if it were null, which it may be
        ("missing-property", "level"),  # of one kind of page, which share a table
        ("unexpected-null", "level"),
        ("value-of-wrong-format", "placed_at"),  # DuckDB takes it for a time
        ("value-not-matching-pattern", "skus.0"),
        ("unexpected-null", "skus.0"),
    },
    "events": {
        ("missing-property", "level"),
        ("missing-property", "page.path"),
        ("missing-property", "contact"),
        ("value-of-wrong-format", "contact"),
        ("value-of-wrong-format", "placed_at"),  # where it only lacks the offset from UTC
        ("value-not-matching-pattern", "skus.0"),
        ("unexpected-null", "skus.0"),
        ("wrong-type", "skus.0"),
    },
}
"""What no test finds of what lint does: what a column cannot say, and what stands inside arrays."""
FAILING = {
    "tables": {
        "not_null", "unique", "accepted_values", "plan_one_of", "plan_in_range", "plan_of_length", "plan_with_items",
        "plan_matches_pattern", "plan_there_with",
    },
}  # fmt: skip
FAILING["events"] = {*FAILING["tables"], "plan_of_types"}


class Built(NamedTuple):
    """A project that was built from a log."""

    layout: str
    plan: Path
    folder: Path
    records: list[dict[str, Any]]
    said: list[dict[str, Any]]
    """What lint finds."""
    paths: dict[str, tuple[str, ...]]
    """Column -> where it stands in the properties of a call. No two events share one here."""
    kinds: dict[str, str]
    schemas: dict[str, Any]
    ran: dict[str, Ran]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    return once(tmp_path_factory, "dbt_built", _build)


def _build(top: Path) -> dict[str, Built]:
    """Both layouts: a log with planted faults is loaded, the models are made, and all tests run."""
    plan = write(top / "plan", {"plan.yaml": PLAN}) / "plan.yaml"
    made, commands = {}, []
    columns = [column for table in event_views(the_plan(plan)) for column in table.columns if column.path]
    paths = {column.name: column.path for column in columns}
    kinds = {column.name: column.kind for column in columns}
    schemas = {column.name: property_schema(column.properties[0]) for column in columns}
    for layout in LAYOUTS:
        folder = exported(plan, top / layout, layout)
        log, told = folder / "log.ndjson", folder / "findings.json"
        events = [word for name in EMITTED for word in ("--event", name)]
        faults = [word for kind in FAULTS[layout].split() for word in ("--fault", kind)]
        more = ("--events", "2500", "--bad", "20%", "--seed", "2", "--output", log)
        assert inside("emit", plan, *events, *faults, *more).code == 0
        records = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
        linted = ("--format", "json", "--output", told, "--fail-on", "never", "--max-findings", "100000")
        assert inside("lint", log, "--plan", plan, *linted).code == 0
        load(folder, plan, layout, records, "shop")
        said = json.loads(told.read_text("utf-8"))["findings"]
        made[layout] = Built(layout, plan, folder, records, said, paths, kinds, schemas, {})
        commands += [(folder, word.split()) for word in ("run", "test", "source freshness")]
    ended = iter(dbt(*commands))
    for one in made.values():
        one.ran.update({word: next(ended) for word in ("run", "test", "freshness")})
    return made


@pytest.mark.parametrize("layout", LAYOUTS)
def test_models_are_built(built: dict[str, Built], layout: str) -> None:
    run = built[layout].ran["run"]
    assert run.success and "eprecat" not in run.said, run.said


@pytest.mark.parametrize("layout", LAYOUTS)
def test_tests_find_what_lint_finds(built: dict[str, Built], layout: str) -> None:
    """Each test fails by as many rows as there are records of which lint says so; and lint says nothing that none finds."""
    one = built[layout]
    found = ran_tests(one.folder)
    assert {test.status for test in found} <= {"pass", "fail", "warn"}
    left = {_key(finding) for finding in one.said if finding["rule"] in RULES}
    wrong = []
    for test in found:
        rows = _rows(test, one)
        left -= {_key(finding) for said in rows.values() for finding in said}
        if test.macro == "accepted_values":  # which counts values, not rows
            rows = {json.dumps(at(one.records[line - 1]["properties"], one.paths[test.column])): [] for line in rows}
        if len(rows) != test.failures:
            wrong.append((test, len(rows)))
    assert wrong == []
    assert {(rule, path) for rule, _, path in left} <= UNTESTED[layout]
    assert {test.macro for test in found if test.failures} == FAILING[layout]


# The same on Postgres


@pytest.fixture(scope="module")
def on_postgres(built: dict[str, Built], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Test]]:
    """The same tables on a Postgres server, and what the same tests find there."""
    tools = binaries() or Path(find("initdb")).parent
    return once(tmp_path_factory, "dbt_on_postgres", lambda top: _build_on_postgres(top, built, tools))


def _build_on_postgres(top: Path, built: dict[str, Built], tools: Path) -> dict[str, list[Test]]:
    commands = []
    with server(tools) as where:
        host = dict(word.split("=") for word in where.split())["host"]
        for layout, one in built.items():
            folder = top / layout
            for name in ("models", "macros"):
                shutil.copytree(one.folder / name, folder / name)
            to = f"type: postgres, host: '{host}', port: 5432, user: plan, password: '', dbname: postgres, threads: 2"
            profile = f"shop: {{target: dev, outputs: {{dev: {{{to}, schema: made_{layout}}}}}}}\n"
            write(as_project(folder), {"profiles.yml": profile})
            with psycopg.connect(where) as base:
                copy_tables(one.folder, one.plan, layout, base, f"shop_{layout}")
            name = json.dumps({"shop_schema": f"shop_{layout}"})
            commands += [(folder, [word, "--vars", name]) for word in ("run", "test")]
        ended = dbt(*commands)
    assert ended[0].success and ended[2].success, f"{ended[0].said}{ended[2].said}"
    return {layout: ran_tests(top / layout) for layout in built}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_postgres_finds_the_same(built: dict[str, Built], on_postgres: dict[str, list[Test]], layout: str) -> None:
    """Row by row, but for times, of which DuckDB takes some that begin with a space."""
    here, there = (
        {test for test in found if (test.column, test.macro) != ("placed_at", "not_null")}
        for found in (ran_tests(built[layout].folder), on_postgres[layout])
    )
    assert here and here == there


# What becomes of each event and question


@pytest.mark.parametrize("layout", LAYOUTS)
def test_only_what_is_sent_is_tested(built: dict[str, Built], layout: str) -> None:
    """What nobody sends yet is left out, what is not live or no longer is only documented, what is deprecated warns."""
    found = manifest(built[layout].folder)
    tables = {node["name"]: node for node in found["sources"].values()}
    models = {node["name"] for node in found["nodes"].values() if node["resource_type"] == "model"}
    assert models == {"stg_shop__cart_viewed", "stg_shop__order_placed", "stg_shop__order_canceled", "stg_shop__pages"}
    if layout == "events":
        assert [*tables] == ["events"]
        return
    known = {"tracks", "pages", "cart_viewed", "order_placed", "order_canceled", "cart_shared", "cart_printed"}
    assert {*tables} == known
    tests = [node for node in found["nodes"].values() if node["resource_type"] == "test"]
    tested = {name for node in tests for _, name in node["sources"]}
    assert tested == known - {"cart_shared", "cart_printed"}
    of_canceled = [node for node in tests if ["shop", "order_canceled"] in node["sources"]]
    assert {node["config"]["severity"] for node in of_canceled} == {"warn"}
    (of_old_total,) = (node for node in tests if node["column_name"] == "old_total")
    assert of_old_total["config"]["severity"] == "warn"
    assert not [node for node in tests if node["column_name"] in ("channel", "contact") and "not_null" in node["name"]]


def test_live_events_are_watched_for_freshness(built: dict[str, Built]) -> None:
    found = manifest(built["tables"].folder)["sources"].values()
    days = {node["name"]: (node["freshness"] or {}).get("warn_after", {}).get("count") for node in found}
    assert {name: count for name, count in days.items() if count} == {"cart_viewed": 3, "order_placed": 3, "tracks": 3}
    told = json.loads((built["tables"].folder / "target" / "sources.json").read_text("utf-8"))["results"]
    assert {result["unique_id"].rpartition(".")[2]: result["status"] for result in told} == {
        "cart_viewed": "warn", "order_placed": "warn", "tracks": "warn",
    }  # fmt: skip


def test_questions_are_exposures(built: dict[str, Built]) -> None:
    found = {node["name"]: node for node in manifest(built["tables"].folder)["exposures"].values()}
    assert {*found} == {"shop__who_buys", "shop__who_leaves"}  # of the third, nobody is known who asks it
    buys, leaves = found["shop__who_buys"], found["shop__who_leaves"]
    assert buys["label"] == "Who buys?" and buys["maturity"] == "high" and leaves["maturity"] == "low"
    assert buys["owner"]["name"] == "Growth team" and buys["owner"]["email"] == "growth@example.com"
    assert leaves["owner"]["name"] == "Core"
    assert buys["depends_on"]["nodes"] == ["model.shop.stg_shop__order_placed", "model.shop.stg_shop__cart_viewed"]
    assert leaves["depends_on"]["nodes"] == ["model.shop.stg_shop__order_canceled"]
    assert leaves["config"]["meta"]["waits_for"] == ["Cart Saved"]


def test_models_hold_each_message_once_and_typed(built: dict[str, Built]) -> None:
    for layout, one in built.items():
        ids = {record["messageId"] for record in one.records if record.get("event") == "Order Placed"}
        with duckdb.connect(str(one.folder / "warehouse.duckdb"), read_only=True) as base:
            rows = base.execute("select count(*), count(distinct message_id) from stg_shop__order_placed").fetchone()
            types = dict(base.execute("select column_name, data_type from information_schema.columns "
                                      "where table_name = 'stg_shop__order_placed'").fetchall())  # fmt: skip
        assert rows == (len(ids), len(ids)), layout
        assert types["total"] == "DOUBLE" and types["paid"] == "BOOLEAN" and types["level"] == "BIGINT"
        assert types["placed_at"] == types["occurred_at"] == "TIMESTAMP WITH TIME ZONE"


# Which rows a test must find, by what lint says of the records

LINTED = {
    "not_null": ("missing-property", "unexpected-null", "wrong-type", "value-of-wrong-format"),
    "plan_there_with": ("missing-property", "unexpected-null"),
    "accepted_values": ("value-not-in-enum",),
    "plan_one_of": ("value-not-in-enum", "unplanned-event"),
    "plan_in_range": ("value-out-of-range",),
    "plan_of_length": ("value-of-wrong-length",),
    "plan_with_items": ("value-of-wrong-length",),
    "plan_matches_pattern": ("value-not-matching-pattern", "value-of-wrong-format"),
    "plan_of_types": ("wrong-type", "unexpected-null", "value-of-wrong-format"),
    "unique": ("duplicate-id",),
}
"""The macro of a test -> the rules of lint that say the same."""
RULES = {rule for rules in LINTED.values() for rule in rules}


def _rows(test: Test, one: Built) -> dict[Any, list[dict[str, Any]]]:
    """The rows of its table that the test must find, each with the findings that say so."""
    staged = test.of.startswith("stg_")
    held = [(line, record) for line, record in enumerate(one.records, 1) if _is_in(test.of, record)]
    if test.macro == "unique":
        times = Counter(record["messageId"] for _, record in held)
        many = {name for name, count in times.items() if count > 1 and not staged}
        return {name: [found for found in one.said if found["rule"] == "duplicate-id"] for name in many}
    if staged:  # each message once: the one that was received first
        held.sort(key=lambda pair: pair[1]["receivedAt"])
        held = [*{record["messageId"]: (line, record) for line, record in reversed(held)}.values()]
    rows = {}
    for line, record in held:
        said = [found for found in one.said if found["line"] == line and _is_of(test, found, record, one)]
        if said:
            rows[line] = said
    return rows


def _is_in(of: str, record: dict[str, Any]) -> bool:
    """Whether the record is a row of a table or of a model."""
    table = of.removeprefix("stg_shop__")
    if table in ("tracks", "pages"):
        return bool(record["type"] == table[:-1])
    return table == "events" or record.get("event", "").lower().replace(" ", "_") == table


def _is_of(test: Test, found: dict[str, Any], record: dict[str, Any], one: Built) -> bool:
    """Whether a finding is one that the test must have."""
    rule, path = found["rule"], tuple(found["path"])
    if rule not in (*LINTED[test.macro], "wrong-type"):
        return False
    if rule == "unplanned-event" or test.of == "events":
        return rule == "unplanned-event" and test.of == "events"
    if test.macro == "plan_of_types":
        known = path in {*one.paths.values(), ("page",)} and (rule != "value-of-wrong-format" or path == ("placed_at",))
        return known and (rule != "value-of-wrong-format" or not _fits("date-time", at(record["properties"], path)))
    column = one.paths.get(test.column)
    if column is None or column[: len(path)] != path:
        return False
    value = at(record["properties"], column)
    if test.macro == "not_null":
        return value is None or not _takes(one, test.column, value)
    if test.macro == "plan_there_with":
        beside = record["properties"].get(column[0])
        others = beside.values() if isinstance(beside, dict) else ()
        return value is None and any(held is not None for held in others)
    if rule == "wrong-type":
        return _breaks(test, one, value)
    return rule != "value-of-wrong-format" or not _fits(FORMAT_OF[test.column], value)


WORDS = {
    "accepted_values": ("enum",), "plan_one_of": ("enum",), "plan_in_range": ("minimum", "maximum"),
    "plan_of_length": ("minLength", "maxLength"), "plan_matches_pattern": ("pattern",),
}  # fmt: skip


def _breaks(test: Test, one: Built, value: Any) -> bool:
    """Whether a value of another type breaks a test too, as the text or number that a model makes of it."""
    if value is None or test.macro not in WORDS or not _takes(one, test.column, value):
        return False
    text = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
    made = text if one.kinds[test.column] == "text" else float(text)
    schema = {word: held for word, held in one.schemas[test.column].items() if word in WORDS[test.macro]}
    is_right = Validator(schema).is_valid(made)
    return not is_right or (
        test.macro == "plan_matches_pattern" and test.column in FORMAT_OF and not _fits(FORMAT_OF[test.column], text)
    )


def _fits(of: str, text: str) -> bool:
    """Whether a text may be of a format, as far as the tests of dbt know."""
    return re.search(FORMATS[of], text) is not None


def _takes(one: Built, column: str, value: Any) -> bool:
    """Whether a column of the warehouse takes what a text or number says."""
    kind = one.kinds[column]
    if kind == "text":
        return True
    text = value if isinstance(value, str) else json.dumps(value)
    if kind == "boolean":
        return text in ("true", "false")
    with duckdb.connect() as base:
        (made,) = base.execute(f"select try_cast(? as {warehouse('duckdb').types[kind]})", [text]).fetchone() or (None,)
        (number,) = base.execute("select try_cast(? as double)", [text]).fetchone() or (None,)
    return made is not None and (kind != "integer" or number is None or number % 1 == 0)


def _key(found: dict[str, Any]) -> tuple[str, int, str]:
    return found["rule"], found["line"], ".".join(str(step) for step in found["path"])
