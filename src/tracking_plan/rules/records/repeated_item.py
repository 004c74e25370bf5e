"""A list holds an item twice where the plan says that it holds each once.

Why: whoever unfolds the list counts the item twice.

Plan:

    events:
      Project Created:
        properties:
          tags: {type: array, items: {type: string}, uniqueItems: true}

Bad:

    {"event": "Project Created", "properties": {"tags": ["blue", "red", "blue"]}}  # <- here

Good:

    {"event": "Project Created", "properties": {"tags": ["blue", "red"]}}
"""

from __future__ import annotations

from ...finding import Severity
from ...model.record import Problem
from ...model.validator import Violation
from .._records import refused

severity = Severity.ERROR
words = ("uniqueItems",)


def said(violation: Violation, value: object, of: str) -> Problem:
    return refused(violation, of, "send each item once")
