"""Whatever a plan says, dbt takes the export of it, shows the plan's texts as they are, and runs nothing of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import tricky_texts
from dbt_projects import dbt, exported, load, manifest, once, ran_tests, the_plan
from front_door import TOP, inside, write
from golden_files import held
from imported_plans import loaded
from plan_pairs import plan_data, plan_of
from tracking_plan.document import write as write_yaml
from tracking_plan.model.pattern import matches, problem
from tracking_plan.model.pattern_text import texts
from tracking_plan.model.validator import Validator
from tracking_plan.vendors import reader
from tracking_plan.vendors.dbt._checks import FORMATS
from tracking_plan.vendors.dbt._regex import portable
from tracking_plan.vendors.dbt.write import write as write_dbt
from vendor_cases import CASES, PLANS

LAYOUTS = ("tables", "events")
NOT_YET = (("purchase_completed", "coupon"), ("pages", "referrer"), ("pages", "billing_period"))
SAAS = TOP / "plans" / "saas"
REAL = ("segment", "mparticle", "ga4", "gitlab", "rudderstack", "odcs")
HOSTILE = (
    *(text for text in tricky_texts.TRICKY if any(mark in text for mark in '{\\"\u202e\x1b日#[<')),
    "{{ exceptions.raise_compiler_error('it ran') }}",
    "{% do run_query('create table pwned as select 1') %}",
    "{{ env_var('PLAN_SECRET') }}",
    "env_var('PLAN_SECRET')",
    "ref('nothing')",
    "{% raw %}{{ 1 }}{% endraw %}",
    "{%- endraw -%}",
    "{{{{ '{' }}}}",
    "'; drop table events; --",
    "it's \\' \\\\",
    "${HOME} $HOME %s %(x)s {0}",
    "a\r\nb",
    "ends with a line\n",
    "[1, 2]",
    "true",
    "42",
)
quickly = settings(max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck])


def hostile() -> dict[str, Any]:
    """A plan in which each text is a name, a description, a value and all else."""
    made = tricky_texts.plan_of(HOSTILE)
    for number, (text, event) in enumerate(made["events"].items()):
        event["properties"]["value"] = {"type": "string", "description": text, "enum": [text, f"other {number}"]}
        event["properties"]["where"] = {"type": "object", "properties": {text: {"type": "string", "enum": [text]}}}
    return {**made, "name": "Hostile {{ 7*7 }}"}


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return once(tmp_path_factory, "dbt_parsed", _parse)


def _parse(top: Path) -> dict[str, Path]:
    """Projects whose models dbt has made: of the example plan, of real and drawn plans together, and of the hostile one."""
    folders = {name: top / name for name in ("saas", "many", "hostile", "hostile_tables")}
    log = top / "log.ndjson"
    assert inside("emit", SAAS, "--events", "2000", "--output", log).code == 0
    records = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    load(exported(SAAS, folders["saas"], "tables"), SAAS, "tables", records, "acme_projects")
    with duckdb.connect(str(folders["saas"] / "warehouse.duckdb")) as base:
        for table, column in NOT_YET:  # as where nothing came yet for which the loader would make a column
            base.execute(f'alter table acme_projects."{table}" drop column "{column}"')
    for number, plan in enumerate(_plans(top / "plans")):
        folder, layout = folders["many"], LAYOUTS[number % 2]
        schemas = {path.parent.name for path in folder.glob("models/staging/*/*")}
        exported(plan, folder, layout)
        (schema,) = {path.parent.name for path in folder.glob("models/staging/*/*")} - schemas or {""}
        if schema:
            load(folder, plan, layout, [], schema)
    plan = write(top / "plan", {"plan.yaml": write_yaml(hostile())}) / "plan.yaml"
    records = [_record(text, value) for text in HOSTILE for value in (text, "not one of them")]
    for name, layout in (("hostile", "events"), ("hostile_tables", "tables")):
        exported(plan, folders[name], layout)
        load(folders[name], plan, layout, records, "hostile_7_7")
    commands = [(folders["saas"], ["run"]), (folders["saas"], ["test"]), (folders["many"], ["run"])]
    commands += [(folders[name], [word]) for name in ("hostile", "hostile_tables") for word in ("run", "test")]
    saas, test, many, run, _, run_tables, _ = dbt(*commands, env={"PLAN_SECRET": "spilled"})
    for ended in (saas, test, many, run, run_tables):
        assert ended.success and "eprecat" not in ended.said, ended.said[-3000:]
    return {**folders, "plan": plan}


def _record(text: str, value: str) -> dict[str, Any]:
    properties = {text: value, "value": value, "where": {text: value}}
    more = dict.fromkeys(("timestamp", "sentAt", "receivedAt"), "2026-01-01T00:00:00Z")
    return {"type": "track", "event": text, "messageId": f"{text} {value}", "properties": properties, **more}


def _plans(folder: Path) -> Iterator[Path]:
    """Plans to be parsed together: some that are real, one of each vendor, and some that are drawn."""
    drawn: list[dict[str, Any]] = []

    @quickly
    @given(plan_data())
    def draw(data: dict[str, Any]) -> None:
        drawn.append(data)

    draw()
    for number, data in enumerate(drawn):
        named = {**data, "name": f"drawn {number}"}
        yield write(folder / f"drawn{number}", {"plan.yaml": write_yaml(named)}) / "plan.yaml"
    seen = set()
    for case in CASES if PLANS.is_dir() else ():
        if case.vendor in {*REAL} - seen:
            seen.add(case.vendor)
            assert inside("import", case.vendor, *case.files, "--out", folder / case.vendor).code == 0
            yield next((folder / case.vendor).rglob("plan.yaml")).parent


def test_plans_are_built(parsed: dict[str, Path]) -> None:
    events = [event for event in the_plan(SAAS).events.values() if event.kind == "track"]
    found = manifest(parsed["saas"])
    models = [node for node in found["nodes"].values() if node["resource_type"] == "model"]
    assert len(models) == len(events) + 4  # pages, screens, identifies, groups
    with duckdb.connect(str(parsed["saas"] / "warehouse.duckdb"), read_only=True) as base:
        for table, column in NOT_YET:
            rows = base.execute(f'select count(*), count("{column}") from stg_acme_projects__{table}').fetchone()
            assert rows is not None and rows[0] > 0 and rows[1] == 0
    tests = ran_tests(parsed["saas"])
    assert len(tests) > 800 and {test.status for test in tests} == {"pass"}  # of a log that obeys the plan
    assert len(found["exposures"]) == len(the_plan(SAAS).questions)
    assert len({source["source_name"] for source in manifest(parsed["many"])["sources"].values()}) >= 10


def test_texts_are_shown_as_they_are(parsed: dict[str, Path]) -> None:
    plan = the_plan(parsed["plan"])
    found = manifest(parsed["hostile"])
    said = {text: node for node in found["nodes"].values() if (text := node["config"].get("meta", {}).get("event"))}
    models = {text: next(node for name, node in said.items() if _lines(name) == _lines(text)) for text in HOSTILE}
    assert len(said) == len(models)
    for text, node in models.items():
        event = plan.events[text]
        assert _lines(node["description"]) == _lines(event.description or "")
        assert _lines(node["config"]["meta"]["trigger"]) == _lines(text)
        assert _lines(node["columns"]["value"]["description"]) == _lines(text)
    labels = {node["label"] for node in found["exposures"].values()}
    assert {*map(_lines, labels)} == {*map(_lines, HOSTILE)}
    assert "spilled" not in json.dumps(found)


def _lines(text: str) -> str:
    """The text as Jinja leaves it: lines end in one way, and the last one does not."""
    return text.replace("\r\n", "\n").rstrip("\n")


@pytest.mark.parametrize("name", ["hostile", "hostile_tables"])
def test_nothing_of_a_text_runs(parsed: dict[str, Path], name: str) -> None:
    """Each enum finds the one record that is not of it, whatever its values and the event's name are."""
    with duckdb.connect(str(parsed[name] / "warehouse.duckdb"), read_only=True) as base:
        assert ("pwned",) not in base.execute("select table_name from information_schema.tables").fetchall()
    values = [test for test in ran_tests(parsed[name]) if test.column == "value" and test.macro != "not_null"]
    assert [test.failures for test in values] == [1] * len(HOSTILE)
    inner = [
        test for test in ran_tests(parsed[name]) if test.column.startswith("where") and test.macro == "plan_one_of"
    ]
    assert inner and {test.failures for test in inner} == {1}
    assert {test.status for test in ran_tests(parsed[name])} <= {"pass", "fail", "warn"}


