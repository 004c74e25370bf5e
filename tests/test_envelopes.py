"""Objects of logs become records: each shipped envelope, its traps, a plan's own, and what is told from the data."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from front_door import SHARED
from tracking_plan.document import read as read_document
from tracking_plan.lint import detection, envelopes, reading
from tracking_plan.lint.times import moment, unit_of
from tracking_plan.load import load
from tracking_plan.model.envelope import Envelope
from tracking_plan.model.plan import Plan
from tracking_plan.model.record import Record
from tracking_plan.trouble import Trouble
from tracking_plan.vendors.snowplow.envelope import COLUMNS

Object = dict[str, Any]
PLAIN: Object = {"plan": "pro"}


def plan_of(text: str) -> Plan:
    return load([read_document("plan: 1\n" + text, "plan.yaml")], date(2026, 1, 1))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def records(values: list[Object], asked: str = "auto", plan: Plan | None = None) -> list[Record | None]:
    """What each object is, by the envelope that is chosen from all of them; None for one that is no record."""
    envelope = detection.choose(asked, values, plan).envelope
    unwrap = envelopes.unwrap(envelope)
    made: list[Record | None] = []
    for value in values:
        for one in unwrap(value) if unwrap else [value]:
            is_one = isinstance(one, Mapping) and envelopes.is_of(one, envelope)
            made.append(envelopes.record(one, envelope) if is_one else None)
    return made


def record(value: Object, asked: str = "auto", plan: Plan | None = None) -> Record:
    (found,) = records([value], asked, plan)
    assert found is not None
    return found


SEGMENT: Object = {
    "type": "track", "event": "Signup Completed", "messageId": "m-1", "userId": "u1", "anonymousId": "a1",
    "timestamp": "2026-01-02T03:04:05.678Z", "sentAt": "2026-01-02T03:04:06Z", "receivedAt": "2026-01-02T03:04:06.100Z",
    "properties": PLAIN, "context": {"library": {"name": "analytics.js", "version": "next-1.84.1"}}, "integrations": {},
}  # fmt: skip
RUDDERSTACK: Object = {**SEGMENT, "channel": "web", "rudderId": "r", "originalTimestamp": "2026-01-02T03:04:05.678Z"}
SNOWPLOW: Object = {
    "app_id": "shop", "platform": "mob", "collector_tstamp": "2026-01-02 03:04:06.100", "event": "unstruct", "event_id": "e-1",
    "dvce_created_tstamp": "2026-01-02 03:04:01.000", "v_tracker": "js-3", "user_id": "u1", "event_name": "signup_completed",
    "event_vendor": "com.acme", "derived_tstamp": "2026-01-02 03:04:05.678", "dvce_sent_tstamp": "2026-01-02 03:04:06",
    "unstruct_event": json.dumps({"schema": "iglu:x/unstruct_event/jsonschema/1-0-0",
        "data": {"schema": "iglu:com.acme/signup_completed/jsonschema/1-0-0", "data": PLAIN}}),
}  # fmt: skip
SNOWPLOW_JSON: Object = {
    **{name: held for name, held in SNOWPLOW.items() if name not in ("unstruct_event", "v_tracker", "event_vendor")},
    "unstruct_event_com_acme_signup_completed_1": PLAIN, "unstruct_event_com_acme_other_1": None,
}  # fmt: skip
AMPLITUDE: Object = {
    "event_type": "Signup Completed", "event_properties": PLAIN, "user_id": "u1", "device_id": "d1", "amplitude_id": 7,
    "$insert_id": "m-1", "uuid": "x", "event_time": "2026-01-02 03:04:05.678000", "platform": "iOS", "session_id": -1,
    "client_upload_time": "2026-01-02 03:04:06.000000", "server_received_time": "2026-01-02 03:04:06.100000",
}  # fmt: skip
AMPLITUDE_HTTP: Object = {
    "event_type": "Signup Completed", "event_properties": PLAIN, "user_id": "u1", "insert_id": "m-1",
    "time": 1767323045678, "platform": "iOS",
}  # fmt: skip
MIXPANEL: Object = {
    "event": "Signup Completed",
    "properties": {**PLAIN, "time": 1767323045, "distinct_id": "u1", "$insert_id": "m-1", "mp_lib": "web", "$os": "iOS",
        "mp_processing_time_ms": 1767323046100},
}  # fmt: skip
POSTHOG: Object = {
    "uuid": "m-1", "event": "Signup Completed", "distinct_id": "u1", "person_id": "p", "team_id": 1,
    "timestamp": "2026-01-02T03:04:05.678Z", "created_at": "2026-01-02T03:04:06.100Z",
    "properties": {**PLAIN, "$lib": "web", "$current_url": "https://acme.test/"},
}  # fmt: skip
GA4: Object = {
    "event_date": "20260102", "event_timestamp": "1767323045678000", "event_name": "signup_completed",
    "event_params": [
        {"key": "plan", "value": {"string_value": "pro", "int_value": None}},
        {"key": "ga_session_id", "value": {"int_value": "1767323000"}},
    ],
    "user_pseudo_id": "u1", "platform": "WEB", "stream_id": "1", "items": [],
}  # fmt: skip
FIREBASE: Object = {**GA4, "platform": "IOS", "app_info": {"firebase_app_id": "1:2:ios:3"}}
FIREBASE.pop("stream_id")
CLOUDEVENTS: Object = {
    "specversion": "1.0", "id": "m-1", "source": "/web", "type": "com.acme.signup.completed", "subject": "u1",
    "time": "2026-01-02T03:04:05.678Z", "data": PLAIN,
}  # fmt: skip
MPARTICLE: Object = {
    "user_identities": {"customer_id": "u1"}, "mpid": "9", "application_info": {"os": "IOS"}, "timestamp_unixtime_ms": "1767323046000",
    "events": [
        {"event_type": "custom_event", "data": {"event_id": "m-1", "event_name": "Signup Completed",
            "timestamp_unixtime_ms": "1767323045678", "custom_attributes": PLAIN}},
    ],
}  # fmt: skip
GA4_HTTP: Object = {
    "client_id": "u1", "timestamp_micros": "1767323045678000",
    "events": [{"name": "signup_completed", "params": {**PLAIN, "session_id": "1"}}],
}  # fmt: skip

TIMES = {
    "time": at("2026-01-02T03:04:05.678"),
    "sent": at("2026-01-02T03:04:06"),
    "received": at("2026-01-02T03:04:06.100"),
}
NAME, ID = "Signup Completed", {"id": "m-1"}

GOLDEN: list[tuple[str, Object, Object]] = [
    ("segment", SEGMENT, {"event": NAME, "source": "analytics.js", **ID, **TIMES}),
    ("rudderstack", RUDDERSTACK, {"event": NAME, "source": "analytics.js", **ID, **TIMES}),
    ("snowplow", SNOWPLOW, {"event": "signup_completed", "source": "mob", "id": "e-1", **TIMES}),
    ("snowplow-json", SNOWPLOW_JSON, {"event": "signup_completed", "source": "mob", "id": "e-1", **TIMES}),
    ("amplitude", AMPLITUDE, {"event": NAME, "source": "iOS", **ID, **TIMES}),
    ("amplitude-http", AMPLITUDE_HTTP, {"event": NAME, "source": "iOS", **ID, "time": TIMES["time"]}),
    ("mixpanel", MIXPANEL, {"event": NAME, "source": "web", **ID, "time": at("2026-01-02T03:04:05"), "received": TIMES["received"]}),
    ("posthog", POSTHOG, {"event": NAME, "source": "web", **ID, "time": TIMES["time"], "received": TIMES["received"]}),
    ("ga4", GA4, {"event": "signup_completed", "source": "WEB", "time": TIMES["time"]}),
    ("firebase", FIREBASE, {"event": "signup_completed", "source": "IOS", "time": TIMES["time"]}),
    ("cloudevents", CLOUDEVENTS, {"event": "com.acme.signup.completed", "source": "/web", **ID, "time": TIMES["time"]}),
    ("mparticle", MPARTICLE, {"event": NAME, "source": "IOS", **ID, "time": TIMES["time"], "sent": TIMES["sent"]}),
    ("ga4-http", GA4_HTTP, {"event": "signup_completed", "time": TIMES["time"]}),
    ("plain", {"name": NAME, "time": "2026-01-02T03:04:05.678Z", "props": PLAIN, "user_id": "u1"}, {"event": NAME, "time": TIMES["time"]}),
    ("plain", {"event": NAME, "ts": 1767323045.678, "user_id": "u1", **PLAIN}, {"event": NAME, "time": TIMES["time"]}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "expected"), GOLDEN, ids=[f"{n}-{i}" for i, (n, _, _) in enumerate(GOLDEN)])
def test_each_shipped_envelope(name: str, value: Object, expected: Object) -> None:
    choice = detection.choose("auto", [value])
    assert choice.is_sure and choice.envelope.name == name, choice.said
    assert choice.said.startswith(f"read as {name}, told from its first record")
    wanted = Record(properties=PLAIN, user="u1", **expected)
    assert record(value) == wanted
    assert record(value, asked=name) == wanted


def test_every_shipped_envelope_has_a_golden_record() -> None:
    tables = {"segment-table", "rudderstack-table", "mixpanel-table", "self-describing"}  # see below
    assert {*envelopes.shipped()} == {name for name, _, _ in GOLDEN} | tables


def test_the_enriched_stream_of_snowplow(tmp_path: Path) -> None:
    path = tmp_path / "enriched.tsv"
    path.write_text("\t".join(str(SNOWPLOW.get(column, "")) for column in COLUMNS) + "\n" + "\t" * 130 + "\n")
    with reading.open_log(str(path)) as log:
        assert log.kind == "snowplow"
        choice = detection.choose("auto", log.sample())
        first, second = log.rows()
    assert choice.envelope.name == "snowplow"
    assert envelopes.record(first.value, choice.envelope) == record(SNOWPLOW)
    assert second.line == 2 and not envelopes.is_of(second.value, choice.envelope)


def test_bare_self_describing_json() -> None:
    found = record({"schema": "iglu:com.acme/signup_completed/jsonschema/1-0-0", "data": PLAIN})
    assert found == Record(event="signup_completed", properties=PLAIN)


# -- calls that are not tracks


@pytest.mark.parametrize(
    ("value", "call", "properties"),
    [
        ({**SEGMENT, "type": "identify", "event": None, "traits": {"email": "a@b.test"}}, "identify", {"email": "a@b.test"}),
        ({**SEGMENT, "type": "identify", "event": None, "context": {"traits": {"age": 3}}}, "identify", {"age": 3}),
        ({**SEGMENT, "type": "group", "event": None, "traits": {"name": "Acme"}}, "group", {"name": "Acme"}),
        ({**SEGMENT, "type": "alias", "event": None}, "alias", {}),
        ({**AMPLITUDE, "event_type": "$identify", "user_properties": {"age": 3}}, "identify", {"age": 3}),
        ({**POSTHOG, "event": "$identify", "properties": {"$set": {"age": 3}, "$lib": "web"}}, "identify", {"age": 3}),
    ],
)  # fmt: skip
def test_calls_that_carry_traits(value: Object, call: str, properties: Object) -> None:
    found = record(value)
    assert (found.call, found.event, found.properties) == (call, None, properties)


def test_pages_and_screens_are_named() -> None:
    page = {**SEGMENT, "type": "page", "event": None, "name": "Pricing"}
    assert (record(page).call, record(page).event) == ("page", "Pricing")
    view = {"event_type": "screen_view", "data": {"screen_name": "Home", "timestamp_unixtime_ms": 1767323045678}}
    assert (record({"mpid": 9, "events": [view]}).call, record({"mpid": 9, "events": [view]}).event) == (
        "screen",
        "Home",
    )


def test_what_is_no_record() -> None:
    segment = envelopes.take("segment")
    assert not envelopes.is_of({}, segment)
    assert not envelopes.is_of({"type": "track", "properties": {}}, segment)
    assert not envelopes.is_of({"event": 5}, segment)
    assert not envelopes.is_of({"type": "no call", "userId": "u"}, segment)
    assert envelopes.is_of({"type": "identify"}, segment)


# -- traps


def test_values_of_parameters_of_ga4() -> None:
    params = [
        {"key": "a", "value": {"int_value": "9007199254740993"}},
        {"key": "b", "value": {"double_value": 1.5}},
        {"key": "c", "value": {"float_value": "2.5"}},
        {"key": "d", "value": {"string_value": "7"}},
        {"key": "e", "value": {"string_value": None, "int_value": None}},
        {"key": "f", "value": {"string_value": ""}},
    ]
    assert record({**GA4, "event_params": params}).properties == {
        "a": 9007199254740993, "b": 1.5, "c": 2.5, "d": "7", "e": None, "f": "",
    }  # fmt: skip
    broken = record({**GA4, "event_params": [*params[:1], "x", {"value": {}}]})
    assert broken.properties == {"a": 9007199254740993} and len(broken.faults) == 2


def test_items_of_ga4_are_a_property() -> None:
    found = record({**GA4, "items": [{"item_id": "i", "price": None, "item_params": [{"key": "k", "value": None}]}]})
    assert found.properties == {**PLAIN, "items": [{"item_id": "i", "item_params": [{"key": "k"}]}]}


def test_what_a_tool_adds_is_set_aside_unless_the_plan_has_it() -> None:
    plan = plan_of("""
