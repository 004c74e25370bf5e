"""A mistake that is made again is refused by the sieve alone: what comes of it is what would have come without the sieve."""

from __future__ import annotations

import gzip
import json
import os
import random
from collections import Counter
from typing import Any

import pytest

from linting import linted, plan_of
from test_lint_halves import told
from test_sieve import CASES, ENVELOPES, PLAN, drawn, line
from tracking_plan.lint import job, judge
from tracking_plan.lint.sieve import sifting
from tracking_plan.lint.sieve.native import library
from tracking_plan.lint.sieve.sifting import Sifting
from tracking_plan.model.plan import Plan

pytestmark = pytest.mark.skipif(library() is None and not os.environ.get("CI"), reason="the sieve is not compiled here")


@pytest.fixture
def again(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many lines were refused by the sieve alone."""
    seen: Counter[str] = Counter()
    really = Sifting.again

    def counted(self: Sifting) -> Any:
        for one in really(self):
            seen["lines"] += one.number
            yield one

    monkeypatch.setattr(Sifting, "again", counted)
    monkeypatch.setattr(sifting, "_LINES", 20)  # what is learned of some lines is known of those that are sifted later
    return seen


def same(plan: Plan, log: bytes | dict[str, bytes], envelope: str = "segment", **about: Any) -> None:
    """See that it comes to the same as without the sieve."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judge, "sieve", lambda *about: None)
        wanted = told(linted(plan, log, envelope, **about))
    assert told(linted(plan, log, envelope, **about)) == wanted


@pytest.mark.parametrize("most", [0, 3])
@pytest.mark.parametrize("envelope", ENVELOPES)
def test_it_says_the_same(envelope: str, most: int, again: Counter[str]) -> None:
    for number in range(400, 400 + CASES):
        plan, found = drawn(envelope, number)
        lines = found.log.split(b"\n") * 3
        random.Random(number).shuffle(lines)
        same(plan, b"\n".join(lines), envelope, settings=found.settings, most=most)
    assert again["lines"] > 50


@pytest.mark.parametrize("envelope", ["segment", "nested", "called", "cloudevents"])
def test_what_cannot_be_read_again(envelope: str, again: Counter[str]) -> None:
    """What the lines carry is kept as a number, to tell duplicates: of a compressed log."""
    for number in range(500, 500 + CASES):
        plan, found = drawn(envelope, number)
        lines = found.log.split(b"\n") * 2
        lines += [one.replace(b"1", b"2", 1) for one in lines[::3]] + lines[::2]
        logs = {"log.ndjson.gz": gzip.compress(b"\n".join(lines), 1)}
        same(plan, logs, envelope, settings=found.settings, most=0)
    assert again["lines"] > 50


def test_in_parts(again: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge of two parts remembers in the second what it said of the first; the run of each does not."""
    monkeypatch.setattr(job, "SMALL", 1000)
    plan = plan_of(json.dumps(PLAN))
    lines = [
        line('{"n":0}'),
        line('{"n":0,"x":1}'),
        line("{}", "No Done"),
        line('{"n":1}'),
        b"x",
        line('{"n":0}', "Old Done"),
    ]
    log = b"\n".join(lines[number * number % 7 % 6] for number in range(3000))
    for jobs in (1, 2, 5):
        same(plan, log, jobs=jobs, most=2)
    assert again["lines"] > 1000


def test_lines_in_odd_forms(again: Counter[str]) -> None:
    plan = plan_of(json.dumps(PLAN))
    wrong = line('{"n":0}')
    forms = [
        wrong, b"  " + wrong, b"\t" + wrong + b" \t", wrong + b"\r", b"\r" + wrong, line('{ "n" :\t0 }'), line('{"n":0,"\\u0061":"\\n"}'),
        line('{"n":0}', more=',"more":{"\\"q\\\\":"\x7f \\u2028 \u2028 é 😀 \\ud83d\\ude00 \\/"}'), line('{"n":0,"é":"日本"}'),
        line('{"n":0}', more=',"messageId":"a"'), line('{"n":0}', time="2999-01-01T00:00:00Z"), line('{"n":0}', time="no"),
    ]  # fmt: skip
    log = b"\n".join(forms * 8)
    same(plan, log, most=0)
    same(plan, log + b"\n", most=0, keep_rejects=False)
    assert again["lines"] > 100


def test_a_row_that_is_too_long(again: Counter[str]) -> None:
    plan = plan_of(json.dumps(PLAN))
    long = line('{"n":0}', more=f',"more":"{"x" * 600_000}"')
    same(plan, b"\n".join([line('{"n":0}'), long] * 6), most=0)
    assert again["lines"] > 3


def test_more_mistakes_than_are_known(again: Counter[str]) -> None:
    plan = plan_of(json.dumps(PLAN))
    names = [f"No {number} Done" for number in range(17_000)] + ["No 1 Done", "No 16999 Done"] * 50
    same(plan, b"\n".join(line("{}", name) for name in names), most=0)
    assert again["lines"] == 16_384 + 50


def test_more_kinds_than_are_kept(again: Counter[str]) -> None:
    """Those of the first lines are, though some of them are said later."""
    plan = plan_of(json.dumps(PLAN))
    lines = [line(f'{{"n":1,"x{number}":1}}') for number in range(11_000)]
    lines = [one if number % 9 else line(f'{{"n":1,"\\u0078{number}":{{}}}}') for number, one in enumerate(lines)]
    same(plan, b"\n".join(lines + lines[::-1]), most=0)
    assert again["lines"] > 15_000


def test_values_that_are_nearly_the_same(again: Counter[str]) -> None:
    values = [
        "0",
        "0.0",
        "-0.0",
        "-0",
        "false",
        '"0"',
        '"0.0"',
        "null",
        '""',
        '"' + "0" * 199 + '"',
        '"' + "0" * 1000 + '"',
    ]
    properties = {"n": {"type": "integer", "minimum": 1}, "m": {"type": "integer", "minimum": 1}}
    plan = plan_of(
        json.dumps({"plan": 1, "events": {name: {"properties": properties} for name in ("A Done", "B Done")}})
    )
    lines = [
        line(f'{{"n":{one},"m":{other}}}', name)
        for name in ("A Done", "B Done")
        for one in (*values, "1")
        for other in (*values, "1")
    ]
    same(plan, b"\n".join(lines * 3), most=0)
    assert again["lines"] > 2 * 200


def test_two_of_one_kind_on_a_line(again: Counter[str]) -> None:
    """Places are those of the first problems, and a line may have two."""
    items = {"t": {"type": "string", "maxLength": 1, "pattern": "^a$"}, "u": {"type": "string", "enum": ["a"]}}
    plan = plan_of(json.dumps({"plan": 1, "events": {"Thing Done": {"properties": items}}}))
    lines = [
        line('{"t":"bb","u":"b"}'),
        line('{"t":"b","u":"c"}'),
        line('{"t":"a","u":"b"}'),
        line("{}"),
        line('{"v":1,"w":2}'),
    ]
    for most in (0, 1, 5):
        same(plan, b"\n".join(lines * 20), most=most)
    assert again["lines"] > 20


def test_what_is_said_first_of_an_event(again: Counter[str]) -> None:
    """It is that of its first line, though a later one has a mistake that the sieve knows at once, and this has not."""
    properties = {"n": {"type": "integer"}, "t": {"type": "string", "maxLength": 1}}
    rules = {"value-of-wrong-length": "warning"}
    plan = plan_of(
        json.dumps(
            {"plan": 1, "rules": rules, "events": {name: {"properties": properties} for name in ("A Done", "B Done")}}
        )
    )
    lines = [line('{"n":true,"t":"a"}', "A Done")] * 300
    lines += [line('{"n":"x","t":"bb"}', "B Done"), line('{"t":"a"}', "B Done")] * 30
    same(plan, b"\n".join(lines), most=3)
    assert again["lines"] > 40


def test_the_sieve_alone_refuses_most(again: Counter[str]) -> None:
    plan = plan_of(json.dumps(PLAN))
    linted(plan, b"\n".join([line('{"n":0}')] * 10_000), "segment")
    assert again["lines"] >= 9_800
