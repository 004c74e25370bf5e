"""The sieve changes nothing: what it takes, the halves in Python would have said, counted and kept the same."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import jsonschema
import pytest

from linting import NOW, linted, plan_of
from sieve_logs import OWN, Case, case
from sieve_memory import fit
from test_lint_halves import told
from test_lint_soundness import SUITE, object_of, suite
from tracking_plan.lint import envelopes, header, judge
from tracking_plan.lint.judge import Judge
from tracking_plan.lint.rulebook import Rulebook
from tracking_plan.lint.sieve.native import library
from tracking_plan.lint.sieve.sifting import BLANK, LEFT, SURE, UNPLANNED, WRONG
from tracking_plan.model.plan import Plan

pytestmark = pytest.mark.skipif(library() is None and not os.environ.get("CI"), reason="the sieve is not compiled here")
CASES = 6
"""For each envelope."""


@pytest.fixture
def no_fast_half(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(header, "is_fit", lambda envelope: False)


def without(plan: Plan, log: bytes | dict[str, bytes], envelope: str, settings: dict[str, Any]) -> tuple[str, ...]:
    """What comes of a log where there is no sieve."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judge, "sieve", lambda *about: None)
        return told(linted(plan, log, envelope, settings=settings))


def verdicts(plan: Plan, envelope: str, log: bytes, settings: Mapping[str, Any] = MappingProxyType({})) -> bytes:
    """What the sieve says of each line."""
    sieve = Judge(plan, envelopes.take(envelope, plan), Rulebook(plan, NOW, **settings)).sieve
    sifting = sieve.sifts() if sieve is not None else None
    assert sifting is not None
    return b"".join(sifted.verdicts for sifted in sifting.sift(log, 1))


def drawn(envelope: str, number: int, lines: int = 150) -> tuple[Plan, Case]:
    shape = envelopes.take(envelope, plan_of(json.dumps({"plan": 1, "envelopes": OWN})))
    found = case(number, envelope, shape, lines)
    return plan_of(found.plan), found


ENVELOPES = fit()


def test_there_is_a_sieve() -> None:
    assert library() is not None
    assert {*OWN, "segment", "rudderstack", "amplitude", "cloudevents"} <= {*ENVELOPES}


@pytest.mark.parametrize("envelope", ENVELOPES)
def test_the_exact_half_says_the_same(envelope: str, no_fast_half: None) -> None:
    for number in range(CASES):
        plan, found = drawn(envelope, number)
        wanted = without(plan, found.log, envelope, found.settings)
        assert told(linted(plan, found.log, envelope, settings=found.settings)) == wanted, number


@pytest.mark.parametrize("envelope", ENVELOPES)
def test_the_fast_half_says_the_same(envelope: str) -> None:
    for number in range(100, 100 + CASES):
        plan, found = drawn(envelope, number)
        wanted = without(plan, found.log, envelope, found.settings)
        assert told(linted(plan, found.log, envelope, settings=found.settings)) == wanted, number


def test_each_verdict_is_drawn() -> None:
    said: Counter[int] = Counter()
    for number, envelope in enumerate(ENVELOPES * 2):
        plan, found = drawn(envelope, number)
        said.update(verdicts(plan, envelope, found.log, found.settings))
    assert all(said[verdict] > 100 for verdict in (SURE, WRONG, UNPLANNED)) and said[SURE] > 0.1 * said.total(), said


@pytest.mark.parametrize("envelope", ENVELOPES)
def test_what_is_sure_is_valid_by_the_reference(envelope: str) -> None:
    checker = jsonschema.FormatChecker()
    for number in range(200, 200 + CASES):
        plan, found = drawn(envelope, number)
        events = json.loads(found.plan)["events"]
        reader = envelopes.reader(envelopes.take(envelope, plan))
        references = {
            name: jsonschema.Draft202012Validator(
                {"type": "object", **object_of(event["properties"], event.get("additional_properties", False))},
                format_checker=checker,
            )
            for name, event in events.items()
        }
        said = verdicts(plan, envelope, found.log, found.settings)
        lines = [line for line, verdict in zip(found.log.split(b"\n"), said, strict=False) if verdict == SURE]
        for line in lines:
            record = reader.record(json.loads(line))
            name = record.event or ""
            reference = references["Thing Done" if name.startswith("Old") else name]
            assert not [*reference.iter_errors(record.properties)], (number, line)
            assert record.call == "track" and not record.faults


