"""A record lacks a property that the plan requires.

Why: whoever counts by that property leaves the record out without knowing, and no later fix brings the value back.

Plan:

    events:
      Project Created:
        properties:
          project_id: {type: string}
          team_size: {type: integer, required: false}
          owner:
            type: object
            properties:
              plan: {type: string}

Bad:

    {"event": "Project Created", "properties": {"owner": {"plan": "free"}}}  # <- here
    {"event": "Project Created", "properties": {"project_id": "proj_1", "owner": {}}}  # <- here

Good:

    {"event": "Project Created", "properties": {"project_id": "proj_1", "owner": {"plan": "free"}}}

Note: a property is required unless the plan says `required: false`. One that only some sources send is judged over the
whole log: see missing-from-source.
"""

from __future__ import annotations

from ...finding import Severity
from ...model.record import Problem
from ...model.validator import Violation
from ...shelf import quote
from .._records import dotted

severity = Severity.ERROR
words = ("required",)


def said(violation: Violation, value: object, of: str) -> Problem:
    path = (*violation.path, violation.property or "")
    return Problem(
        f"{of} lacks the required property {quote(dotted(path))}", "send it, or plan `required: false`", path
    )
