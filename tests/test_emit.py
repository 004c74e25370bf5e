"""`plan emit`: what it makes obeys the plan, is the same on every run, and is wrong only where it says so."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from front_door import TOP, inside, one_line, run, write
from tracking_plan.cli._judge import one_plan
from tracking_plan.document import Limits
from tracking_plan.model.plan import Plan
from tracking_plan.model.schema import event_schema, object_schema
from tracking_plan.model.validator import Validator

SAAS = TOP / "plans" / "saas"
Record = dict[str, Any]


def plan_at(path: Path) -> Plan:
    return one_plan(str(path), Limits())


def emitted(*words: str | Path) -> list[Record]:
    """What `plan emit` with these words writes to standard output."""
    ended = inside("emit", *words)
    assert ended.code == 0, ended.err
    return [json.loads(line) for line in ended.out.splitlines()]


def judged(record: Record, plan: Plan, cache: dict[str, Any]) -> list[str]:
    """What two judges say of a record of Segment's: an independent one, and ours, which knows all formats."""
    call = record["type"]
    key = record.get("event") or record.get("name") or call
    if key not in cache:
        traits = plan.traits.get({"identify": "user", "group": "group"}.get(call, ""), {})
        schema = object_schema(traits, False) if call in ("identify", "group") else event_schema(plan.events[key])
        kind = jsonschema.Draft202012Validator
        cache[key] = kind(schema, format_checker=kind.FORMAT_CHECKER), Validator(schema)
    body = record.get("traits" if call in ("identify", "group") else "properties", {})
    reference, ours = cache[key]
    return [error.message for judge in (reference.iter_errors, ours.errors) for error in judge(body)]


def test_events_obey_the_plan() -> None:
    plan, cache = plan_at(SAAS), dict[str, Any]()
    records = emitted(SAAS, "--events", "3000")
    assert len(records) == 3000
    for record in records:
        assert judged(record, plan, cache) == [], record
    sent = {record.get("event") or record.get("name") for record in records} - {None}
    live = {event.name for event in plan.events.values() if event.status == "live"}
    assert sent == live
    assert {record["type"] for record in records} >= {"track", "identify", "group"}


def test_sources_send_what_they_are_planned_to_send() -> None:
    plan = plan_at(SAAS)
    platforms = {source.platform for source in plan.sources.values()}
    assert len(platforms) == len(plan.sources), "each platform tells its source"
    for record in emitted(SAAS, "--events", "1500"):
        library = record["context"]["library"]["name"]
        source = {"analytics.js": "web", "analytics-swift": "ios", "analytics-kotlin": "android"}.get(library, "api")
        if record["type"] == "track":
            assert source in plan.events[record["event"]].sources


def test_times_and_people_are_likely() -> None:
    records = emitted(SAAS, "--events", "2000", "--start", "2025-03-01", "--days", "2")
    times = [datetime.fromisoformat(record["timestamp"]) for record in records]
    assert times == sorted(times)
    assert times[0] >= datetime.fromisoformat("2025-03-01T00:00:00Z")
    assert timedelta(hours=47) < times[-1] - times[0] < timedelta(hours=48)
    for record in records:
        assert record["timestamp"] < record["sentAt"] < record["receivedAt"]
    by_person = Counter(record["anonymousId"] for record in records)
    assert 20 < len(by_person) < 1000, "people come back"
    assert len({record["messageId"] for record in records}) == 2000
    assert any("userId" not in record for record in records) and any("userId" in record for record in records)


