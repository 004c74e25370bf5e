"""A trip with a real log: a plan is inferred from it, it is judged by that plan, and then once more with faults planted in it.

`python scripts/logs_table.py` takes every log of `log_cases` and prints the table of docs/envelopes.md.
"""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from front_door import inside
from log_cases import OWN, Case
from tracking_plan.cli._judge import one_plan
from tracking_plan.document import Limits
from tracking_plan.lint import envelopes, reading
from tracking_plan.lint.detection import choose
from tracking_plan.lint.payload import unpacked
from tracking_plan.model.envelope import Envelope
from tracking_plan.model.event import Event
from tracking_plan.model.plan import Plan
from tracking_plan.model.property import Property
from tracking_plan.model.record import Record

DELIVERY = {"duplicate-record", "duplicate-id", "time-out-of-order", "late-record", "clock-skew", "time-in-future"}
"""What is wrong with how records came, and not with what they hold: no plan makes it right."""
UNREAD = {"not-json", "not-an-event-record", "envelope-unreadable", "line-too-long"}

Object = dict[str, Any]


@dataclass
class Trip:
    """What came of it."""

    case: Case
    envelope: str = ""
    """By which it was read; empty where it holds no event."""
    is_own: bool = False
    records: int = 0
    unclean: list[Any] = field(default_factory=list)
    """What the plan that was inferred from it finds in it all the same."""
    planted: dict[str, int] = field(default_factory=dict)
    """The rule that finds each fault that was planted, and its line."""
    missed: list[str] = field(default_factory=list)
    """Faults that were not found on their line, and lines on which there is none and one was found."""


def trip(case: Case, folder: Path) -> Trip:
    """Go."""
    made = Trip(case)
    plan, log = folder / "plan", folder / "log"
    words: tuple[str | Path, ...] = ()
    if inside("infer", case.path, "--out", plan).code == 2:
        if not case.own:
            return made
        ours = folder / "ours.yaml"
        ours.write_text(OWN)
        words = ("--envelope", case.own)
        if inside("infer", case.path, "--out", plan, "--plan", ours, *words).code == 2:
            return made
    summary, found = _linted(case.path, plan, folder, words)
    made.envelope, made.is_own = summary["files"][0]["envelope"], bool(words)
    made.records = summary["valid"]
    made.unclean = [one for one in found if one["rule"] not in DELIVERY | UNREAD]
    if summary["valid"] + summary["unreadable"] != summary["lines"] or not summary["valid"]:
        made.unclean.append(summary)
    _plant(made, plan, log, folder, words)
    return made


def _linted(
    log: Path, plan: Path, folder: Path, words: tuple[str | Path, ...]
) -> tuple[Mapping[str, Any], list[Object]]:
    told = folder / "summary.json"
    asked = ("--plan", plan, "--format", "json", "--max-findings", "100000", "--summary", told, "--jobs", "1")
    ended = inside("lint", log, *asked, *words)
    return json.loads(told.read_text()), ended.findings


class Text(NamedTuple):
    """A line of a log that is written as it is."""

    text: str


def _plant(made: Trip, plan_folder: Path, log: Path, folder: Path, words: tuple[str | Path, ...]) -> None:
    """Write the log again, with a record for each fault below it that has this fault; and see what is found."""
    plan = one_plan(str(plan_folder), Limits())
    header, values, envelope = _opened(made, plan)
    text = _written(header, values)
    end = text.count("\n")
    for rule, faulty in _faulty_rows(header, values, envelope, plan) if header else _faulty(values, envelope, plan):
        text += _written([], faulty[:-1])
        made.planted[rule] = text.count("\n") + 1
        text += _written([], faulty[-1:])
    log.write_text(text, newline="")
    _, found = _linted(log, plan_folder, folder, words)
    places = {(one["rule"], one["line"]) for one in found}
    made.missed = [f"{rule} on {line}" for rule, line in made.planted.items() if (rule, line) not in places]
    made.missed += [
        f"{rule} on {line}" for rule, line in sorted(places) if line <= end and rule not in DELIVERY | UNREAD
    ]


