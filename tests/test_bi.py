"""LookML, Metabase's serialization and Tableau's data sources: read by others' parsers, and held against the tables of the plan."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import jsonschema
import lkml
import pytest
import sqlglot
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from referencing import Registry, Resource
from tableaudocumentapi import Datasource

from front_door import TOP, inside, one_line, write
from golden_files import held
from plan_pairs import plan_data, plan_of
from targets._node import npm
from tracking_plan.cli._judge import plans
from tracking_plan.document import Limits
from tracking_plan.model.plan import Plan
from tracking_plan.vendors import writer
from tracking_plan.vendors._warehouse import Layout, event_views, lay_out, warehouse, warehouses
from tricky_texts import TRICKY
from tricky_texts import plan_of as tricky_plan
from vendor_cases import CASES, PLANS

SAAS = TOP / "plans" / "saas"
TOOLS = ("looker", "metabase", "tableau")
PLAN = """\
plan: 1
name: Shop
version: 1.2.0
description: What the shop sends
sources: {web: {platform: web}}
events:
  Order Placed:
    description: A person bought
    trigger: The order is stored
    category: buying
    owner: growth
    status: live
    sources: [web]
    properties:
      order: {type: string, description: The order}
      count: {type: integer, minimum: 1, description: Things in it}
      revenue: {type: number, description: What it brings}
      currency: {type: string, enum: {EUR: Euro, USD: Dollar}, description: Of the price}
      size: {type: integer, enum: [1, 2, 3], description: Of the box}
      paid_at: {type: string, format: date-time, nullable: true, description: When it was paid}
      paid: {type: boolean, description: Whether it was}
      due: {type: string, format: date, description: When to pay}
      tags: {type: array, items: {type: string}, required: false, description: Words}
      deliver_to:
        type: object
        description: Where it goes
        properties:
          street: {type: string, pii: personal, description: Street and house}
          note: {type: string, pii: sensitive, description: What the courier must know}
          mail: {type: string, format: email, pii: personal, required: false, description: Who is told}
      old_id: {type: string, deprecated: Since March, replaced_by: order, required: false, description: The number of before}
  Order Wished: {description: Not yet, status: proposed, sources: [web]}
  Order Faxed:
    {description: It came by fax, status: retired, replaced_by: Order Placed, sources: [web], properties: {order: {type: string}}}
  Shop Viewed: {type: page, description: A page, status: live, sources: [web], properties: {path: {type: string, description: Which}}}
owners: {growth: {email: growth@example.com}}
traits:
  user:
    email: {type: string, format: email, required: false, pii: personal, description: Where to write}
