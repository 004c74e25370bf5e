"""`plan infer`: the plan that it makes of a log is one that the log obeys, and that a person would begin with."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from front_door import SHARED, TOP, inside, one_line, write
from tracking_plan.cli._judge import one_plan
from tracking_plan.document import Limits
from tracking_plan.infer.watch import _columns, _take, _values
from tracking_plan.lint import reading
from tracking_plan.lint.detection import choose
from tracking_plan.model.event import Event
from tracking_plan.model.plan import Plan
from tracking_plan.model.record import Record
from tracking_plan.model.schema import object_schema
from tracking_plan.model.validator import Validator

SAAS = TOP / "plans" / "saas"
TOOLS = (
    "segment",
    "rudderstack",
    "amplitude",
    "mixpanel",
    "posthog",
    "ga4",
    "mparticle",
    "snowplow",
    "cloudevents",
    "plain",
)


def inferred(log: Path, out: Path, *words: str | Path) -> Plan:
    """The plan that `plan infer` makes of a log."""
    ended = inside("infer", log, "--out", out, *words)
    assert ended.code == 0, ended.err
    return one_plan(str(out), Limits())


def logged(folder: Path, *records: Any) -> Path:
    path = folder / "log.ndjson"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def done(properties: Any, number: int = 0, **more: Any) -> dict[str, Any]:
    """A track call."""
    return {"type": "track", "event": "Thing Done", "messageId": f"m-{number}", "properties": properties, **more}


def thing(tmp_path: Path, *properties: Any) -> Event:
    """The event that is inferred from these properties of as many calls."""
    log = logged(tmp_path, *(done(held, number) for number, held in enumerate(properties)))
    return inferred(log, tmp_path / "plan").events["Thing Done"]


def said(folder: Path) -> str:
    """All that stands in a plan, comments too."""
    return "".join(path.read_text() for path in sorted(folder.rglob("*.yaml")))


def test_types_and_what_is_required(tmp_path: Path) -> None:
    event = thing(
        tmp_path,
        {"a": "x", "b": 1, "c": 1.5, "d": True, "e": [1], "f": {"g": "y"}, "h": None, "i": 1},
        {"a": "z", "b": 2, "c": 2, "d": False, "e": [2.5], "f": {"g": "w", "k": 1}, "h": "n", "i": "one"},
        {"a": "q", "b": 3, "c": 0, "d": True, "e": [], "f": {"g": "v"}, "j": "only here"},
    )
    found = {name: held.types for name, held in event.properties.items()}
    assert found["a"] == ("string",) and found["b"] == ("integer",) and found["c"] == ("number",)
    assert found["d"] == ("boolean",) and found["e"] == ("array",) and found["f"] == ("object",)
    assert set(found["i"]) == {"string", "integer"}
    assert event.properties["h"].nullable and not event.properties["a"].nullable
    assert event.properties["e"].items is not None and event.properties["e"].items.types == ("number",)
    inner = event.properties["f"].properties or {}
    assert inner["g"].required and not inner["k"].required
    assert {name for name, held in event.properties.items() if not held.required} == {"h", "i", "j"}
    text = said(tmp_path / "plan")
    assert (
        "# in 1 of 3; 1 different value" in text and "of several types (integer 1, string 1): which is right?" in text
    )


def test_few_values_are_a_list_and_identifiers_are_not(tmp_path: Path) -> None:
    rows = [
        {
            "size": ("s", "m", "l")[n % 3],
            "order_id": ("a", "b")[n % 2],
            "note": ("hello", "thanks")[n % 2],
            "one": "same",
        }
        for n in range(24)
    ]
    event = thing(tmp_path, *rows)
    assert event.properties["size"].enum == ("l", "m", "s")
    assert [event.properties[name].enum for name in ("order_id", "note", "one")] == [None] * 3
    assert "3 values:" in said(tmp_path / "plan") and 'always "same"' in said(tmp_path / "plan")


def test_of_few_records_nothing_is_limited(tmp_path: Path) -> None:
    event = thing(tmp_path, {"size": "s", "n": 1}, {"size": "m", "n": 2}, {"size": "s", "n": 3})
    assert event.properties["size"].enum is None and event.properties["n"].minimum is None


def test_formats_ranges_and_dates(tmp_path: Path) -> None:
    rows = [
        {
            "when": f"2025-01-{n:02d}T10:00:00Z",
            "day": f"2025-01-{n:02d}",
            "ref": f"123e4567-e89b-12d3-a456-4266141740{n:02d}",
            "link": f"https://example.com/{n}",
            "ratio": "4:3" if n % 2 else "16:9",
            "created_at": 1_735_689_600_000 + n,
            "share": n / 20,
            "delta": n - 5,
            "zip": f"00{n:02d}",
        }
        for n in range(1, 16)
    ]
    event = thing(tmp_path, *rows)
    formats = {name: held.format for name, held in event.properties.items() if held.format}
    assert formats == {"when": "date-time", "day": "date", "ref": "uuid", "link": "uri"}
    share, delta = event.properties["share"], event.properties["delta"]
    assert (share.minimum, share.maximum) == (0, 1)
    assert (delta.minimum, delta.maximum) == (None, None)
    text = said(tmp_path / "plan")
    assert "a time in ms since 1970 (2025-01-01)" in text
    assert "from -4 to 10" in text and "numbers, sent as text" in text


def test_personal_data_is_marked(tmp_path: Path) -> None:
    rows = [
        {"contact": f"p{n}@example.com", "first_name": "Ada", "q": "shoes" if n else "+4915123456789"} for n in range(5)
    ]
    event = thing(tmp_path, *rows)
    assert {name: held.pii for name, held in event.properties.items()} == dict.fromkeys(rows[0], "personal")


def test_what_only_one_source_sends(tmp_path: Path) -> None:
    library = {"web": "analytics.js", "ios": "analytics-swift"}
    rows = [
        done(
            {"a": 1, **({"url": "x", "page": {"b": 1, "c": 2}} if source == "web" else {"page": {"b": 1}})},
            n,
            context={"library": {"name": library[source]}},
        )
        for n, source in enumerate(["web", "ios"] * 20)
    ]
    event = inferred(logged(tmp_path, *rows), tmp_path / "plan").events["Thing Done"]
    assert event.sources == ("ios", "web")
    assert event.properties["url"].sources == ("web",) and event.properties["url"].required
    assert event.properties["a"].sources is None
    assert (event.properties["page"].properties or {})["c"].sources == ("web",)
    assert "came 40 times, from web (20) and ios (20)" in said(tmp_path / "plan")


def test_traits_pages_and_the_dictionary(tmp_path: Path) -> None:
    records = [
        {"type": "identify", "userId": "u", "messageId": "1", "traits": {"email": "a@example.com", "plan": "free"}},
        {"type": "group", "groupId": "g", "messageId": "2", "traits": {"name": "Acme"}},
        {"type": "page", "name": "Home", "messageId": "3", "properties": {"path": "/", "count": 1}},
        {"type": "page", "messageId": "4", "properties": {"path": "/"}},
        {"type": "track", "event": "A", "messageId": "5", "properties": {"count": 2, "kind": "x"}},
        {"type": "track", "event": "B", "messageId": "6", "properties": {"count": 2.5, "kind": 1}},
        {"type": "alias", "previousId": "a", "userId": "u", "messageId": "7"},
    ]
    log = logged(tmp_path, *records)
    ended = inside("infer", log, "--out", tmp_path / "plan")
    plan = one_plan(str(tmp_path / "plan"), Limits())
    assert {whose: [*held] for whose, held in plan.traits.items()} == {"user": ["email", "plan"], "group": ["name"]}
    assert plan.events["Home"].kind == "page"
    assert [*plan.properties] == ["count"] and plan.properties["count"].types == ("number",)
    assert plan.events["A"].properties["kind"].types == ("string",)
    assert "1 page and screen calls have no name" in ended.out


def test_one_thing_under_two_names_is_put_to_whoever_asks(tmp_path: Path) -> None:
    log = logged(
        tmp_path, *({"type": "track", "event": name, "messageId": name} for name in ("Signed Up", "signed_up", "Paid"))
    )
    ended = inside("infer", log, "--out", tmp_path / "plan")
    assert ended.code == 0
    assert "signed_up" in ended.out and ended.out.count("\n") >= 1
    assert "# question: " in said(tmp_path / "plan")
    place = ended.out.split(":")
    line = Path(place[0]).read_text().splitlines()[int(place[1]) - 1]
    assert "igned" in line, "the place is that of the name, comments counted"


def test_a_table_is_typed(tmp_path: Path) -> None:
    rows = "".join(f"Thing Done,{n},{n}.5,{'true' if n % 2 else 'false'},0{n:04d},m{n}\n" for n in range(3))
    (tmp_path / "log.csv").write_text(f"event,count,price,ok,zip,id\n{rows}")
    event = inferred(tmp_path / "log.csv", tmp_path / "plan").events["Thing Done"]
    types = {name: held.types[0] for name, held in event.properties.items()}
    assert types == {"count": "integer", "price": "number", "ok": "boolean", "zip": "string"}


def test_names_that_are_data_are_not_planned(tmp_path: Path) -> None:
    event = thing(tmp_path, *({"scores": {f"player_{n}_{k}": k for k in range(4)}} for n in range(30)))
    assert event.properties["scores"].types == ("object",) and not event.properties["scores"].properties


def test_several_files_make_one_plan(tmp_path: Path) -> None:
    for tool in ("segment", "amplitude"):
        assert inside("emit", SAAS, "-n", "50", "-e", tool, "-o", tmp_path / "logs" / f"{tool}.ndjson.gz").code == 0
    ended = inside("infer", tmp_path / "logs", "--out", tmp_path / "plan")
    assert ended.code == 0 and "read as amplitude" in ended.err and "read as segment" in ended.err
    assert "from 100 records in 2 files" in ended.err


def judged(log: Path, plan: Plan, asked: str = "auto") -> Iterator[str]:
    """What is wrong with the records of a log, by JSON Schema and the plan's sources."""

    class Judge:
        def __init__(self) -> None:
            self.records: list[tuple[Record, bool]] = []
            self.unread = 0

        def add(self, record: Record, _: object, cells: bool) -> None:
            self.records.append((record, cells))

    judge: Any = Judge()
    with reading.open_log(str(log), columns=_columns(asked)) as opened:
        choice = choose(asked, opened.sample(), plan)
        for value, cells in _values(opened, judge):
            _take(value, cells, choice.envelope, judge)
    assert judge.records
    for record, cells in judge.records:
        if record.call == "alias" or (record.event is None and record.call in ("page", "screen", "track")):
            continue
        whose = {"identify": "user", "group": "group"}.get(record.call)
        properties = plan.traits.get(whose, {}) if whose else plan.events[record.event].properties
        if whose and not record.properties:
            continue
        values = {
            name: reading.typed(held, properties[name])
            if cells and isinstance(held, str) and name in properties
            else held
            for name, held in record.properties.items()
        }
        opens = not whose and plan.events[record.event].additional_properties
        yield from (violation.message for violation in Validator(object_schema(properties, opens)).errors(values))


