"""A number is smaller or larger than the plan allows.

Why: a team of -1 or a price of a billion moves every average; it is a fault in the client, or the plan is wrong.

Plan:

    events:
      Project Created:
        properties:
          team_size: {type: integer, minimum: 1, maximum: 500}

Bad:

    {"event": "Project Created", "properties": {"team_size": 0}}  # <- here
    {"event": "Project Created", "properties": {"team_size": 501}}  # <- here

Good:

    {"event": "Project Created", "properties": {"team_size": 1}}
    {"event": "Project Created", "properties": {"team_size": 500}}
"""

from __future__ import annotations

from ...finding import Severity
from ...model.record import Problem
from ...model.validator import Violation
from .._records import refused

severity = Severity.ERROR
words = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")


def said(violation: Violation, value: object, of: str) -> Problem:
    return refused(violation, of, "mend the value, or the range in the plan")
