"""A record carries a property that the plan does not have.

Why: nobody has said what it means or whether it is personal, so nobody may rely on it; and it is often a slip of one
that is planned.

Plan:

    events:
      Project Created:
        properties:
          project_id: {type: string}
          team_size: {type: integer, required: false}
      Page Viewed:
        additional_properties: true

Bad:

    {"event": "Project Created", "properties": {"project_id": "proj_1", "team_sise": 3}}  # <- here
    {"event": "Project Created", "properties": {"project_id": "proj_1", "color": "red"}}  # <- here

Good:

    {"event": "Project Created", "properties": {"project_id": "proj_1", "team_size": 3}}
    {"event": "Page Viewed", "properties": {"color": "red"}}

Note: `additional_properties: true` takes whatever is not planned; an object that names no properties does so too.
"""

from __future__ import annotations

from ...finding import Severity
from ...model.record import Problem
from ...model.validator import Violation
from ...shelf import quote
from .._records import dotted

severity = Severity.ERROR
words = ("additionalProperties", "unevaluatedProperties", "propertyNames", "falseSchema")


def said(violation: Violation, value: object, of: str) -> Problem:
    path = (*violation.path, violation.property or "")
    near = violation.message.partition(" (did you mean ")
    hint = "" if near[1] else "plan it, or stop sending it"
    return Problem(f"{quote(dotted(path))} of {of} is not planned{near[1]}{near[2]}", hint, path)