@pytest.mark.parametrize("tool", TOOLS)
def test_a_log_obeys_the_plan_that_is_inferred_from_it(tool: str, tmp_path: Path) -> None:
    log = tmp_path / "log.ndjson"
    assert inside("emit", SAAS, "-n", "2500", "-e", tool, "-o", log).code == 0
    plan = inferred(log, tmp_path / "plan")
    assert [*judged(log, plan)] == []
    planned = one_plan(str(SAAS), Limits())
    assert set(plan.events) <= set(planned.events) and len(plan.events) > 30
    ended = inside("validate", tmp_path / "plan", "--format", "json")
    assert ended.code == 0, ended.out
    assert {found["severity"] for found in ended.findings} <= {"warning", "info"}


def test_what_is_inferred_is_what_was_planned(tmp_path: Path) -> None:
    log = tmp_path / "log.ndjson"
    assert inside("emit", SAAS, "-n", "20000", "-o", log).code == 0
    plan, planned = inferred(log, tmp_path / "plan"), one_plan(str(SAAS), Limits())
    for name, event in plan.events.items():
        origin = planned.events[name]
        assert set(event.properties) == set(origin.properties)
        assert event.kind == origin.kind
        for key, found in event.properties.items():
            was = origin.properties[key]
            assert set(found.types) == set(was.types), (name, key)
            if found.enum is not None and was.enum is not None and len(was.enum) > 1:
                assert set(found.enum) <= set(was.enum), (name, key)
            assert not (found.enum is None and was.enum and len(was.enum) <= 4), (name, key)