# In this process: what can be said of every plan without dbt's own minutes


@pytest.fixture(scope="module")
def schema() -> Any:
    """The JSON Schema of properties files that dbt brings, and holds them against on some warehouses."""
    spec = find_spec("dbt.jsonschemas")
    assert spec is not None and spec.origin is not None
    text = Path(spec.origin).with_name("resources").joinpath("latest.json").read_text("utf-8")
    return jsonschema.Draft7Validator(json.loads(text))


def _faults(schema: Any, files: Any) -> list[str]:
    made = [yaml.safe_load(text) for name, text in files.items() if name.endswith(".yml")]
    found = [error for one in made for error in schema.iter_errors(json.loads(json.dumps(one, default=str)))]
    return [f"{error.json_path}: {error.message[:300]}" for error in found]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_example_is_as_dbt_publishes(schema: Any, layout: str) -> None:
    assert _faults(schema, write_dbt(the_plan(SAAS), layout).files) == []


@quickly
@given(plan_data(), st.sampled_from(LAYOUTS))
def test_every_plan_is_as_dbt_publishes(schema: Any, data: dict[str, Any], layout: str) -> None:
    assert _faults(schema, write_dbt(plan_of(data), layout).files) == []


def test_the_hostile_plan_is_as_dbt_publishes(schema: Any) -> None:
    for layout in LAYOUTS:
        assert _faults(schema, write_dbt(plan_of(hostile()), layout).files) == []


