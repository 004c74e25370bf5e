"""A part of a record's envelope cannot be read, such as a time that is none.

Why: without its time a record is in no day's report; without its id its duplicates are counted.

Plan:

    events:
      Project Created:
        additional_properties: true

Bad:

    {"event": "Project Created", "timestamp": "yesterday", "properties": {}}  # <- here

Good:

    {"event": "Project Created", "timestamp": "2026-01-31T12:00:00Z", "properties": {}}
"""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Severity
from ...model.event import Event
from ...model.plan import Plan
from ...model.record import About, Problem, Record
from ...model.times import Apart

severity = Severity.ERROR
APART: tuple[Apart, ...] = ()
"""None: whoever has read all times of a record has found no fault."""


def check_record(record: Record, event: Event | None, plan: Plan, about: About) -> Iterator[Problem]:
    for fault in record.faults:
        yield Problem(fault)