"""
LARGEST = [
    *{
        case.vendor: case for case in sorted(CASES, key=lambda case: sum(one.stat().st_size for one in case.files))
    }.values()
]
quickly = settings(max_examples=10, deadline=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck])


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write(tmp_path / "plans", {"plan.yaml": PLAN}) / "plan.yaml"


def read(path: Path) -> Plan:
    ((found, _),) = plans(str(path), Limits())
    return found


def written(vendor: str, plan: Plan, **options: Any) -> dict[str, str]:
    return dict(writer(vendor).write(plan, **options).files)


def tricky(folder: Path) -> Plan:
    from tracking_plan.document import write as yaml_of

    return read(write(folder / "tricky", {"plan.yaml": yaml_of(tricky_plan(TRICKY))}) / "plan.yaml")


@pytest.mark.parametrize("vendor", TOOLS)
def test_what_is_written_and_told(vendor: str, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ended = inside(
        "export", vendor, plan, "--schema", "analytics", "--warehouse", "snowflake", "--no-context", "--out", f"{out}/"
    )
    assert ended.code == 0
    files = sorted(path for path in out.rglob("*") if path.is_file())
    texts = [f"==> {path.relative_to(out).as_posix()} <==\n{path.read_text('utf-8')}" for path in files]
    held(f"vendors/{vendor}/files.txt", "\n".join(texts))
    held(f"vendors/{vendor}/told.txt", ended.err.replace(str(tmp_path), "…"))


@pytest.mark.parametrize("vendor", TOOLS)
def test_options_that_are_wrong_are_told(vendor: str, plan: Path) -> None:
    assert 'did you mean "snowflake"' in one_line(
        inside("export", vendor, plan, "--warehouse", "snowflak", "--out", "x/")
    )
    assert 'did you mean "events"' in one_line(inside("export", vendor, plan, "--layout", "event", "--out", "x/"))
    assert "is no name of a schema" in one_line(inside("export", vendor, plan, "--schema", "a;b", "--out", "x/"))
    assert "is no name of a schema" in one_line(inside("export", vendor, plan, "--schema", "a.b.c", "--out", "x/"))


def test_the_plan_says_where_its_tables_are_and_an_option_says_it_otherwise(tmp_path: Path) -> None:
    said = PLAN + "x-warehouse: {warehouse: snowflake, schema: raw.shop}\n"
    path = write(tmp_path, {"plan.yaml": said}) / "plan.yaml"
    assert "sql_table_name: raw.shop.order_placed ;;" in written("looker", read(path))["views/order_placed.view.lkml"]
    other = written("looker", read(path), schema="other")
    assert "sql_table_name: other.order_placed ;;" in other["views/order_placed.view.lkml"]


def test_a_table_of_what_is_not_built_is_left_out_and_told(plan: Path) -> None:
    for vendor in TOOLS:
        done = writer(vendor).write(read(plan))
        assert not [name for name in done.files if "order_wished" in name.lower()]
        assert '"Order Wished": is not built yet, so that it has no table: left out' in done.notes


# All events in one table with JSON


def queries(found: Plan, house: str) -> dict[str, str]:
    """The query of each view, out of its LookML."""
    seen = views(written("looker", found, layout="events", warehouse=house, schema="raw"))
    return {name: view["derived_table"]["sql"] for name, view in seen.items() if "derived_table" in view}


def test_one_table_with_json_asks_for_a_warehouse_where_values_are_taken_out_of_it(plan: Path) -> None:
    for vendor in ("looker", "tableau"):
        told = one_line(inside("export", vendor, plan, "--layout", "events", "--out", "x/"))
        assert "name yours with --warehouse" in told
    done = writer("metabase").write(read(plan), layout="events")
    assert any("stands in columns of JSON" in note for note in done.notes)
    (table,) = lay_out(read(plan), "events").tables
    assert {made["name"] for _, kind, made in entities(dict(done.files)) if kind == "Field"} == {
        c.name for c in table.columns
    }


@pytest.mark.parametrize("house", warehouses())
def test_every_query_is_sql_of_its_warehouse(house: str) -> None:
    found = read(SAAS)
    asked = queries(found, house)
    assert len(asked) > 40
    for name, text in asked.items():
        made = sqlglot.parse_one(text, dialect=warehouse(house).dialect)
        (view,) = [view for view in event_views(found, None, warehouse(house).names) if view.name == name]
        assert [one.alias.lower() for one in made.expressions] == [column.name for column in view.columns]


ROW = {
    "order": "o1", "count": 2, "revenue": 9.5, "currency": "EUR", "size": 1, "paid_at": "2026-01-15T09:30:00Z", "paid": True,
    "due": "2026-02-01", "tags": ["a", "b"], "deliver_to": {"street": "High St", "note": "it's \"there\""},
}  # fmt: skip
WRONG = {
    "order": 5,
    "count": "two",
    "revenue": None,
    "paid": "yes",
    "paid_at": "soon",
    "due": "2026-13-01",
    "deliver_to": 1,
}


def test_queries_take_values_out_of_json_on_duckdb(plan: Path) -> None:
    """With the types of the plan; what is none is null, and fails nothing."""
    found = read(plan)
    (table,) = lay_out(found, "events", None, warehouse("duckdb").names).tables
    base = duckdb.connect()
    base.execute("SET TimeZone = 'UTC'")
    columns = ", ".join(f'"{column.name}" {warehouse("duckdb").types[column.kind]}' for column in table.columns)
    base.execute(f"CREATE SCHEMA raw; CREATE TABLE raw.events ({columns})")
    rows = [
        ("track", "Order Placed", ROW),
        ("track", "Order Placed", WRONG),
        ("track", "Other", ROW),
        ("page", "Order Placed", ROW),
    ]
    for number, (kind, name, carried) in enumerate(rows):
        words = "INSERT INTO raw.events (id, type, event, user_id, properties) VALUES (?, ?, ?, 'u1', ?)"
        base.execute(words, [str(number), kind, name, json.dumps(carried)])
    base.execute("INSERT INTO raw.events (id, type, traits) VALUES ('9', 'identify', '{\"email\": \"a@b.c\"}')")
    asked = queries(found, "duckdb")
    wanted = (
        'id, event, event_text, "order", count, revenue, size, CAST(paid_at AS VARCHAR), paid, CAST(due AS VARCHAR), tags,'
        " deliver_to_street, deliver_to_note"
    )
    good, wrong = base.execute(f"SELECT {wanted} FROM ({asked['order_placed']}) ORDER BY id").fetchall()
    assert good == (
        "0", "order_placed", "Order Placed", "o1", 2, 9.5, 1, "2026-01-15 09:30:00+00", True, "2026-02-01", '["a","b"]', "High St",
        'it\'s "there"',
    )  # fmt: skip
    assert wrong == ("1", "order_placed", "Order Placed", "5", *[None] * 9)
    assert base.execute(f"SELECT id, email FROM ({asked['identifies']})").fetchall() == [("9", "a@b.c")]
    assert base.execute(f"SELECT id, name, path FROM ({asked['pages']})").fetchall() == [("3", "Order Placed", None)]


def test_names_that_warehouses_read_differently_are_left_out_of_queries_and_told(tmp_path: Path) -> None:
    found = tricky(tmp_path)
    done = writer("looker").write(found, layout="events", warehouse="bigquery", schema="raw")
    texts = {name: text for name, text in done.files.items() if name.startswith("views/")}
    for text in texts.values():
        for query in re.findall(r"sql: (SELECT.*?) ;;", text, re.DOTALL):
            assert not re.search(r"\{\{|\{%|\$\{|;|\\\\|<script", query)
            assert sqlglot.parse_one(query, dialect="bigquery")
    assert any("is left out" in note and "reads alike in SQL" in note for note in done.notes)


@pytest.mark.parametrize("house", ["snowflake", "postgres"])
def test_lookml_and_tableau_of_one_table_with_json(house: str, plan: Path) -> None:
    found = read(plan)
    rules = warehouse(house).names
    laid = (*lay_out(found, "events", None, rules).tables, *event_views(found, None, rules))
    right(written("looker", found, layout="events", warehouse=house), Layout(name="events", tables=laid))
    files = written("tableau", found, layout="events", warehouse=house)
    sources(files, Layout(name="events", tables=laid))
    relation = as_tableau_has_it(files["order_placed.tds"]).find("connection/relation")
    assert relation is not None and relation.attrib["type"] == "text"
    assert sqlglot.parse_one(relation.text or "", dialect=house)


# LookML


def views(files: dict[str, str]) -> dict[str, Any]:
    return {
        view["name"]: view
        for name, text in files.items()
        if name.startswith("views/")
        for view in lkml.load(text)["views"]
    }


def model(files: dict[str, str]) -> Any:
    return next(lkml.load(text) for name, text in files.items() if name.endswith(".model.lkml"))


def fields(view: dict[str, Any], what: str) -> set[str]:
    """The columns that a view reads (`column`), or the names of all fields that a person can choose (`field`)."""
    made = [*view.get("dimensions", ()), *view.get("dimension_groups", ())]
    if what == "column":
        return {one["sql"].removeprefix("${TABLE}.").strip('`"').lower() for one in made}
    names = [one["name"] for one in (*view.get("dimensions", ()), *view.get("measures", ()))]
    for group in view.get("dimension_groups", ()):
        names += [f"{group['name']}_{frame}" for frame in group["timeframes"]]
    assert len({*names}) == len(names), names
    return {*names}


def right(files: dict[str, str], laid: Layout) -> None:
    """It parses, without a loss; views are the tables; names stand for one thing, and what is named is there."""
    for text in files.values():
        assert str(lkml.parse(text)) == text
        found = lkml.load(text)
        assert lkml.load(lkml.dump(found)) == found
    seen, tables = views(files), {table.name: table for table in laid.tables}
    assert {*seen} <= {*tables} and len(seen) == len([name for name in files if name.startswith("views/")])
    for name, view in seen.items():
        assert fields(view, "column") == {column.name for column in tables[name].columns}
        names = fields(view, "field")
        for measure in view["measures"]:
            assert "sql" not in measure or measure["sql"].strip("${}") in names
        keys = [one for one in view.get("dimensions", ()) if one.get("primary_key") == "yes"]
        assert len(keys) <= 1 and all(re.fullmatch(r"[a-z0-9_]+", one) for one in names)
    explores = model(files).get("explores", [])
    assert [one["name"] for one in explores] == [*seen]
    for explore in explores:
        for join in explore.get("joins", ()):
            for view, field in re.findall(r"\$\{(\w+)\.(\w+)\}", join["sql_on"]):
                assert field in fields(seen[view], "field")


def test_lookml_of_the_example() -> None:
    found = read(SAAS)
    right(written("looker", found, no_context=True), lay_out(found, context=False))


@pytest.mark.parametrize("house", warehouses())
def test_lookml_of_each_warehouse(house: str, plan: Path) -> None:
    found = read(plan)
    right(written("looker", found, warehouse=house), lay_out(found, "tables", None, warehouse(house).names))


@quickly
@given(plan_data())
def test_lookml_of_every_plan(data: dict[str, Any]) -> None:
    found = plan_of(data)
    right(written("looker", found), lay_out(found))


def test_lookml_says_what_the_plan_says(plan: Path) -> None:
    files = written("looker", read(plan), schema="analytics", warehouse="snowflake")
    order = views(files)["order_placed"]
    by_name = {one["name"]: one for one in (*order["dimensions"], *order["dimension_groups"])}
    assert (order["label"], order["sql_table_name"]) == ("Order Placed", "analytics.order_placed")
    assert by_name["id"]["primary_key"] == "yes" and by_name["paid"]["type"] == "yesno"
    assert by_name["order"]["sql"] == '${TABLE}."ORDER"'  # a word of Snowflake's own
    assert by_name["currency"]["suggestions"] == ["EUR", "USD"]
    assert by_name["currency"]["description"] == "Of the price. EUR: Euro; USD: Dollar"
    assert (
        by_name["paid_at"]["type"] == "time" and "time" in by_name["paid_at"]["timeframes"]
    )  # `paid` is a field already
    assert by_name["due"]["datatype"] == "date" and "time" not in by_name["due"]["timeframes"]
    assert (
        by_name["deliver_to_street"]["tags"] == ["pii", "pii:personal"] and "hidden" not in by_name["deliver_to_street"]
    )
    assert by_name["deliver_to_note"]["hidden"] == by_name["old_id"]["hidden"] == "yes"
    assert by_name["deliver_to_street"]["group_label"] == "Deliver To"
    assert by_name["old_id"]["description"].endswith("Deprecated: Since March. Use order instead")
    counts = {one["name"]: one for one in order["measures"]}
    assert {one["type"] for one in counts.values()} == {"count", "count_distinct"} and "count" not in counts
    explores = {one["name"]: one for one in model(files)["explores"]}
    assert explores["order_placed"]["tags"] == ["owner:growth", "status:live"]
    assert explores["order_placed"]["group_label"] == "buying" and explores["order_faxed"]["hidden"] == "yes"
    assert explores["order_placed"]["description"] == "A person bought. When: The order is stored"
    assert explores["order_placed"]["joins"][0]["sql_on"] == "${order_placed.user_id} = ${users.id}"


BARE = r"(  )*(\}|\w+: \w+( \{)?|(sql|sql_on|sql_table_name): [\w.${}`= ]+ ;;|\w+: \[[\w, ]*\]|\w+:)|# .*|"
"""A line of ours, once the texts between quotes are gone."""
ALIVE = re.compile(r"\{\{|\{%|%\}|\}\}|[$@]\{|;;")


def test_hostile_texts_are_inert_in_lookml(tmp_path: Path) -> None:
    found = tricky(tmp_path)
    files = written("looker", found, no_context=True)
    right(files, lay_out(found, context=False))
    for text in files.values():
        for line in text.splitlines():
            quoted = re.findall(r'"(?:\\"|[^"])*"', line)
            assert not [one for one in quoted if ALIVE.search(one)], line
            bare = re.sub(r'"(?:\\"|[^"])*"', "", line)
            assert re.fullmatch(BARE, bare.rstrip()), bare
    assert ALIVE.search("{{ x }}") and ALIVE.search("${x}") and ALIVE.search("a;;")


# Metabase


@cache
def schemas() -> dict[str, Any]:
    """The schemas of the package that Metabase publishes, by model."""
    folder = npm(Path(__file__).parent / "schemas_of_vendors" / "package.json")
    core = folder / "node_modules/@metabase/representations/dist/core-spec/v1/schemas"
    registry: Registry[Any] = Registry()
    for path in core.rglob("*.yaml"):
        contents = yaml.safe_load(path.read_text("utf-8"))
        registry = registry.with_resource(path.relative_to(core).as_posix(), Resource.from_contents(contents))
    made = {}
    for word in ("Table", "Field"):
        schema = yaml.safe_load((core / f"{word.lower()}.yaml").read_text("utf-8"))
        made[word] = jsonschema.Draft202012Validator({**schema, "$id": ""}, registry=registry)
    return made


def entities(files: dict[str, str]) -> Iterator[tuple[str, str, Any]]:
    for name, text in files.items():
        made = yaml.load(text, Loader=yaml.CSafeLoader)
        yield name, made["serdes/meta"][-1]["model"], made


def serialized(files: dict[str, str], laid: Layout, known: dict[str, Any]) -> None:
    """Each file is as the schema has it, is one thing, and points to what is there; the fields are the columns."""
    paths, columns = set(), {}
    found = [*entities(files)]
    for name, kind, made in found:
        assert not [error.message for error in known[kind].iter_errors(made)], name
        path = tuple(step["id"] for step in made["serdes/meta"])
        assert path not in paths
        paths.add(path)
        if kind == "Field":
            assert path == (*[step for step in made["table_id"] if step is not None], made["name"])
            columns.setdefault(made["table_id"][-1].lower(), set()).add(made["name"].lower())
    for _, kind, made in found:
        if kind == "Field" and made.get("fk_target_field_id"):
            assert tuple(step for step in made["fk_target_field_id"] if step is not None) in paths
    tables = {table.name: {column.name for column in table.columns} for table in laid.tables}
    assert all(columns[name] == tables[name] for name in columns) and {*columns} <= {*tables}


def test_metabase_of_the_example() -> None:
    found = read(SAAS)
    files = written("metabase", found, warehouse="bigquery", schema="analytics", no_context=True)
    serialized(files, lay_out(found, "tables", None, warehouse("bigquery").names, context=False), schemas())


@pytest.mark.parametrize("house", [None, "snowflake"])
def test_metabase_of_a_warehouse(house: str | None, plan: Path) -> None:
    found = read(plan)
    rules = warehouse(house).names if house is not None else None
    schema = None if house is None else "analytics"
    serialized(
        written("metabase", found, warehouse=house, schema=schema), lay_out(found, "tables", None, rules), schemas()
    )


@quickly
@given(plan_data())
def test_metabase_of_every_plan(data: dict[str, Any]) -> None:
    found = plan_of(data)
    serialized(written("metabase", found, schema="raw"), lay_out(found), schemas())


def test_metabase_of_hostile_texts(tmp_path: Path) -> None:
    found = tricky(tmp_path)
    files = written("metabase", found, database="../..", no_context=True)
    serialized(files, lay_out(found, context=False), schemas())
    assert all(name.startswith("databases/") and ".." not in name for name in files)
    assert {made["db_id"] for _, kind, made in entities(files) if kind == "Table"} == {"../.."}
    shown = {made["display_name"] for _, kind, made in entities(files) if kind == "Table"}
    assert {*TRICKY} <= shown


def test_metabase_says_what_the_plan_says(tmp_path: Path) -> None:
    own = PLAN.replace("revenue: {", "revenue: {x-metabase: {semantic_type: type/Currency, colour: red}, ")
    path = write(tmp_path, {"plan.yaml": own}) / "plan.yaml"
    done = writer("metabase").write(read(path), schema="raw", warehouse="snowflake", database="Shop DB")
    files = {name: yaml.safe_load(text) for name, text in done.files.items()}
    root = "databases/shop_db/schemas/raw/tables/order_placed"
    assert files[f"{root}/order_placed.yaml"]["display_name"] == "Order Placed"
    assert files["databases/shop_db/schemas/raw/tables/order_faxed/order_faxed.yaml"]["visibility_type"] == "hidden"

    def field(name: str) -> dict[str, Any]:
        return dict(files[f"{root}/fields/{name}.yaml"])

    assert field("id")["semantic_type"] == "type/PK"
    assert field("user_id")["fk_target_field_id"] == ["Shop DB", "RAW", "USERS", "ID"]
    assert (field("currency")["semantic_type"], field("currency")["has_field_values"]) == ("type/Category", "list")
    assert field("revenue")["semantic_type"] == "type/Currency"
    assert (field("paid_at")["base_type"], field("paid_at")["database_type"]) == (
        "type/DateTimeWithLocalTZ",
        "TIMESTAMP_TZ",
    )
    mail, note = field("deliver_to_mail"), field("deliver_to_note")
    assert (mail["semantic_type"], mail["visibility_type"], mail["has_field_values"]) == (
        "type/Email",
        "details-only",
        "none",
    )
    assert note["visibility_type"] == "sensitive"
    assert any('"colour" under x-metabase is not written' in line for line in done.notes)


# Tableau

ORDER = ["connection", "aliases", "column", "folders-common", "layout"]
"""The order that Tableau's schema asks for (`DataSource-CT`, 2024.1), of the elements that we write."""
RECORD = [
    "remote-name",
    "local-name",
    "parent-name",
    "remote-alias",
    "ordinal",
    "local-type",
    "aggregation",
    "contains-null",
]
"""Likewise of a record of metadata (`MetadataRecord-G`)."""
QUALIFIED = re.compile(r"\[[^\]]+\](\.\[[^\]]+\])*")
DATA = {"string", "integer", "real", "boolean", "date", "datetime"}