@pytest.mark.skipif(not PLANS.is_dir(), reason=f"no real plans at {PLANS}")
def test_real_plans_are_as_dbt_publishes(schema: Any) -> None:
    for case in CASES:
        for found in reader(case.vendor).read(case.texts()).plans:
            assert _faults(schema, write_dbt(loaded(found), LAYOUTS[len(case.name) % 2]).files) == [], case.name


@pytest.mark.parametrize("layout", LAYOUTS)
def test_golden(layout: str) -> None:
    """What the example plan becomes; of the models, two."""
    shown = ("purchase_completed.sql", "__pages.sql", "page_viewed.sql", ".yml", "plan_types.sql")
    for name, text in write_dbt(the_plan(SAAS), layout).files.items():
        if name.endswith(shown):
            held(f"dbt/{layout}/{name.rpartition('/')[2]}", str(text))


# Patterns


PATTERNS = (
    r"^proj_[a-z0-9]+$", r"^[0-9]+\.[0-9]+\.[0-9]+$", r"^[^\s@]+@[^\s@]+$", r"^(?:a|b|)c{2,300}.\d\w\s?$", r"\bcat\b",
    r"^\p{Lu}\p{L}*$", r"[\]\[\-\^\\&~]+", r"[а-я]x|^$", r"(a|b)?c|d{2,3}", r"^[^\W_]+$", r"^a.b$", r"\u{1F600}|\t",
    r"^(https?|ftp)://[^/]+(/.*)?$", r"^'\"`$", r"^[ -~]{1,255}$", r"^(x{2}){3,}$", r"\/\$\{a\}",
)  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_that_all_can_read_takes_what_the_plan_takes(pattern: str) -> None:
    made = portable(pattern)
    assert made is not None and problem(pattern) is None
    good = [text for text, _ in zip(texts(pattern, (0, 1, 3, 8)), range(40), strict=False)]
    assert good
    others = [
        "",
        "a",
        "proj_",
        "1.2.3",
        "a@b",
        "ccc",
        "É",
        "]",
        "x",
        "a\nb",
        "http://x/y",
        "ftp",
        "'\"`",
        "{a}",
        "~",
        "\t",
    ]
    with duckdb.connect() as base:
        for text in (*good, *others):
            (found,) = base.execute("select regexp_matches(?, ?)", [text, made]).fetchone() or (None,)
            assert found or not matches(pattern, text), (pattern, made, text)
        refused = [
            text for text in others if not base.execute("select regexp_matches(?, ?)", [text, made]).fetchone()[0]
        ]
    assert refused, "a pattern that takes everything asks nothing"


@pytest.mark.parametrize("pattern", ["", "^", r"^(?=x)y", r"(a)\1", "(", r"^(a+)+$\b{"])
def test_what_not_all_can_read_is_no_test(pattern: str) -> None:
    assert portable(pattern) is None


@pytest.mark.parametrize("name", FORMATS)
def test_texts_of_a_format_match_what_stands_for_it(name: str) -> None:
    judge, pattern = Validator({"format": name, "type": "string"}), FORMATS[name]
    good = [text for text in FORMATTED if judge.is_valid(text)]
    assert len(good) >= 2, name
    assert all(re.search(pattern, text) for text in good), [text for text in good if not re.search(pattern, text)]
    assert not all(re.search(pattern, text) for text in FORMATTED)


FORMATTED = (
    "2026-01-31T10:00:00Z", "2026-01-31t10:00:00.123+01:00", "1985-04-12T23:20:50.52Z", "2026-01-31", "2024-02-29",
    "10:00:00Z", "10:00:00.5+01:00", "23:59:60Z", "P1Y2M", "P3DT4H5M6S", "P4W", "PT0S", "a@b.co", '"a b"@example.com',
    "a+b@[127.0.0.1]", "jo@xn--bcher-kva.example", "example.com", "a-b.example", "localhost", "127.0.0.1", "8.8.4.4", "0.0.0.0",
    "255.255.255.255", "::1", "fe80::1", "::ffff:1.2.3.4", "2001:db8::8:800:200c:417a", "https://example.com/a?b#c",
    "urn:isbn:0451450523", "mailto:a@b.co", "tel:+1", "123e4567-e89b-12d3-a456-426614174000",
    "123E4567-E89B-12D3-A456-426614174000", "", "no", "not one of them",
)  # fmt: skip