@pytest.mark.skipif(not SUITE.is_dir(), reason=f"no JSON Schema test suite at {SUITE} (PLAN_SHARED names the folder)")
def test_what_is_sure_is_valid_by_the_official_suite() -> None:
    seen: Counter[tuple[int, bool]] = Counter()
    for group in suite():
        planned, tests = group.values
        plan = plan_of(json.dumps({"plan": 1, "events": {"Thing Done": {"properties": {"value": planned}}}}))
        log = b"".join(line(json.dumps({"value": test["data"]})) + b"\n" for test in tests)
        for test, verdict in zip(tests, verdicts(plan, "segment", log, {"select": ["wrong-type"]}), strict=True):
            assert verdict != SURE or test["valid"], (group.id, test)
            seen[verdict, test["valid"]] += 1
    assert seen[SURE, True] > 100 and seen[WRONG, False] > 100, seen


# -- one line each


def line(properties: str, name: str = "Thing Done", time: str = "2026-11-23T00:00:00Z", more: str = "") -> bytes:
    return f'{{"type":"track","event":"{name}","timestamp":"{time}"{more},"properties":{properties}}}'.encode()


PLAN = {
    "plan": 1,
    "events": {
        "Thing Done": {
            "properties": {
                "n": {"type": "integer", "minimum": 1, "maximum": 10, "required": False},
                "f": {"type": "number", "minimum": 0.5, "maximum": 1.5, "required": False},
                "f30": {"type": "number", "maximum": 30, "required": False},
                "pair": {"type": "array", "minItems": 2, "required": False},
                "t": {"type": "string", "minLength": 2, "maxLength": 3, "required": False},
                "free": {"type": "string", "required": False},
                "own": {"type": "string", "pii": "personal", "required": False},
                "texts": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2, "required": False},
                "any": {"required": False},
                "day": {"type": "string", "format": "date", "required": False},
                "o": {"type": "object", "properties": {"a": {"type": "integer"}}, "required": False},
                "e": {"type": "string", "enum": ["", "é", "a\tb", "ab"], "nullable": True, "required": False},
                "p": {"type": "string", "pattern": "^[ab]*a[ab]{12}$", "required": False},
            }
        },
        "Open Done": {"additional_properties": True},
    },
}  # fmt: skip
MAIL = '"ana.lopez@example.com"'
LINES: dict[str, tuple[bytes, set[int]]] = {
    "nothing": (line("{}"), {SURE}),
    "low": (line('{"n":1}'), {SURE}),
    "high": (line('{"n":10}'), {SURE}),
    "below": (line('{"n":0}'), {WRONG}),
    "above": (line('{"n":11}'), {WRONG}),
    "a float that is whole": (line('{"n":1.0}'), {WRONG}),
    "a leading zero": (line('{"n":01}'), {LEFT}),
    "minus zero": (line('{"n":-0}'), {WRONG}),
    "a float at its low": (line('{"f":0.5}'), {SURE}),
    "a float at its high": (line('{"f":1.50}'), {SURE}),
    "a float too low": (line('{"f":0.4999}'), {WRONG}),
    "a float too high": (line('{"f":1.501}'), {WRONG}),
    "a float of many digits": (line('{"f":1.5000000000000000000001}'), {WRONG}),
    "a float that is rounded up": (line('{"f30":30.000000000000002}'), {WRONG, LEFT}),
    "a float that is rounded down": (line('{"f30":30.000000000000001}'), {SURE, WRONG, LEFT}),
    "one of two items": (line('{"pair":[1]}'), {WRONG}),
    "both items": (line('{"pair":[1,2]}'), {SURE}),
    "a zone behind": (line("{}", time="2026-11-23T00:00:00-05:30"), {SURE}),
    "a zone ahead": (line("{}", time="2026-11-23T00:00:00.000001+05:30"), {SURE}),
    "two letters": (line('{"t":"éé"}'), {SURE}),
    "one letter of two bytes": (line('{"t":"é"}'), {WRONG}),
    "three letters of four bytes": (line('{"t":"😀😀😀"}'), {SURE}),
    "three letters, escaped": (line('{"t":"\\ud83d\\ude00\\u00e9a"}'), {SURE}),
    "four letters": (line('{"t":"abcd"}'), {WRONG}),
    "half a character": (line('{"free":"\\ud800"}'), {LEFT}),
    "the other half": (line('{"free":"\\udc00"}'), {LEFT}),
    "two first halves": (line('{"free":"\\ud800\\ud800"}'), {LEFT}),
    "no UTF-8": (line('{"free":"é"}').replace(b"\xc3\xa9", b"\xc3"), {LEFT}),
    "overlong UTF-8": (line('{"free":"é"}').replace(b"\xc3\xa9", b"\xc0\xaf"), {LEFT}),
    "overlong UTF-8 of three bytes": (line('{"free":"é"}').replace(b"\xc3\xa9", b"\xe0\x80\xaf"), {LEFT}),
    "overlong UTF-8 of four bytes": (line('{"free":"é"}').replace(b"\xc3\xa9", b"\xf0\x8f\x80\xaf"), {LEFT}),
    "half a character in UTF-8": (line('{"free":"é"}').replace(b"\xc3\xa9", b"\xed\xa0\x80"), {LEFT}),
    "beyond Unicode": (line('{"free":"é"}').replace(b"\xc3\xa9", b"\xf4\x90\x80\x80"), {LEFT}),
    "a control character": (line('{"free":"\x1f"}'), {LEFT}),
    "personal": (line(f'{{"free":{MAIL}}}'), {LEFT}),
    "personal, escaped": (line('{"free":"ana.lopez\\u0040example.com"}'), {LEFT}),
    "personal in an array": (line(f'{{"texts":["a",{MAIL}]}}'), {LEFT}),
    "personal in what is any": (line(f'{{"any":{{"x":[{MAIL}]}}}}'), {LEFT}),
    "personal and marked": (line(f'{{"own":{MAIL}}}'), {SURE}),
    "personal and unknown": (line(f'{{"x":{MAIL}}}'), {LEFT}),
    "personal in an open object": (line(f'{{"x":[{{"y":{MAIL}}}]}}', "Open Done"), {LEFT}),
    "personal instead of a number": (line(f'{{"n":{MAIL}}}'), {LEFT}),
    "personal in the envelope": (line("{}", more=f',"x":{MAIL}'), {SURE}),
    "no item": (line('{"texts":[]}'), {WRONG}),
    "two items": (line('{"texts":["a","b"]}'), {SURE}),
    "three items": (line('{"texts":["a","b","c"]}'), {WRONG}),
    "another item": (line('{"texts":["a",1]}'), {WRONG}),
    "a comma too many": (line('{"texts":["a",]}'), {LEFT}),
    "29 February": (line('{"day":"2024-02-29"}'), {SURE}),
    "no 29 February": (line('{"day":"2023-02-29"}'), {WRONG}),
    "no 29 February in 1900": (line('{"day":"1900-02-29"}'), {WRONG}),
    "nested": (line('{"o":{"a":1}}'), {SURE}),
    "nested and missing": (line('{"o":{}}'), {WRONG}),
    "nested and unknown": (line('{"o":{"a":1,"b":1}}'), {WRONG}),
    "nested and twice": (line('{"o":{"a":1,"a":1}}'), {LEFT, WRONG}),
    "an empty text of an enum": (line('{"e":""}'), {SURE}),
    "a text of an enum, escaped": (line('{"e":"a\\tb"}'), {SURE}),
    "null of an enum": (line('{"e":null}'), {SURE}),
    "none of an enum": (line('{"e":"a"}'), {WRONG}),
    "null where it may not be": (line('{"n":null}'), {WRONG}),
    "twice": (line('{"n":1,"n":1}'), {LEFT}),
    "unknown": (line('{"x":1}'), {WRONG}),
    "unknown and twice": (line('{"x":1,"x":2}'), {LEFT}),
    "unknown and twice, apart": (line('{"x":1,"y":1,"x":2}'), {LEFT}),
    "more than a float is": (line('{"x":1e999}', "Open Done"), {LEFT}),
    "5,000 digits": (line('{"x":' + "1" * 5000 + "}", "Open Done"), {LEFT}),
    "5,000 digits, not planned": (line('{"x":' + "1" * 5000 + "}", "No Done"), {LEFT}),
    "before the first year": (line("{}", time="0001-01-01T00:00:00+05:00"), {LEFT}),
    "after the last year": (line("{}", time="9999-12-31T23:59:59-05:00"), {LEFT}),
    "no planned event": (line("{}", "No Done"), {UNPLANNED}),
    "a source that is empty": (line("{}", more=',"context":{"library":{"name":""}}'), {SURE, LEFT}),
    "a user that is no text": (line("{}", more=',"userId":true'), {LEFT}),
    "an event twice": (line("{}", more=',"event":"Thing Done"'), {LEFT}),
    "two values": (line("{}") + b" " + line("{}"), {LEFT}),
    "a byte order mark": (b"\xef\xbb\xbf" + line("{}"), {LEFT}),
    "a NUL behind it": (line("{}") + b"\0", {LEFT}),
    "a return behind it": (line("{}") + b"\r", {SURE}),
    "nothing at all": (b" \t\r", {BLANK}),
    "no space": (b"\xc2\xa0", {LEFT}),
    "64 deep": (line('{"any":' + "[" * 60 + "]" * 60 + "}"), {SURE, LEFT}),
    "100,000 deep": (line('{"any":' + "[" * 100_000 + "]" * 100_000 + "}"), {LEFT}),
    "a pattern's": (line('{"p":"a' + "ab" * 6 + '"}'), {SURE}),
    "not a pattern's": (line('{"p":"b' + "ab" * 6 + '"}'), {WRONG}),
}  # fmt: skip