events:
  Signup Completed:
    properties:
      $current_url: {type: string}
      plan: {type: string}
""")
    assert record(POSTHOG).properties == PLAIN
    assert record(POSTHOG, plan=plan).properties == {**PLAIN, "$current_url": "https://acme.test/"}
    assert record(POSTHOG, "posthog", plan).properties == {**PLAIN, "$current_url": "https://acme.test/"}


def test_properties_as_json_in_a_text() -> None:
    assert record({**POSTHOG, "properties": json.dumps(POSTHOG["properties"])}) == record(POSTHOG)
    assert record({**AMPLITUDE, "event_properties": json.dumps(PLAIN)}) == record(AMPLITUDE)
    assert record({**AMPLITUDE, "event_properties": "{}"}).properties == {}
    (fault,) = record({**POSTHOG, "properties": "{half"}, "posthog").faults
    assert fault == 'its properties are the text "{half", and no JSON object'


def test_times_of_amplitude_are_utc_without_saying_so() -> None:
    assert record({**AMPLITUDE, "event_time": "2026-01-02 03:04:05"}).time == at("2026-01-02T03:04:05")


def test_mixpanel_in_milliseconds_is_told_by_size() -> None:
    value = {**MIXPANEL, "properties": {**MIXPANEL["properties"], "time": 1767323045678}}
    choice = detection.choose("auto", [value])
    assert choice.said == "read as mixpanel, told from its first record, times in ms, by their size"
    assert envelopes.record(value, choice.envelope).time == TIMES["time"]


@pytest.mark.parametrize("key", ["batch"])
@pytest.mark.parametrize("name", ["segment", "rudderstack", "posthog"])
def test_batches(key: str, name: str) -> None:
    value = next(value for found, value, _ in GOLDEN if found == name)
    around = {"writeKey": "k", "sentAt": "2026-01-02T03:04:07Z"}
    without = {part: held for part, held in value.items() if part != "sentAt"}
    first, second = records([{key: [without, {**without, "event": "Other"}], **around}])
    assert first is not None and second is not None
    assert (first.event, second.event, first.properties) == ("Signup Completed", "Other", PLAIN)
    if name != "posthog":
        assert first.sent == at("2026-01-02T03:04:07")
    assert records([{key: [value], **around}, value]) == [record(value), record(value)]


def test_tables_of_segment_in_a_warehouse() -> None:
    row = {
        "id": "m-1", "event": "signup_completed", "event_text": "Signup Completed", "user_id": "u1", "anonymous_id": "a1",
        "timestamp": "2026-01-02 03:04:05.678", "received_at": "2026-01-02 03:04:06.1", "sent_at": "2026-01-02 03:04:06",
        "context_library_name": "analytics.js", "context_ip": "1.1.1.1", "uuid_ts": "2026-01-02 03:05:00", "plan": "pro",
    }  # fmt: skip
    assert detection.choose("auto", [row]).envelope.name == "segment-table"
    assert record(row) == record(SEGMENT)
    rudder = {**row, "channel": "web"}
    assert detection.choose("auto", [rudder]).envelope.name == "rudderstack-table"
    assert record(rudder) == record(SEGMENT)


def test_the_tables_of_mixpanel() -> None:
    row = {
        "event_name": "A",
        "distinct_id": "u",
        "insert_id": "i",
        "time": "2026-01-02 03:04:05",
        "properties": '{"a": 1, "$os": "x"}',
    }
    assert detection.choose("auto", [row]).envelope.name == "mixpanel-table"
    assert record(row) == Record(event="A", properties={"a": 1}, id="i", user="u", time=at("2026-01-02T03:04:05"))


# -- times


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05"),
        ("2026-01-02T03:04:05.678+02:00", "2026-01-02T01:04:05.678"),
        ("2026-01-02T03:04:05+0200", "2026-01-02T01:04:05"),
        ("2026-01-02T03:04:05+02", "2026-01-02T01:04:05"),
        ("2026-01-02 03:04:05.123456789 UTC", "2026-01-02T03:04:05.123456"),
        ("2026-01-02 03:04", "2026-01-02T03:04:00"),
        ("2026-01-02t03:04:05,5z", "2026-01-02T03:04:05.5"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999999"),
    ],
)
def test_times_as_texts(written: str, expected: str) -> None:
    assert moment(written, None) == at(expected)


@pytest.mark.parametrize(
    "written", ["", "yesterday", "2026-01-02", "2026-13-02T03:04:05Z", "20260102", "1767323045", "2026-W01-1", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+02:00", "9999-12-31T23:59:59-02:00", None, True, [], 5]
)  # fmt: skip
def test_what_is_no_time(written: object) -> None:
    assert moment(written, None) is None


@pytest.mark.parametrize(
    ("number", "unit"),
    [(1767323045, "s"), ("1767323045", "s"), (1767323045678, "ms"), ("1767323045678000", "us"), (1767323045678000000, "ns"), (1767323045.678, "s")],
)  # fmt: skip
def test_times_as_numbers(number: object, unit: str) -> None:
    assert unit_of(number) == unit
    found = moment(number, unit)
    assert found is not None and found.replace(microsecond=0) == at("2026-01-02T03:04:05")
    assert (found.microsecond == 678000) == ("678" in str(number))


@pytest.mark.parametrize("number", [10**30, -(10**30), "9" * 25, float("inf"), float("nan"), True, {}])
def test_numbers_that_are_no_time(number: object) -> None:
    assert moment(number, "s") is None
    assert unit_of(number) is None


def test_faults_of_an_envelope_are_told() -> None:
    found = record(
        {**SEGMENT, "timestamp": "yesterday", "messageId": {"a": 1}, "properties": [1], "receivedAt": 17673230}
    )
    assert found.faults == (
        "its properties are an array, and not an object",
        'its time is the text "yesterday", and not a time such as 2026-01-31T12:00:00Z',
        "its time of receipt is the number 17673230, and the envelope names no unit (s, ms, us or ns)",
        "its message id is an object, and not a text",
    )
    assert (found.event, found.properties, found.time, found.id) == ("Signup Completed", {}, None, None)


# -- a plan's own

OWN = """
envelopes:
  ours: {event: event_name, id: event_id, time: created_at, user: actor.id, source: platform, properties: payload}