def test_options_say_where_tables_stand(tmp_path: Path) -> None:
    """By option, else by the plan, else by a variable of dbt; names are quoted as the warehouse needs it."""
    text = "plan: 1\nname: Shop\nevents: {Cart Seen: {properties: {order: {type: string, enum: [a]}, at: {type: string}}}}\n"
    plan = write(tmp_path / "plan", {"plan.yaml": text}) / "plan.yaml"

    def source_and_model(*words: str) -> tuple[dict[str, Any], str]:
        out = tmp_path / f"out{len(list(tmp_path.iterdir()))}"
        ended = inside("export", "dbt", plan, "--out", out, *words)
        assert ended.code == 0, ended.err
        folder = out / "models" / "staging" / "shop"
        (source,) = yaml.safe_load((folder / "_shop__sources.yml").read_text("utf-8"))["sources"]
        return source, (folder / "stg_shop__cart_seen.sql").read_text("utf-8")

    source, model = source_and_model()
    assert source["schema"] == "{{ var('shop_schema', 'shop') }}" and "database" not in source
    assert '"order", "text", true' in model and '"at", "text", true' in model  # a word of SQL somewhere
    source, model = source_and_model("--schema", "raw.shop_{{ 1 }}", "--warehouse", "postgres")
    assert (source["database"], source["schema"]) == ("raw", "shop_{{ '{' }}{ 1 }}")
    assert '"order", "text", true' in model and '"at", "text")' in model
    plan.write_text(text + "x-warehouse: {schema: said, layout: events}\n", "utf-8")
    source, model = source_and_model()
    assert source["schema"] == "said" and [table["name"] for table in source["tables"]] == ["events"]
    for wrong, told in (
        ("--layout=table", 'did you mean "tables"'),
        ("--warehouse=postgre", 'did you mean "postgres"'),
    ):
        assert told in inside("export", "dbt", plan, "--out", tmp_path / "x", wrong).err


def test_own_words_are_given_to_dbt(tmp_path: Path) -> None:
    """What stands under `x-dbt`, and what is not kept is told."""
    plan = plan_of(
        {
            "plan": 1,
            "name": "Shop",
            "owners": {"growth": {"email": "a@b.co"}},
            "x-dbt": {
                "source": "Web Shop",
                "freshness": {"error_after": {"count": 1, "period": "hour"}, "filter": "{{ 1 }}"},
                "loader": "x",
                "loaded_at_field": "(select {{ 1 }})",
            },
            "questions": {"why": {"question": "Why?", "for": "growth", "x-dbt": {"type": "notebook", "url": "https://a.co"}}},
            "events": {
                "Seen": {"properties": {"a": {"type": "string", "x-dbt": {"meta": {"c": 1}}}}, "x-dbt": {"tags": ["t"], "meta": {"b": "{{ 1 }}"}}},
                "Left": {"x-dbt": {"freshness": {"warn_after": {"count": 2, "period": "day"}}}},
                "Soon": {"properties": {"l": {"type": "array", "uniqueItems": True, "items": {"enum": [1]}}, "p": {"type": "string", "pattern": "(?=a)b"}}},
            },
        }
    )  # fmt: skip
    made = write_dbt(plan)
    files = {
        name.rpartition("__")[2]: yaml.safe_load(text) for name, text in made.files.items() if name.endswith(".yml")
    }
    (source,) = files["sources.yml"]["sources"]
    tables = {table["name"]: table for table in source["tables"]}
    assert (source["name"], source["loader"]) == ("web_shop", "x")
    assert tables["seen"]["config"]["freshness"] == {"error_after": {"count": 1, "period": "hour"}}
    assert tables["left"]["config"]["freshness"] == {"warn_after": {"count": 2, "period": "day"}}
    assert tables["seen"]["config"]["tags"] == ["t"] and tables["seen"]["config"]["meta"]["b"] == "{{ '{' }}{ 1 }}"
    (asked,) = files["exposures.yml"]["exposures"]
    assert (asked["type"], asked["url"]) == ("notebook", "https://a.co")
    told = "\n".join(made.notes)
    assert source["config"]["loaded_at_field"] == "received_at" and "is no name of a column" in told
    assert '"Soon.l": no item may stand in it twice, of which dbt has no test' in told
    assert "what its items may be has no test in dbt" in told
    assert '"Soon.p": its pattern is none that all warehouses can read: it has no test' in told
