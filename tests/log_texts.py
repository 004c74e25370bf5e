"""The texts in the properties of all real logs, and what the rule `personal-value` takes them for: see `scripts/personal_values.py`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from log_cases import OWN, Case, cases
from tracking_plan.document import read
from tracking_plan.lint import envelopes, reading
from tracking_plan.lint.detection import choose
from tracking_plan.load import load
from tracking_plan.model.envelope import Envelope
from tracking_plan.rules.records.personal_value import looks_like

Path = tuple[str, ...]


class Flagged(NamedTuple):
    """A text that looks personal."""

    kind: str
    log: str
    name: str
    """Of the property, the innermost."""
    text: str


def texts() -> Iterator[tuple[str, Path, str]]:
    """Each text in a property of an event: the log, the path, the text."""
    for case in cases():
        with reading.open_log(str(case.path)) as log:
            envelope = _envelope(case, log) if log.hint is None else None
            if envelope is None:
                continue
            reader, unwrap = envelopes.reader(envelope), envelopes.unwrap(envelope)
            for value in _objects(log):
                for one in unwrap(value) if unwrap is not None else [value]:
                    if isinstance(one, dict) and reader.is_of(one):
                        for path, text in _inside(reader.record(one).properties, ()):
                            yield case.name, path, text


def flagged() -> tuple[int, Counter[Flagged]]:
    """How many texts there are, and those that look personal with how often they come."""
    number, found = 0, Counter[Flagged]()
    for log, path, text in texts():
        number += 1
        kind = looks_like(text, path)
        if kind:
            found[Flagged(kind, log, path[-1], text)] += 1
    return number, found


def _envelope(case: Case, log: reading.Log) -> Envelope | None:
    sample = log.sample()
    choice = choose("auto", sample)
    if choice.is_sure:
        return choice.envelope
    return choose(case.own, sample, load([read(OWN, "own.yaml")], date(2026, 1, 1))).envelope if case.own else None


def _objects(log: reading.Log) -> Iterator[dict[str, Any]]:
    for batch in log.batches():
        for line in batch.lines:
            try:
                value = json.loads(line)
            except ValueError:
                continue
            if isinstance(value, dict):
                yield value
        for row in batch.rows or ():
            if isinstance(row.value, dict):
                yield row.value


def _inside(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, held in value.items():
            yield from _inside(held, (*path, name))
    elif isinstance(value, list):
        for held in value:
            yield from _inside(held, path)