def as_tableau_has_it(text: str) -> ElementTree.Element:
    root = ElementTree.fromstring(text.split("\n", 1)[1])
    assert root.tag == "datasource" and {"version", "inline"} <= {*root.attrib}
    tags = [child.tag for child in root]
    assert tags == sorted(tags, key=ORDER.index)
    for column in root.iterfind("column"):
        assert {"name", "role", "type", "datatype"} <= {*column.attrib} and QUALIFIED.fullmatch(column.attrib["name"])
        assert column.attrib["datatype"] in DATA and column.attrib["role"] in ("dimension", "measure")
        assert column.attrib["type"] in ("nominal", "ordinal", "quantitative")
        assert [child.tag for child in column] in ([], ["desc"])
    for record in root.iter("metadata-record"):
        assert [child.tag for child in record] == RECORD
    names = {column.attrib["name"] for column in root.iterfind("column")}
    captions = [column.attrib["caption"].casefold() for column in root.iterfind("column")]
    assert len({*captions}) == len(captions)
    assert {item.attrib["name"] for item in root.iter("folder-item")} <= names
    assert not {*map(str.lower, root.find("connection/named-connections/named-connection/connection").attrib)} & {  # type: ignore[union-attr]
        "password", "username", "token",
    }  # fmt: skip
    return root