@pytest.mark.parametrize("what", LINES)
def test_one_line(what: str, no_fast_half: None) -> None:
    plan, (raw, said) = plan_of(json.dumps(PLAN)), LINES[what]
    found = verdicts(plan, "segment", raw)
    assert len(found) == 1 and {*found} <= said
    for log in (raw, raw + b"\n", raw + b"\n" + line("{}") + b"\n" + raw):
        assert told(linted(plan, log, "segment")) == without(plan, log, "segment", {})


@pytest.mark.parametrize("end", ["2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00.000001Z"])
@pytest.mark.parametrize("settings", [{}, {"ignore": ["late-record"]}, {"select": ["late-record", "wrong-type"]}])
def test_times_apart(end: str, settings: dict[str, Any]) -> None:
    """Five minutes, and a day: at the bound, and a microsecond beyond."""
    plan = plan_of(json.dumps(PLAN))
    for received in ("00:04:59.999999", "00:05:00", "00:05:00.000001", "00:00:00", "23:55:00"):
        at = f"{end[:11]}{received}Z"
        for time in (
            "2026-11-22T00:05:00Z",
            "2026-11-22T00:04:59.999999Z",
            end,
            "2026-11-24T12:05:00Z",
            "2026-11-24T12:05:00.000001Z",
        ):
            raw = line("{}", time=time, more=f',"sentAt":"{end}","receivedAt":"{at}"')
            assert told(linted(plan, raw, "segment", settings=settings)) == without(plan, raw, "segment", settings)