PATTERNS = (
    "^proj_[a-z0-9]+$",
    "^[A-Z]{2}-\\d{3}$",
    "a|b{2,3}",
    "^(x|yz)+!?$",
    "\\bword\\b",
    "^[^a-z]$",
)
FORMATS = ("date-time", "date", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uri", "uuid")
STRINGS = st.one_of(
    st.fixed_dictionaries({"type": st.just("string"), "pattern": st.sampled_from(PATTERNS)}),
    st.fixed_dictionaries({"type": st.just("string"), "format": st.sampled_from(FORMATS)}),
    st.builds(
        lambda least, more: {"type": "string", "minLength": least, "maxLength": least + more},
        st.integers(0, 30),
        st.integers(0, 5),
    ),
    st.builds(
        lambda values: {"type": "string", "enum": values},
        st.lists(st.text("abc é", max_size=5), min_size=1, unique=True),
    ),
    st.just({"type": "string", "minLength": 14, "maxLength": 20, "pattern": "^proj_[a-z0-9]+$"}),
    st.just({"type": "string", "format": "email", "maxLength": 40, "pattern": "@example"}),
)
NUMBERS = st.builds(
    lambda kind, low, span: {"type": kind, "minimum": low, "maximum": low + span},
    st.sampled_from(["integer", "number"]),
    st.integers(-(10**6), 10**6),
    st.integers(0, 1000),
) | st.sampled_from(
    [
        {"type": "integer"},
        {"type": "number", "minimum": 0.25},
        {"type": "number", "maximum": -3},
        {"type": "boolean"},
        {"type": ["string", "integer"]},
        {"type": "integer", "enum": [1, 5]},
        {},
        {"type": "object"},
        {"type": "array"},
    ]
)
PROPERTIES = st.recursive(
    st.builds(
        lambda base, required, nullable: {
            **base,
            "required": required,
            **({"nullable": True} if nullable and base else {}),
        },
        STRINGS | NUMBERS,
        st.booleans(),
        st.booleans(),
    ),
    lambda inner: (
        st.builds(
            lambda items, least, more: {"type": "array", "items": items, "minItems": least, "maxItems": least + more},
            inner.map(lambda items: {key: held for key, held in items.items() if key != "required"}),
            st.integers(0, 3),
            st.integers(0, 3),
        )
        | st.just(
            {
                "type": "array",
                "items": {"type": "integer", "minimum": 1, "maximum": 4},
                "minItems": 4,
                "uniqueItems": True,
            }
        )
        | st.dictionaries(st.sampled_from("xyz"), inner, min_size=1).map(
            lambda properties: {"type": "object", "properties": properties}
        )
    ),
    max_leaves=5,
)


@settings(deadline=None, max_examples=150)
@given(
    st.dictionaries(st.sampled_from(("email", "user_id", "total", "title", "is on", "ünïcode")), PROPERTIES, min_size=1)
)
def test_any_constraint_is_respected(tmp_path_factory: pytest.TempPathFactory, properties: Mapping[str, Any]) -> None:
    folder = tmp_path_factory.mktemp("plan")
    plan = {"plan": 1, "events": {"Thing Done": {"properties": properties, "sources": ["web"]}}, "sources": {"web": {}}}
    write(folder, {"plan.yaml": json.dumps(plan)})
    loaded, cache = plan_at(folder), dict[str, Any]()
    for record in emitted(folder, "--events", "25", "--envelope", "segment"):
        assert judged(record, loaded, cache) == [], record


def test_the_same_seed_gives_the_same_bytes_whatever_the_processes(tmp_path: Path) -> None:
    options = ("--events", "22000", "--bad", "5%", "--duplicates", "2%")
    for name, *more in (("one", "-j", "1"), ("three", "-j", "3"), ("other", "-j", "1", "--seed", "2")):
        words = ("--output", tmp_path / name, "--faults", tmp_path / f"{name}.faults", *more)
        assert run("emit", SAAS, *options, *words, env={"PYTHONHASHSEED": str(len(name))}).code == 0
    read = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert read["one"] == read["three"] and read["one.faults"] == read["three.faults"]
    assert read["one"] != read["other"]


def test_bad_ones_are_as_many_as_asked_for_and_each_is_told(tmp_path: Path) -> None:
    plan, cache = plan_at(SAAS), dict[str, Any]()
    told = tmp_path / "faults.ndjson"
    ended = inside("emit", SAAS, "--events", "4000", "--bad", "1/10", "--duplicates", "2.5%", "--faults", told)
    assert ended.code == 0
    lines = ended.out.splitlines()
    faults = {fault["line"]: fault for fault in map(json.loads, told.read_text().splitlines())}
    kinds = Counter(fault["kind"] for fault in faults.values())
    assert kinds["duplicate-record"] == 100
    assert sum(kinds.values()) == 500
    assert len(kinds) >= 13, kinds
    for number, line in enumerate(lines, 1):
        fault = faults.get(number)
        if fault is not None and fault["kind"] == "not-json":
            with pytest.raises(json.JSONDecodeError):
                json.loads(line)
            continue
        if fault is not None and fault["kind"] == "duplicate-record":
            assert line == lines[fault["like"] - 1] and fault["like"] < number
            continue
        record = json.loads(line)
        if fault is None:
            assert judged(record, plan, cache) == [], record
        elif fault["kind"] == "unplanned-event":
            assert record.get("event", record.get("name")) not in plan.events
        elif fault["kind"] != "unplanned-source":
            assert len(judged(record, plan, cache)) >= 1, (fault, record)


def test_one_kind_of_fault_can_be_asked_for(tmp_path: Path) -> None:
    told = tmp_path / "faults.ndjson"
    words = ("--events", "500", "--bad", "20%", "--fault", "wrong-type", "--faults", told)
    assert inside("emit", SAAS, *words).code == 0
    kinds = Counter(json.loads(line)["kind"] for line in told.read_text().splitlines())
    assert kinds == {"wrong-type": 100}


def test_only_the_named_events(tmp_path: Path) -> None:
    names = {record.get("event") for record in emitted(SAAS, "-n", "50", "--event", "Project Created")}
    assert names == {"Project Created"}


def test_a_file_is_compressed_where_its_name_says_so(tmp_path: Path) -> None:
    plain, packed, again = (tmp_path / name for name in ("log.ndjson", "log.ndjson.gz", "again.gz"))
    for path in (plain, packed, again):
        assert inside("emit", SAAS, "-n", "300", "-o", path).code == 0
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()
    assert packed.read_bytes() == again.read_bytes()


def test_there_is_never_half_a_file(tmp_path: Path) -> None:
    write(tmp_path, {"plan.yaml": "plan: 1\nevents: {A: {properties: {p: {type: string, enum: []}}}}\n"})
    ended = inside("emit", tmp_path, "-n", "30000", "-o", tmp_path / "log.ndjson", "-e", "segment")
    assert ended.code == 2
    assert "A" in one_line(ended) and ".p" in one_line(ended)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]
    full = inside("emit", SAAS, "-n", "3000", "-o", "/dev/full")
    assert full.code == 2 and "/dev/full" in one_line(full)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--events", "many"), "--events takes a whole number"),
        (("--events", "0"), "--events takes a whole number"),
        (("--bad", "150%"), "--bad takes a share"),
        (("--duplicates", "x"), "--duplicates takes a share"),
        (("--bad", "0.6", "--duplicates", "0.6"), "no lines left"),
        (("--bad", "1%", "--fault", "wrong-typ"), 'did you mean "wrong-type"?'),
        (("--fault", "wrong-type"), "--bad"),
        (("--event", "Project Create"), 'did you mean "Project Created"?'),
        (("--start", "yesterday"), "--start takes a day"),
        (("--days", "-1"), "--days"),
        (("--envelope", "segmnt"), 'did you mean "segment"?'),
        (("--output", str(TOP)), str(TOP)),
    ],
)
def test_wrong_usage_is_told_in_one_line(words: tuple[str, ...], told: str) -> None:
    ended = inside("emit", SAAS, *words)
    assert ended.code == 2
    assert told in one_line(ended)


