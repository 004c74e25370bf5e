"""Two records have the same message id and different content.

Why: whoever takes out duplicates by their id keeps one of the two and loses the other.

Plan:

    events:
      Project Created:
        properties:
          project_id: {type: string}

Bad:

    {"type": "track", "event": "Project Created", "messageId": "m-1", "properties": {"project_id": "proj_1"}}
    {"type": "track", "event": "Project Created", "messageId": "m-1", "properties": {"project_id": "proj_2"}}  # <- here

Good:

    {"type": "track", "event": "Project Created", "messageId": "m-1", "properties": {"project_id": "proj_1"}}
    {"type": "track", "event": "Project Created", "messageId": "m-2", "properties": {"project_id": "proj_2"}}

Note: content is the event and its properties; times and the rest of the envelope may differ, as when a client sends
again. A warning, as which of the two is right cannot be told.
"""

from __future__ import annotations

from ...finding import Severity
from ...model.record import Problem
from ...shelf import quote

severity = Severity.WARNING
said_by = "lint"


def said(id: str, first: tuple[str, int] | None = None) -> Problem:
    """``first`` is the file and line of the record that came before."""
    where = f", at {first[0]}:{first[1]}" if first is not None else ""
    return Problem(
        f"another record has the id {quote(id)} too{where}, with other content", "give each record its own id"
    )
