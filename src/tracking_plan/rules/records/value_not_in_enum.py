"""A value is none of those that the plan lists.

Why: each spelling of a value is a row of its own in every report, and code that switches on the value knows only those
that are listed.

Plan:

    events:
      Project Created:
        properties:
          project_type: {type: string, enum: [marketing, development, design]}

Bad:

    {"event": "Project Created", "properties": {"project_type": "Marketing"}}  # <- here
    {"event": "Project Created", "properties": {"project_type": "sales"}}  # <- here

Good:

    {"event": "Project Created", "properties": {"project_type": "marketing"}}
"""

from __future__ import annotations

from ...finding import Severity
from ...model.record import Problem
from ...model.validator import Violation
from .._records import refused

severity = Severity.ERROR
words = ("enum", "const")


def said(violation: Violation, value: object, of: str) -> Problem:
    near = "(did you mean " in violation.message
    return refused(violation, of, "" if near else "send one of these, or add the value to the plan")