def test_a_log_in_an_envelope_of_ones_own(tmp_path: Path) -> None:
    ours = "plan: 1\nenvelopes: {ours: {event: [what], time: at.ms, unit: ms, properties: payload, source: app}}\n"
    write(tmp_path / "ours", {"plan.yaml": ours})
    log = logged(
        tmp_path, *({"what": "Thing Done", "at": {"ms": 1735689600000 + n}, "payload": {"n": n}} for n in range(3))
    )
    plan = inferred(log, tmp_path / "plan", "--plan", tmp_path / "ours", "--envelope", "ours")
    assert [*plan.events] == ["Thing Done"] and [*plan.envelopes] == ["ours"]
    assert "on 2025-01-01" in said(tmp_path / "plan")
    assert [*judged(log, plan, "ours")] == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    log = logged(tmp_path, done({"a": 1}))
    write(tmp_path / "plan", {"plan.yaml": "plan: 1\n"})
    assert "would be overwritten" in inside("infer", log, "--out", tmp_path / "plan").err
    again = tmp_path / "again"
    assert inside("infer", log, "--out", again).code == 0
    ended = inside("infer", log, "--out", again)
    assert ended.code == 0 and "holds it already" in ended.err


def test_a_log_without_events_is_trouble(tmp_path: Path) -> None:
    log = logged(tmp_path, {"level": "info"})
    ended = inside("infer", log, "--out", tmp_path / "plan")
    assert ended.code == 2 and "no event was found" in ended.err
    assert not (tmp_path / "plan").exists()
    assert "did you mean" in one_line(inside("infer", log, "--out", tmp_path / "plan", "-e", "segmnt"))