"""
OURS: Object = {
    "event_name": "Signup Completed", "event_id": 7, "created_at": "2026-01-02T03:04:05.678Z", "actor": {"id": "u1"},
    "platform": "web", "payload": PLAIN,
}  # fmt: skip


def test_a_plan_describes_its_own() -> None:
    plan = plan_of(OWN)
    choice = detection.choose("auto", [OURS], plan)
    assert choice.said == "read as ours, told from its first record"
    wanted = Record(event="Signup Completed", properties=PLAIN, id="7", time=TIMES["time"], user="u1", source="web")
    assert record(OURS, "ours", plan) == record(OURS, plan=plan) == wanted


def test_an_own_envelope_is_the_same_thing_as_a_shipped_one() -> None:
    """Segment's, written in a plan, reads what Segment's reads."""
    plan = plan_of("""
envelopes:
  mine:
    event: [event, name]
    properties: properties
    traits: [traits, context.traits]
    call: type
    id: messageId
    time: [timestamp, originalTimestamp]
    sent: sentAt
    received: receivedAt
    user: [userId, anonymousId]
    source: [context.library.name, context.channel, channel]
""")
    shipped, own = envelopes.take("segment"), envelopes.take("mine", plan)
    assert isinstance(own, Envelope)
    changes = {"name": "segment", "platforms": shipped.platforms, "signs": shipped.signs}
    assert msgspec.structs.replace(own, **changes) == shipped
    assert record(SEGMENT, "mine", plan) == record(SEGMENT)


@pytest.mark.parametrize(
    ("lines", "value", "expected"),
    [
        ("{event: name, prefix: acme., properties: p}", {"name": "acme.signed", "p": PLAIN}, {"event": "signed", "properties": PLAIN}),
        ("{event: n, form: 'app/{event}@*', properties: p}", {"n": "app/a/b@3", "p": {}}, {"event": "a/b", "properties": {}}),
        ("{event: e, time: t, unit: us}", {"e": "A", "t": "1767323045678000", "x": 1}, {"event": "A", "time": TIMES["time"], "properties": {"x": 1}}),
        ("{event: e, properties: p, key_values: true}", {"e": "A", "p": [{"key": "x", "value": {"int_value": "1"}}]}, {"event": "A", "properties": {"x": 1}}),
        ("{event: e, properties: p.q, encoded: true}", {"e": "A", "p": '{"q": {"x": 1}}'}, {"event": "A", "properties": {"x": 1}}),
        ("{event: e, properties: param_*}", {"e": "A", "param_x": 1, "param_y": None, "z": 2}, {"event": "A", "properties": {"x": 1}}),
        ("{event: e, call: k, calls: {u: identify, ev: track}, traits: who}", {"k": "u", "who": {"a": 1}}, {"call": "identify", "properties": {"a": 1}}),
        ("{event: e, call: k, calls: {u: identify, ev: track}, properties: p}", {"k": "ev", "e": "A", "p": {}}, {"event": "A"}),
        ("{event: '=Page Viewed'}", {"url": "/"}, {"event": "Page Viewed", "properties": {"url": "/"}}),
        ("{event: e, properties: p, system: [_*, at]}", {"e": "A", "p": {"_a": 1, "at": 2, "b": 3}}, {"event": "A", "properties": {"b": 3}}),
        ("{batch: events, event: e, user: u, properties: p}", {"u": "u1", "events": [{"e": "A", "p": {}}]}, {"event": "A", "user": "u1"}),
    ],
)  # fmt: skip
def test_what_an_own_envelope_may_say(lines: str, value: Object, expected: Object) -> None:
    plan = plan_of(f"envelopes: {{ours: {lines}}}\n")
    assert not [finding for found in plan.problems.values() for finding in found]
    assert record(value, "ours", plan) == Record(**expected)


@pytest.mark.parametrize(
    "payload",
    [
        json.dumps([PLAIN]), json.dumps(PLAIN), base64.b64encode(json.dumps(PLAIN).encode()).decode(),
        base64.b64encode(gzip.compress(json.dumps([PLAIN]).encode())).decode(),
        "crc=1&data_list=" + base64.b64encode(gzip.compress(b'[{"plan": "pro", "x": "\xf0\x9f\x98\x80"}]')).decode().replace("+", "%2B"),
    ],
    ids=["list", "object", "base64", "gzip", "form"],
)  # fmt: skip
def test_what_a_collector_stored_as_it_received_it(payload: str) -> None:
    plan = plan_of("envelopes: {raw: {batch: data, event: plan, source: app}}\n")
    found = record({"data": payload, "app": "web"}, "raw", plan)
    assert (found.event, found.source) == ("pro", "web")


@pytest.mark.parametrize("payload", ["", "text", "{half", "H4sIAAAA", "a=b", "====", 5, None])
def test_a_payload_that_holds_no_record(payload: object) -> None:
    plan = plan_of("envelopes: {raw: {batch: data, event: plan}}\n")
    assert records([{"data": payload, "app": "web"}], "raw", plan) == [None]


def test_a_compressed_payload_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from tracking_plan.lint import payload

    monkeypatch.setattr(payload, "MOST", 1000)
    assert payload.unpacked(base64.b64encode(gzip.compress(json.dumps({"a": "x" * 2000}).encode())).decode()) is None


# -- what is told from the data


def test_what_cannot_be_told_is_said() -> None:
    none = detection.choose("auto", [{"a": 1}])
    assert not none.is_sure and none.said.startswith(
        "no envelope is recognized: none of its first objects names an event"
    )
    empty = detection.choose("auto", [])
    assert not empty.is_sure and "it holds no JSON object" in empty.said
    mixed = detection.choose("auto", [SEGMENT, MIXPANEL, AMPLITUDE, POSTHOG])
    assert not mixed.is_sure
    assert mixed.said == (
        "read as segment: 1 of its first 4 records look so, 1 as mixpanel, 1 as amplitude and 1 as posthog;"
        " name one with --envelope"
    )
    mostly = detection.choose("auto", [SEGMENT, SEGMENT, SEGMENT, {"a": 1}])
    assert mostly.is_sure and mostly.said == "read as segment: 3 of its first 4 records look so, 1 as none"


def test_a_name_that_is_not_known() -> None:
    with pytest.raises(Trouble, match=r'no envelope is named "segmnt" \(did you mean "segment"\?\)'):
        detection.choose("segmnt", [SEGMENT])
    with pytest.raises(Trouble, match='did you mean "ours"'):
        detection.choose("our", [SEGMENT], plan_of(OWN))


# -- real logs

REAL = SHARED / "data" / "logs"
LINES = """
envelopes:
  clickstream: {batch: data, event: event_type, properties: attributes, id: event_id, time: timestamp, unit: ms, user: unique_id, source: platform}
  clickstream-out: {batch: dataOut, event: event_name, id: event_id, time: event_timestamp, user: user_pseudo_id, source: platform}
  tag-manager: {batch: data, event: event_name, user: client_id, time: timestamp, source: platform}
  sensors:
    {batch: data, event: event, properties: properties, time: time, unit: ms, user: distinct_id, system: ["$*"],
    call: type, calls: {profile_set: identify, profile_set_once: identify, track_signup: track, track_id_bind: track}, traits: properties}
  ga4-fivetran: {event: name, time: timestamp, user: [user_id, user_pseudo_id], source: platform, properties: param_*}
  segment-pages: {event: =Page Viewed, call: =page, id: id, time: timestamp, received: received_at, sent: sent_at, user: [user_id, anonymous_id], system: [context_*]}