@pytest.mark.parametrize(
    "at", ["1795435200000000000", "17954352000000000000", "-1795435200000000000", "9223372036854775808", "1.0", "1e18"]
)
def test_times_in_nanoseconds(at: str, no_fast_half: None) -> None:
    plan = plan_of(json.dumps({**PLAN, "envelopes": OWN}))
    log = f'{{"name":"Thing Done","t":{at},"p":{{"n":1}}}}'.encode()
    assert told(linted(plan, log, "nanos")) == without(plan, log, "nanos", {})


def test_a_pattern_of_too_many_states(no_fast_half: None) -> None:
    plan = plan_of(json.dumps(PLAN))
    texts = [f"{number * 2654435761 % 2**40:040b}".replace("0", "a").replace("1", "b") for number in range(3000)]
    log = b"\n".join(line(json.dumps({"p": text})) for text in texts)
    said = verdicts(plan, "segment", log)
    wanted = [SURE if re.search(r"^[ab]*a[ab]{12}$", text) else WRONG for text in texts]
    assert [*said] == wanted and {*said} == {SURE, WRONG}


def test_a_pattern_that_is_the_personal_one() -> None:
    book = Rulebook(plan_of('{"plan": 1}'), NOW)
    pattern = "|".join(f"(?:{text})" for text in book.texts)
    plan = plan_of(
        json.dumps({"plan": 1, "events": {"Thing Done": {"properties": {"t": {"type": "string", "pattern": pattern}}}}})
    )
    assert verdicts(plan, "segment", line('{"t":"x"}')) in (bytes([WRONG]), bytes([LEFT]))


def test_more_sources_than_are_known() -> None:
    plan = plan_of(json.dumps(PLAN))
    words = [f"source {number}" for number in range(100)] + ["x" * 1001] + [f"source {number}" for number in range(100)]
    log = b"\n".join(line('{"n":1}', more=f',"context":{{"library":{{"name":"{word}"}}}}') for word in words)
    assert told(linted(plan, log, "segment")) == without(plan, log, "segment", {})


def test_more_lines_than_are_taken_at_once() -> None:
    plan = plan_of(json.dumps(PLAN))
    lines = [line('{"n":1}'), line('{"n":0,"x":1}'), line("{}", "No Done"), b"", line('{"n":1.0}')]
    log = b"\n".join(lines[number * number % 5] for number in range(30_000))
    assert told(linted(plan, log, "segment")) == without(plan, log, "segment", {})