def test_a_plan_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"plan.yaml": "plan: 1\nevents: [\n"})
    assert "plan.yaml:" in one_line(inside("emit", tmp_path))


def at(record: Any, path: str) -> Any:
    for step in path.split("."):
        record = record[int(step)] if isinstance(record, list) else record[step]
    return record


SHAPES = {
    "segment": ("event", "properties.project_id", "messageId", "context.library.name"),
    "rudderstack": ("event", "properties.project_id", "messageId", "context.library.name"),
    "amplitude": ("event_type", "event_properties.project_id", "$insert_id", "device_id"),
    "mixpanel": ("event", "properties.project_id", "properties.$insert_id", "properties.distinct_id"),
    "posthog": ("event", "properties.project_id", "uuid", "distinct_id"),
    "mparticle": (
        "events.0.data.event_name",
        "events.0.data.custom_attributes.project_id",
        "events.0.data.event_id",
        "mpid",
    ),
    "plain": ("event", "properties.project_id", "id", "timestamp"),
}


@pytest.mark.parametrize("envelope", SHAPES)
def test_each_envelope_has_its_own_shape(envelope: str) -> None:
    name, project, id, beside = SHAPES[envelope]
    records = emitted(SAAS, "-n", "20", "--event", "Project Created", "-e", envelope)
    assert {at(record, name) for record in records} == {"Project Created"}
    assert all(at(record, project).startswith("proj_") and at(record, beside) for record in records)
    assert len({at(record, id) for record in records}) == 20


def test_ga4_has_lists_of_keys_and_values() -> None:
    for record in emitted(SAAS, "-n", "20", "--event", "Project Renamed", "-e", "ga4"):
        held = {pair["key"]: pair["value"] for pair in record["event_params"]}
        assert held["project_id"]["string_value"].startswith("proj_")
        assert held["ga_session_id"]["int_value"].isdigit()
        assert record["event_name"] == "Project Renamed"
        assert isinstance(record["event_timestamp"], str), "BigQuery exports int64 as text"
        seconds = int(record["event_timestamp"]) / 1e6
        assert f"{datetime.fromtimestamp(seconds, UTC):%Y%m%d}" == record["event_date"]


