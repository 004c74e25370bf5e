"""A text does not match the pattern that the plan gives.

Why: an identifier of another form finds nothing in the table that it should be joined with.

Plan:

    events:
      Project Created:
        properties:
          project_id: {type: string, pattern: "^proj_[a-z0-9]+$"}

Bad:

    {"event": "Project Created", "properties": {"project_id": "17"}}  # <- here
    {"event": "Project Created", "properties": {"project_id": "proj_A"}}  # <- here

Good:

    {"event": "Project Created", "properties": {"project_id": "proj_17"}}

Note: patterns run on an engine whose time grows only with the text, so that no pattern and no value can stop the judge.
"""

from __future__ import annotations

from ...finding import Severity
from ...model.record import Problem
from ...model.validator import Violation
from .._records import refused

severity = Severity.ERROR
words = ("pattern",)


def said(violation: Violation, value: object, of: str) -> Problem:
    return refused(violation, of, "mend the value, or the pattern in the plan")