def test_how_far_it_is_is_told_as_it_goes() -> None:
    """Lines too, though what is valid comes into the tally at the end."""
    plan, told_so_far = plan_of(json.dumps(PLAN)), [(0, 0)]

    def tell(size: int, lines: int) -> None:
        told_so_far.append((told_so_far[-1][0] + size, told_so_far[-1][1] + lines))

    log = (line('{"n":1}') + b"\n") * 120_000
    linted(plan, log, "segment", tell=tell)
    assert told_so_far[-1] == (len(log), 120_000) and len(told_so_far) > 8
    late = [lines for size, lines in told_so_far if size > 0.9 * len(log)]
    assert late[0] > 20_000, told_so_far


def test_ids_that_come_again() -> None:
    plan = plan_of(json.dumps(PLAN))
    ids = [f"id-{number % 700}" for number in range(2000)] + ["é", "é", "", "", "a" * 40, "a" * 40]
    log = b"\n".join(line(f'{{"n":{1 + (place > 1500)}}}', more=f',"messageId":"{id}"') for place, id in enumerate(ids))
    assert told(linted(plan, log, "segment", jobs=2)) == without(plan, log, "segment", {})


@pytest.mark.parametrize("envelope", ["segment", "nested", "called", "cloudevents"])
def test_what_cannot_be_read_again(envelope: str, no_fast_half: None) -> None:
    """Of a log that is compressed, what the records carry is kept as a number, whichever half has judged them."""
    for number in range(300, 300 + CASES):
        plan, found = drawn(envelope, number)
        lines = found.log.split(b"\n")
        lines += (
            lines[::7]
            + [one.replace(b"1", b"2", 1) for one in lines[::9]]
            + [one.replace(b":", b" : ") for one in lines[::11]]
        )
        logs = {"log.ndjson.gz": gzip.compress(b"\n".join(lines), 1)}
        wanted = without(plan, logs, envelope, found.settings)
        assert told(linted(plan, logs, envelope, settings=found.settings)) == wanted, number


@pytest.mark.parametrize("number", ["1", "1.0", "-0", "-0.0", "0.1", "0.5", "0.00001", "0.0000001", "0.00000000000001", "12345678901234.5", "123456789012345.0",
                                    "1e2", "1e-7", "9007199254740993", "9223372036854775807", "18446744073709551616", "0.30000000000000004"])  # fmt: skip
def test_a_number_that_comes_again(number: str, no_fast_half: None) -> None:
    plan = plan_of(json.dumps(PLAN))
    first = line(f'{{"x":{number},"t":"é\\u00e9\\n"}}', "Open Done", more=',"messageId":"1"')
    left = line(f'{{ "t":"\\u00e9é\\u000a", "x":{number}}}', "Open Done", more=',"messageId":"1","userId":true')
    other = line(f'{{"x":{number}1,"t":"éé"}}', "Open Done", more=',"messageId":"1"')
    logs = {"log.ndjson.gz": gzip.compress(b"\n".join((first, left, first, other)))}
    assert told(linted(plan, logs, "segment")) == without(plan, logs, "segment", {})


@pytest.mark.parametrize("deep", [10, 60, 64, 65, 70, 200])
def test_what_is_deep_and_comes_again(deep: int, no_fast_half: None) -> None:
    plan = plan_of(json.dumps(PLAN))
    held = '{"b":[' * (deep // 2) + "1" + "]}" * (deep // 2)
    first = line(f'{{"x":{held},"y":2}}', "Open Done", more=',"messageId":"1"')
    again = line(f'{{ "y" : 2, "x" : {held} }}', "Open Done", more=',"messageId":"1"')
    other = line(f'{{"y":2,"x":{held.replace("1", "3")}}}', "Open Done", more=',"messageId":"1"')
    logs = {"log.ndjson.gz": gzip.compress(b"\n".join((first, again, other)))}
    assert told(linted(plan, logs, "segment")) == without(plan, logs, "segment", {})


def test_what_is_said_of_a_number_is_said_of_that_number(no_fast_half: None) -> None:
    """0.0 and -0.0 are the same key, and so are 1, 1.0 and true: what was said of one is not said of the other."""
    plan = plan_of(json.dumps({"plan": 1, "events": {"Thing Done": {"properties": {"t": {"type": "string"}}}}}))
    log = (
        b"\n".join(line(f'{{"t":{value}}}') for value in ("0.0", "-0.0", "0", "-0", "1", "1.0", "true", "0.0")) + b"\n"
    )
    assert told(linted(plan, log, "segment")) == without(plan, log, "segment", {})
    assert "not the number -0.0" in str(told(linted(plan, log, "segment")))