def sources(files: dict[str, str], laid: Layout) -> None:
    tables = {table.name: table for table in laid.tables}
    for text in files.values():
        root = as_tableau_has_it(text)
        name = root.attrib["formatted-name"].removeprefix("federated.")
        found = [column.attrib["name"].strip("[]").lower() for column in root.iterfind("column")]
        assert found == [column.name for column in tables[name].columns]


@pytest.mark.parametrize("house", [None, "bigquery", "snowflake"])
def test_tableau_of_the_example(house: str | None, tmp_path: Path) -> None:
    found = read(SAAS)
    rules = warehouse(house).names if house is not None else None
    files = written("tableau", found, warehouse=house, schema="analytics")
    sources(files, lay_out(found, "tables", None, rules))
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        known = Datasource.from_file(str(tmp_path / name))  # Tableau's own package
        root = as_tableau_has_it(text)
        assert known.caption == root.attrib["caption"] and len(known.connections) == 1
        assert {*known.fields} == {column.attrib["name"] for column in root.iterfind("column")}
        assert all(field.caption and field.datatype in DATA for field in known.fields.values())


@quickly
@given(plan_data())
def test_tableau_of_every_plan(data: dict[str, Any]) -> None:
    found = plan_of(data)
    sources(written("tableau", found), lay_out(found))


