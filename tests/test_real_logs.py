"""Real logs: a plan is inferred from each, the log is clean by it, and a fault planted in it is found on its line."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from front_door import SHARED, Ended, inside
from tracking_plan.lint import envelopes, reading
from tracking_plan.lint.detection import choose
from tracking_plan.model.envelope import Envelope

LOGS = SHARED / "data" / "logs"
pytestmark = pytest.mark.skipif(not LOGS.is_dir(), reason="the real logs (shared/data/logs) are not here")

DELIVERY = {"duplicate-record", "duplicate-id", "time-out-of-order", "late-record", "clock-skew", "time-in-future"}
"""What is wrong with how records came, and not with what they hold: no plan makes it right."""


def logs() -> list[Path]:
    return [path for path in sorted(LOGS.rglob("*")) if path.is_file()] if LOGS.is_dir() else []


def lint(log: Path, plan: Path, *words: str) -> Ended:
    return inside("lint", log, "--plan", plan, "--format", "json", "--max-findings", "100000", *words)


def counts(log: Path, plan: Path, folder: Path) -> Mapping[str, Any]:
    """The summary of a run."""
    path = folder / "summary.json"
    path.unlink(missing_ok=True)
    lint(log, plan, "--summary", str(path))
    found: Mapping[str, Any] = json.loads(path.read_text())
    return found


def test_a_real_log_is_clean_by_the_plan_that_is_inferred_from_it(tmp_path: Path) -> None:
    clean = 0
    for number, log in enumerate(logs()):
        plan = tmp_path / str(number)
        if inside("infer", log, "--out", plan).code == 2:
            continue  # it holds no event that is read: see the logs that are read, in the tests of envelopes
        clean += 1
        ended = lint(log, plan)
        unread = {"not-json", "not-an-event-record", "envelope-unreadable", "line-too-long"}
        others = [found for found in ended.findings if found["rule"] not in DELIVERY | unread]
        assert others == [], (log, others[:3])
        summary = counts(log, plan, tmp_path)
        assert summary["valid"] + summary["unreadable"] == summary["lines"] > 0, (log, summary)
        assert summary["unplanned"] == summary["invalid"] == 0, log
    assert clean >= 90


class Opened(NamedTuple):
    """A log as objects, of which one can be changed."""

    kind: str
    values: list[Any]
    lines: list[int]
    """The line of each in the file that `write` makes."""
    header: tuple[str, ...] = ()


def opened(path: Path) -> tuple[Opened, Envelope] | None:
    """A log of plain JSON objects or of cells; None for what would take more to write again."""
    with reading.open_log(str(path)) as log:
        if log.hint is not None or log.compression or log.kind not in ("ndjson", "json", "csv"):
            return None
        envelope = choose("auto", log.sample()).envelope
        if log.kind == "csv":
            rows = [*csv.reader(io.StringIO(path.read_text()))]
            return Opened("csv", rows[1:], [*range(2, len(rows) + 1)], tuple(rows[0])), envelope
        values = [
            loaded(line) if log.kind == "ndjson" else row
            for batch in log.batches()
            for line, row in [
                *((line, None) for line in batch.lines if line.strip()),
                *((b"", row.value) for row in batch.rows or ()),
            ]
        ]
    return Opened("ndjson", values, [*range(1, len(values) + 1)]), envelope


def loaded(line: bytes) -> Any:
    """An object; a line that is none stays a text."""
    try:
        return json.loads(line)
    except ValueError:
        return line.decode(errors="replace") + "\n"


def write(log: Opened, path: Path) -> Path:
    with path.open("w", newline="") as file:
        if log.kind == "csv":
            csv.writer(file, lineterminator="\n").writerows([log.header, *log.values])
        else:
            file.writelines(value if isinstance(value, str) else json.dumps(value) + "\n" for value in log.values)
    return path


def holder(value: Any, path: str) -> tuple[Any, str] | None:
    """The object at whose key a path ends."""
    *steps, last = path.split(".")
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    return (value, last) if isinstance(value, dict) and last in value else None


def first_at(value: Any, paths: tuple[str, ...]) -> tuple[Any, str] | None:
    return next((found for path in paths if (found := holder(value, path)) is not None), None)


def unplanned_event(one: Any, envelope: Envelope) -> bool:
    found = first_at(one, envelope.event)
    if found is None or not isinstance(found[0][found[1]], str):
        return False
    found[0][found[1]] = "Nobody Planned This"
    return True


def _properties(one: Any, envelope: Envelope) -> dict[str, Any] | None:
    found = first_at(one, envelope.properties)
    held = found[0][found[1]] if found is not None else None
    return held if isinstance(held, dict) and not envelope.key_values else None


def unplanned_property(one: Any, envelope: Envelope) -> bool:
    held = _properties(one, envelope)
    if held is None:
        return False
    held["nobody_planned_this"] = 1
    return True


def _required(one: Any, envelope: Envelope) -> Iterator[tuple[dict[str, Any], str]]:
    held = _properties(one, envelope) or {}
    record = envelopes.record(one, envelope)
    for name in held:
        if name in record.properties and held[name] is not None:
            yield held, name


def missing_property(one: Any, envelope: Envelope) -> bool:
    found = next(_required(one, envelope), None)
    if found is not None:
        del found[0][found[1]]
    return found is not None


def wrong_type(one: Any, envelope: Envelope) -> bool:
    found = next(_required(one, envelope), None)
    if found is not None:
        held, name = found
        held[name] = {"wrong": True} if not isinstance(held[name], dict) else "wrong"
    return found is not None


def unexpected_null(one: Any, envelope: Envelope) -> bool:
    found = next(_required(one, envelope), None)
    if found is not None:
        found[0][found[1]] = None
    return found is not None


FAULTS: dict[str, Callable[[Any, Envelope], bool]] = {
    "unplanned-event": unplanned_event,
    "unplanned-property": unplanned_property,
    "missing-property": missing_property,
    "wrong-type": wrong_type,
    "unexpected-null": unexpected_null,
}


def first_record(value: Any, envelope: Envelope) -> Any:
    """The object in which to plant: the record itself, or the first of a batch."""
    if envelope.batch and isinstance(value, dict):
        found = holder(value, envelope.batch)
        return found[0][found[1]][0] if found is not None and found[0][found[1]] else None
    return value


def test_a_planted_fault_is_found_on_its_line(tmp_path: Path) -> None:
    planted = dict.fromkeys([*FAULTS, "not-json", "unplanned-event in a table"], 0)
    for number, path in enumerate(logs()):
        made = opened(path)
        plan, log = tmp_path / f"plan-{number}", tmp_path / f"log-{number}"
        if made is None or not made[0].values or inside("infer", write(made[0], log), "--out", plan).code == 2:
            continue
        original, envelope = made
        place = max((n for n, value in enumerate(original.values) if not isinstance(value, str)), default=0)
        if original.kind == "csv":
            column = next((original.header.index(name) for name in envelope.event if name in original.header), None)
            if column is None or not original.values[place][column]:
                continue
            changed = copy.deepcopy(original)
            changed.values[place][column] = "Nobody Planned This"
            assert_found("unplanned-event", changed, place, log, plan)
            planted["unplanned-event in a table"] += 1
            continue
        for rule, plant in FAULTS.items():
            changed = copy.deepcopy(original)
            one = first_record(changed.values[place], envelope)
            if isinstance(one, dict) and envelopes.is_of(one, envelope) and plant(one, envelope):
                if rule == "missing-property" and not is_required(one, original, place, envelope, plan):
                    continue
                assert_found(rule, changed, place, log, plan)
                planted[rule] += 1
        if len(original.values) > 1:
            changed = copy.deepcopy(original)
            changed.values[place] = json.dumps(changed.values[place])[:-7] + "\n"
            assert_found("not-json", changed, place, log, plan)
            planted["not-json"] += 1
    assert all(planted.values()), planted


def is_required(one: Any, original: Opened, place: int, envelope: Envelope, plan: Path) -> bool:
    """Whether every record of the same event had the property that was taken out."""
    from tracking_plan.cli._judge import one_plan
    from tracking_plan.document import Limits

    event = envelopes.record(one, envelope).event
    before = envelopes.record(first_record(original.values[place], envelope), envelope).properties
    gone = set(before) - set(envelopes.record(one, envelope).properties)
    properties = one_plan(str(plan), Limits()).events[event or ""].properties
    return any(properties[name].required and properties[name].sources is None for name in gone)


def assert_found(rule: str, changed: Opened, place: int, log: Path, plan: Path) -> None:
    ended = lint(write(changed, log), plan)
    assert ended.code == 1, (log, rule, ended)
    found = {(one["rule"], one["line"]) for one in ended.findings if one["file"].endswith(log.name)}
    assert (rule, changed.lines[place]) in found, (log, rule, changed.lines[place], sorted(found)[:8])
    errors = {one["line"] for one in ended.findings if one["severity"] == "error" and one["file"].endswith(log.name)}
    allowed = {changed.lines[place]} if rule != "not-json" else errors
    assert errors <= allowed | {line for other, line in found if other.startswith(("not-", "envelope"))}, (
        log,
        rule,
        errors,
    )


def test_many_small_files_are_judged_by_several_processes_without_waiting_for_each_other(tmp_path: Path) -> None:
    """What two workers say at once is heard, and none of it waits in a buffer for the next word."""
    from front_door import run

    names = tmp_path / "logs"
    names.mkdir()
    for number in range(24):
        (names / f"{number}.ndjson").write_text('{"event": "Thing Done", "properties": {}}\n')
    (tmp_path / "plan.yaml").write_text("plan: 1\nevents: {Thing Done: {}}\n")
    for _ in range(8):
        ended = run("lint", names, "--plan", tmp_path / "plan.yaml", "--jobs", "2", "--fail-on", "never", seconds=30)
        assert "24 valid" in ended.err, ended.err
