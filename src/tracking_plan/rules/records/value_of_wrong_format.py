"""A text is not of the format that the plan gives.

Why: what cannot be read as a date, an address or a UUID is null in the warehouse, or stops the load.

Plan:

    events:
      Project Created:
        properties:
          created_at: {type: string, format: date-time}
          project_id: {type: string, format: uuid, required: false}

Bad:

    {"event": "Project Created", "properties": {"created_at": "2026-01-31"}}  # <- here
    {"event": "Project Created", "properties": {"created_at": "2026-01-31 12:00"}}  # <- here
    {"event": "Project Created", "properties": {"created_at": "2026-01-31T12:00:00Z", "project_id": "17"}}  # <- here

Good:

    {"event": "Project Created", "properties": {"created_at": "2026-01-31T12:00:00+01:00"}}
"""

from __future__ import annotations

from ...finding import Severity
from ...model.record import Problem
from ...model.validator import Violation
from .._records import refused

severity = Severity.ERROR
words = ("format",)


def said(violation: Violation, value: object, of: str) -> Problem:
    return refused(violation, of, "")
