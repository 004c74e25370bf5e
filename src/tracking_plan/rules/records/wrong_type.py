"""A value is of another type than the plan says.

Why: a warehouse puts text and numbers into different columns, or drops one of the two; "5" and 5 are counted apart.

Plan:

    events:
      Project Created:
        properties:
          team_size: {type: integer}
          project_id: {type: string, required: false}
          tags: {type: array, items: {type: string}, required: false}

Bad:

    {"event": "Project Created", "properties": {"team_size": "5"}}  # <- here
    {"event": "Project Created", "properties": {"team_size": 5.5}}  # <- here
    {"event": "Project Created", "properties": {"team_size": 5, "project_id": 17}}  # <- here
    {"event": "Project Created", "properties": {"team_size": 5, "tags": ["blue", 7]}}  # <- here
    {"event": "Project Created", "properties": {"team_size": 5, "tags": "blue"}}  # <- here

Good:

    {"event": "Project Created", "properties": {"team_size": 5, "project_id": "17", "tags": ["blue", "7"]}}
    {"event": "Project Created", "properties": {"team_size": 5.0}}

Note: 5.0 is an integer, as JSON Schema has it. Null is left to unexpected-null. What is read from CSV is text, and is
taken for what is planned where it can be.
"""

from __future__ import annotations

from ...finding import Severity
from ...model.record import Problem
from ...model.validator import UNREADABLE, Violation
from .._records import refused

severity = Severity.ERROR
words = ("type", "not", "anyOf", "oneOf", UNREADABLE)
_NUMBER = ("must be an integer,", "must be a number,")


def said(violation: Violation, value: object, of: str) -> Problem:
    return refused(violation, of, _hint(violation, value))


def _hint(violation: Violation, value: object) -> str:
    if isinstance(value, str) and violation.message.startswith(_NUMBER) and _is_number(value):
        return "send it without quotes"
    if isinstance(value, str) and violation.message.startswith("must be true or false,") and value in ("true", "false"):
        return "send it without quotes"
    if isinstance(value, (int, float, bool)) and violation.message.startswith("must be a string,"):
        return "send it in quotes"
    return ""


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text.isascii() and text[-1:].isdigit()