"""
TABLES = {
    "amplitude-csv/integration_tests/seeds/amplitude_event_data.csv": ("amplitude", 10, "watch_test_amplitude"),
    "ga4-csv/integration_tests/seeds/event_data.csv": ("ga4-fivetran", 6, "purchase"),
    "mixpanel-csv/integration_tests/seeds/event.csv": ("mixpanel-table", 5, "plays"),
    "segment-csv/integration_tests/seeds/example_segment_pages.csv": ("segment-pages", 1, "Page Viewed"),
}
real = pytest.mark.skipif(not REAL.is_dir(), reason=f"no real logs at {REAL} (PLAN_SHARED names their folder)")


def read_all(path: Path, asked: str, plan: Plan) -> tuple[detection.Choice, list[Record | None]]:
    with reading.open_log(str(path)) as log:
        assert log.hint is None, log.hint
        choice = detection.choose(asked, log.sample(), plan)
        unwrap = envelopes.unwrap(choice.envelope)
        values: list[Any] = []
        for batch in log.batches():
            values += [json.loads(line) for line in batch.lines if line.strip()]
            assert not [row.fault for row in batch.rows or () if row.value is None]
            values += [row.value for row in batch.rows or ()]
        assert log.trouble is None
    made: list[Record | None] = []
    for value in values:
        for one in unwrap(value) if unwrap and isinstance(value, dict) else [value]:
            is_one = isinstance(one, dict) and envelopes.is_of(one, choice.envelope)
            made.append(envelopes.record(one, choice.envelope) if is_one else None)
    return choice, made


@real
@pytest.mark.parametrize("name", TABLES)
def test_real_tables(name: str) -> None:
    envelope, number, event = TABLES[name]
    _, found = read_all(REAL / name, envelope, plan_of(LINES))
    assert len(found) == number
    for one in found:
        assert one is not None and one.event and one.time is not None and one.user is not None and not one.faults
    assert found[0] is not None and found[0].event == event


# Files that hold events in a form of which no envelope can speak, or broken on purpose.
BROKEN = ("error", "null", "corrupt", "invalid", "bad_data", "empty", "schema", "no_attributes")


@real
def test_real_payloads_of_collectors() -> None:
    """Every file of raw calls is read as one of the forms, and nearly every call in it is a record with its time."""
    plan = plan_of(LINES)
    folders = (REAL / "aws-clickstream").rglob("*.json")
    seen = 0
    for path in sorted(folders):
        if any(word in path.name for word in BROKEN) or '"data"' not in path.read_text()[:3000]:
            continue
        choice, found = read_all(path, "auto", plan)
        assert choice.is_sure, f"{path}: {choice.said}"
        assert choice.envelope.name in ("clickstream", "clickstream-out", "tag-manager", "sensors", "ga4", "plain"), (
            path
        )
        for one in found:
            assert one is not None, path
            assert one.time is not None, path
        seen += len(found)
    assert seen > 10_000