REAL = SHARED / "data" / "logs"


def real_logs() -> Sequence[Path]:
    return [path for path in sorted(REAL.rglob("*")) if path.is_file()] if REAL.is_dir() else []


@pytest.mark.skipif(not REAL.is_dir(), reason="the real logs (shared/data/logs) are not here")
def test_real_logs_obey_the_plans_that_are_inferred_from_them(tmp_path: Path) -> None:
    count = 0
    for number, log in enumerate(real_logs()):
        out = tmp_path / str(number)
        ended = inside("infer", log, "--out", out)
        if ended.code == 2:
            assert "no event was found" in ended.err, (log, ended.err)
            continue
        count += 1
        plan = one_plan(str(out), Limits())
        assert [*judged(log, plan)] == [], log
        assert inside("validate", out, "--format", "json").code == 0, log
    assert count >= 90


def test_a_person_in_what_a_plan_cannot_name_is_let_pass_and_said(tmp_path: Path) -> None:
    """Names that begin with x- are the user's own in a plan: such a property is taken, and cannot be marked."""
    log = logged(tmp_path, done({"a": "x", "x-user": {"email": "ana.lopez@example.com"}}))
    event = inferred(log, tmp_path / "plan").events["Thing Done"]
    assert event.additional_properties and [allow.rule for allow in event.allow] == ["personal-value"]
    ended = inside("lint", log, "--plan", tmp_path / "plan", "--format", "json")
    assert (ended.code, ended.findings) == (0, [])
