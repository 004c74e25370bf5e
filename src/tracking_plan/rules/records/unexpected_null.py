"""A value is null where the plan does not allow it.

Why: null is often a client that forgot to set the value; where it is meant, the plan says so, and readers count with it.

Plan:

    events:
      Project Created:
        properties:
          project_id: {type: string}
          project_type: {type: string, enum: [marketing, design], required: false}
          template: {type: string, nullable: true}

Bad:

    {"event": "Project Created", "properties": {"project_id": null, "template": "blank"}}  # <- here
    {"event": "Project Created", "properties": {"project_id": "proj_1", "template": null, "project_type": null}}  # <- here

Good:

    {"event": "Project Created", "properties": {"project_id": "proj_1", "template": null}}

Note: `required: false` lets a property be absent; only `nullable: true` lets it be null.
"""

from __future__ import annotations

from ...finding import Severity
from ...model.record import Problem
from ...model.validator import Violation
from .._records import place

severity = Severity.ERROR
words = ()
_WORDS = frozenset(("type", "enum", "const"))


def takes(violation: Violation, value: object) -> bool:
    """Whether the violation is that of a null, whichever keyword refused it."""
    return value is None and violation.word in _WORDS


def said(violation: Violation, value: object, of: str) -> Problem:
    return Problem(f"{place(violation.path, of)} is null", "leave it out, or plan `nullable: true`", violation.path)