def test_tableau_of_hostile_texts(tmp_path: Path) -> None:
    found = tricky(tmp_path)
    files = written("tableau", found)
    sources(files, lay_out(found))
    captions = {ElementTree.fromstring(text.split("\n", 1)[1]).attrib["caption"] for text in files.values()}
    assert {
        "<script>alert(1)</script>",
        "&lt;b&gt; &amp; &#60;",
        "<!-- comment --> --> <?php ?> <![CDATA[x]]>",
    } <= captions


def test_tableau_says_what_the_plan_says(plan: Path) -> None:
    files = written("tableau", read(plan), schema="shop.raw", warehouse="snowflake")
    assert "order_faxed.tds" not in files
    root = as_tableau_has_it(files["order_placed.tds"])
    by_name = {column.attrib["name"]: column for column in root.iterfind("column")}

    def said(name: str) -> str:
        return by_name[name].findtext("desc/formatted-text/run") or ""

    assert by_name["[REVENUE]"].attrib["role"] == "measure" and by_name["[SIZE]"].attrib["role"] == "dimension"
    assert said("[CURRENCY]") == "Of the price. EUR: Euro; USD: Dollar"
    assert said("[DELIVER_TO_STREET]") == "Street and house. Personal data: personal"
    assert (
        by_name["[DELIVER_TO_NOTE]"].attrib["hidden"] == "true"
        and by_name["[PAID_AT]"].attrib["datatype"] == "datetime"
    )
    assert [one.attrib["name"] for one in root.iter("folder")] == ["Deliver To", "Context"]
    connection = root.find("connection/named-connections/named-connection/connection")
    assert connection is not None
    assert connection.attrib == {"class": "snowflake", "server": "", "dbname": "SHOP", "schema": "RAW"}
    assert root.find("connection/relation").attrib["table"] == "[RAW].[ORDER_PLACED]"  # type: ignore[union-attr]