def test_snowplow_has_columns() -> None:
    lines = inside("emit", SAAS, "-n", "20", "--event", "Project Created", "-e", "snowplow").out.splitlines()
    for line in lines:
        columns = line.split("\t")
        assert len(columns) == 131
        assert columns[126] == "Project Created" and columns[6]
        assert at(json.loads(columns[58]), "data.data.project_id").startswith("proj_")
    assert len(lines) == 20


OURS = """
plan: 1
envelopes:
  ours: {event: event_name, id: meta.id, time: created_at, unit: ms, user: actor.id, source: platform, properties: payload, prefix: app.}
  flat: {event: what, time: at}
  read: {event: name, batch: events}
sources: {web: {platform: web}, api: {platform: server}}
events:
  Thing Done: {sources: [web, api], properties: {at: {type: integer}, plan: {type: string, enum: [a, b]}}}
"""


def test_the_plan_may_describe_its_own_envelope(tmp_path: Path) -> None:
    write(tmp_path, {"plan.yaml": OURS})
    records = emitted(tmp_path, "-n", "50", "--envelope", "ours")
    for record in records:
        assert record["event_name"] == "app.Thing Done" and set(record["payload"]) == {"at", "plan"}
        assert isinstance(record["created_at"], int) and record["meta"]["id"] and record["platform"] in ("web", "api")
    assert "at has the name of a part" in one_line(inside("emit", tmp_path, "-e", "flat"))
    assert "`batch`, which is only read" in one_line(inside("emit", tmp_path, "-e", "read"))


TOOLS = (*SHAPES, "ga4", "snowplow")
ORDER = "time-out-of-order"
"""What comes again, or on purpose at another time, is out of order too."""


@pytest.mark.parametrize("tool", TOOLS)
def test_lint_finds_exactly_the_faults_that_are_told(tool: str, tmp_path: Path) -> None:
    log, told = tmp_path / "log", tmp_path / "faults"
    again = () if tool == "ga4" else ("--duplicates", "1%")
    assert inside("emit", SAAS, "-n", "3000", "--bad", "10%", *again, "-e", tool, "-o", log, "--faults", told).code == 0
    faults = {fault["line"]: fault["rule"] for fault in map(json.loads, told.read_text().splitlines())}
    assert len(faults) == (300 if tool == "ga4" else 330)
    ended = inside("lint", log, "--plan", SAAS, "--format", "json", "--max-findings", "100000")
    found: dict[int, set[str]] = {}
    for one in ended.findings:
        if one["file"].endswith("log") and one["rule"] != ORDER:
            found.setdefault(one["line"], set()).add(one["rule"])
    assert found == {line: {rule} for line, rule in faults.items()}


def test_every_kind_of_fault_is_found_by_the_rule_of_its_name(tmp_path: Path) -> None:
    from tracking_plan.emit.faults import KINDS

    log, told = tmp_path / "log", tmp_path / "faults"
    done = set()
    for kind in KINDS:
        ended = inside("emit", SAAS, "-n", "200", "--bad", "10%", "--fault", kind, "-o", log, "--faults", told)
        if ended.code == 2:
            assert "leave that kind out" in one_line(ended)
            continue
        lines = {fault["line"] for fault in map(json.loads, told.read_text().splitlines())}
        report = inside("lint", log, "--plan", SAAS, "--format", "json", "--max-findings", "100000")
        found = {one["line"] for one in report.findings if one["rule"] == kind and one["file"].endswith("log")}
        if kind == "old-name-sent":  # said once, of the log as a whole
            assert any(one["rule"] == kind for one in report.findings)
        else:
            assert lines and (lines <= found if kind == ORDER else found == lines), kind
        done.add(kind)
    assert len(done) >= len(KINDS) - 2, sorted(set(KINDS) - done)


def test_what_an_envelope_cannot_carry_is_left_out_and_told() -> None:
    ended = inside("emit", SAAS, "-n", "200", "-e", "ga4")
    assert "Left out of ga4" in ended.err and "Page Viewed" not in ended.out
    assert "has no page calls" in one_line(inside("emit", SAAS, "-e", "plain", "--event", "Page Viewed"))
    assert "no line of ga4 has an id" in one_line(inside("emit", SAAS, "-e", "ga4", "--duplicates", "1%"))