def _opened(made: Trip, plan: Plan) -> tuple[list[str], list[Any], Envelope]:
    """A log as objects, with their batches unpacked; or as the header and the rows of a table."""
    path = made.case.path
    with reading.open_log(str(path)) as log:
        envelope = choose(made.envelope if made.is_own else "auto", log.sample(), plan).envelope
        if log.kind == "csv":
            header, *rows = csv.reader(io.StringIO(path.read_text()))
            return header, rows, envelope
        values: list[Any] = []
        for batch in log.batches():
            values += [_loaded(line) for line in batch.lines if line.strip()]
            values += [row.value if row.value is not None else Text("null") for row in batch.rows or ()]
    if envelope.batch:
        for value in values:
            held = value.get(envelope.batch) if isinstance(value, dict) else None
            inner = unpacked(held) if isinstance(held, str) else held
            if inner is not None:
                value[envelope.batch] = [inner] if isinstance(inner, dict) else inner
    return [], values, envelope


def _loaded(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return Text(line.decode(errors="replace"))


def _written(header: list[str], values: list[Any]) -> str:
    """Lines of a log: of a table where they are lists."""
    if header or (values and isinstance(values[0], list)):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([header, *values] if header else values)
        return text.getvalue()
    return "".join(f"{value.text if isinstance(value, Text) else json.dumps(value)}\n" for value in values)


# -- faults in objects


class Target(NamedTuple):
    """A copy of a record, to be spoiled."""

    one: Object
    record: Record
    event: Event
    envelope: Envelope

    def names(self) -> Iterator[tuple[Object, str, Property]]:
        """Its planned properties, each with the object in which it stands."""
        held = _properties(self.one, self.record, self.envelope)
        for name in self.record.properties if held is not None else ():
            if held is not None and name in held and name in self.event.properties:
                yield held, name, self.event.properties[name]


def _properties(one: Object, record: Record, envelope: Envelope) -> Object | None:
    found = _first_at(one, envelope.properties)
    if found is None:
        return one if not envelope.properties or envelope.rest else None
    around, name = found
    if isinstance(around[name], str):
        try:
            around[name] = json.loads(around[name])
        except ValueError:
            return None
    held = around[name]
    return held if isinstance(held, dict) and set(record.properties) <= set(held) else None


def _first_at(value: Any, paths: tuple[str, ...]) -> tuple[Object, str] | None:
    return next((found for path in paths if (found := _holder(value, path)) is not None), None)


def _holder(value: Any, path: str) -> tuple[Object, str] | None:
    """The object at whose key a path ends."""
    *steps, last = path.split(".")
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    return (value, last) if isinstance(value, dict) and value.get(last) is not None else None


def _unplanned_event(target: Target) -> bool:
    found = _first_at(target.one, target.envelope.event)
    if found is None or not isinstance(found[0][found[1]], str):
        return False
    found[0][found[1]] = "Nobody Planned This"
    return True


def _unplanned_property(target: Target) -> bool:
    held = _properties(target.one, target.record, target.envelope)
    if held is None or target.event.additional_properties:
        return False
    held["nobody_planned_this"] = 1
    return True


def _missing(target: Target) -> bool:
    for held, name, planned in target.names():
        if planned.required and planned.sources is None:
            del held[name]
            return True
    return False


def _set(fits: Callable[[Property], bool], other: Callable[[Property], Any]) -> Callable[[Target], bool]:
    """Another value for the first property that fits."""

    def plant(target: Target) -> bool:
        for held, name, planned in target.names():
            if fits(planned) and held[name] is not None:
                held[name] = other(planned)
                return True
        return False

    return plant


def _future(target: Target) -> bool:
    found = _first_at(target.one, target.envelope.time)
    if found is None:
        return False
    envelope = target.envelope
    per = {"s": 1, "ms": 1000, "us": 10**6, "ns": 10**9}.get(envelope.units.get("time", envelope.unit) or "")
    found[0][found[1]] = 32_503_680_000 * per if per else "2999-12-31T23:59:59Z"
    return True


def _is_plain_text(planned: Property) -> bool:
    free = (planned.enum, planned.pattern, planned.format, planned.pii) == (None, None, None, None)
    return planned.types == ("string",) and free


_address = _set(_is_plain_text, lambda planned: "ana.lopez@example.com")


def _personal(target: Target) -> bool:
    return not any(allow.rule == "personal-value" for allow in target.event.allow) and _address(target)


FAULTS: dict[str, Callable[[Target], bool]] = {
    "unplanned-event": _unplanned_event,
    "unplanned-property": _unplanned_property,
    "missing-property": _missing,
    "wrong-type": _set(
        lambda planned: bool(planned.types), lambda planned: "wrong" if "object" in planned.types else {"wrong": True}
    ),
    "unexpected-null": _set(lambda planned: bool(planned.types) and not planned.nullable, lambda planned: None),
    "value-not-in-enum": _set(lambda planned: planned.enum is not None, lambda planned: "no such value"),
    "value-out-of-range": _set(lambda planned: planned.minimum is not None, lambda planned: planned.minimum - 1),  # type: ignore[operator]
    "value-of-wrong-format": _set(
        lambda planned: planned.format is not None and planned.types == ("string",), lambda planned: "no such"
    ),
    "personal-value": _personal,
    "time-in-future": _future,
}


def _faulty(values: list[Any], envelope: Envelope, plan: Plan) -> Iterator[tuple[str, list[Any]]]:
    """Of each fault that can be planted, the lines that are added for it; it is found on the last of them."""
    for rule, plant in FAULTS.items():
        for value, target in _targets(values, envelope, plan, rule):
            if plant(target):
                yield rule, [value]
                break
    for value, target in _targets(values, envelope, plan, "twice"):
        if target.record.id is not None and envelope.id:
            yield "duplicate-record", [value, value]
            break
    for value, _ in _targets(values, envelope, plan, "cut"):
        yield "not-json", [Text(json.dumps(value)[:-5])]
        break


def _targets(values: list[Any], envelope: Envelope, plan: Plan, mark: str) -> Iterator[tuple[Object, Target]]:
    """Copies of records of planned events, each in a line of its own, and with an id of its own where it has one."""
    reader = envelopes.reader(envelope)
    for value in values[:300]:
        if not isinstance(value, dict):
            continue
        held = value.get(envelope.batch) if envelope.batch else None
        for place in range(len(held)) if isinstance(held, list) else (-1,):
            line = copy.deepcopy(value)
            one = line
            if place >= 0:
                line[envelope.batch] = [line[envelope.batch][place]]
                one = line[envelope.batch][0]
            if not isinstance(one, dict):
                continue
            whole = (
                {**{name: held for name, held in line.items() if name != envelope.batch}, **one} if place >= 0 else one
            )
            if not reader.is_of(whole):
                continue
            record = reader.record(whole)
            event = plan.events.get(record.event or "")
            if event is None or record.faults:
                continue
            found = _first_at(one, envelope.id)
            if found is not None:
                found[0][found[1]] = f"{found[0][found[1]]} {mark}"
            yield line, Target(one, record, event, envelope)


# -- faults in tables


def _faulty_rows(
    header: list[str], rows: list[list[str]], envelope: Envelope, plan: Plan
) -> Iterator[tuple[str, list[Any]]]:
    """The same in a table, whose cells are texts."""
    names = next((header.index(path) for path in envelope.event if path in header), None)
    for row in rows[:50]:
        if names is None or row[names] not in plan.events:
            continue
        event = plan.events[row[names]]
        yield "unplanned-event", [_row(row, names, "Nobody Planned This")]
        for place, name in enumerate(header):
            planned = event.properties.get(name)
            if planned is None or not row[place] or header.count(name) > 1:
                continue
            if planned.required and planned.sources is None and place != names:
                yield "missing-property", [_row(row, place, "")]
            if planned.types and not {"string", "object", "array"} & {*planned.types}:
                yield "wrong-type", [_row(row, place, "no number")]
            if planned.enum is not None:
                yield "value-not-in-enum", [_row(row, place, "no such value")]
        return


def _row(row: list[str], place: int, cell: str) -> list[str]:
    return [cell if number == place else other for number, other in enumerate(row)]
