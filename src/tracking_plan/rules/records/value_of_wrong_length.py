"""A text or a list is shorter or longer than the plan allows.

Why: many tools cut what is too long without a word, and two values that were different become the same.

Plan:

    events:
      Project Created:
        properties:
          country: {type: string, minLength: 2, maxLength: 2}
          tags: {type: array, minItems: 1, maxItems: 2, required: false}

Bad:

    {"event": "Project Created", "properties": {"country": ""}}  # <- here
    {"event": "Project Created", "properties": {"country": "Germany"}}  # <- here
    {"event": "Project Created", "properties": {"country": "DE", "tags": []}}  # <- here
    {"event": "Project Created", "properties": {"country": "DE", "tags": [1, 2, 3]}}  # <- here

Good:

    {"event": "Project Created", "properties": {"country": "DE", "tags": ["blue"]}}

Note: length counts characters (code points), not bytes.
"""

from __future__ import annotations

from ...finding import Severity
from ...model.record import Problem
from ...model.validator import Violation
from .._records import refused

severity = Severity.ERROR
words = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "contains")


def said(violation: Violation, value: object, of: str) -> Problem:
    return refused(violation, of, "mend the value, or the length in the plan")