@pytest.mark.skipif(not PLANS.is_dir(), reason=f"no real plans at {PLANS} (PLAN_SHARED names their folder)")
@pytest.mark.parametrize("case", LARGEST, ids=lambda case: case.vendor)
def test_real_plans(case: Any, tmp_path: Path) -> None:
    """Plans that people made with other tools, imported."""
    assert inside("import", case.vendor, *case.files, "--out", tmp_path / "plan").code == 0
    folder = next(file.parent for file in sorted(tmp_path.rglob("plan.yaml")))
    found = read(folder)
    laid = lay_out(found, "tables", None, warehouse("bigquery").names)
    right(written("looker", found, warehouse="bigquery"), laid)
    sources(written("tableau", found, warehouse="bigquery"), laid)
    few = dict([*written("metabase", found, warehouse="bigquery").items()][:300])  # their schemas are slow to ask
    known = schemas()
    for name, kind, made in entities(few):
        assert not [error.message for error in known[kind].iter_errors(made)], name


def test_values_are_written_as_they_are_sent(tmp_path: Path) -> None:
    text = "plan: 1\nname: n\nevents: {Seen: {properties: {a: {enum: [true, b]}, c: {}}}}\n"
    plan = write(tmp_path, {"plan.yaml": text})
    assert inside("export", "looker", plan, "--out", tmp_path / "made").code == 0
    assert 'suggestions: ["true", "b"]' in (tmp_path / "made" / "views" / "seen.view.lkml").read_text("utf-8")
    sql = inside("export", "ddl", plan, "--warehouse", "duckdb").out
    assert "One of: true, b." in sql and "  a VARCHAR NOT NULL,\n  c VARCHAR,\n" in sql
