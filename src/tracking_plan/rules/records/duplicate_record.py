"""The same record stands in the log twice: the same message id, with the same content.

Why: a client that gets no answer sends again, so duplicates come in every log; whoever does not take them out counts
too much.

Plan:

    events:
      Project Created:
        properties:
          project_id: {type: string}

Bad:

    {"type": "track", "event": "Project Created", "messageId": "m-1", "properties": {"project_id": "proj_1"}}
    {"type": "track", "event": "Project Created", "messageId": "m-2", "properties": {"project_id": "proj_2"}}
    {"type": "track", "event": "Project Created", "messageId": "m-1", "properties": {"project_id": "proj_1"}}  # <- here

Good:

    {"type": "track", "event": "Project Created", "messageId": "m-1", "properties": {"project_id": "proj_1"}}
    {"type": "track", "event": "Project Created", "messageId": "m-2", "properties": {"project_id": "proj_1"}}

Note: records without an id are never duplicates. A duplicate is still counted as valid or not by what it holds.
"""

from __future__ import annotations

from ...finding import Severity
from ...model.record import Problem
from ...shelf import quote

severity = Severity.WARNING
said_by = "lint"


def said(id: str, first: tuple[str, int] | None = None) -> Problem:
    """``first`` is the file and line of the record that came before."""
    where = f", first at {first[0]}:{first[1]}" if first is not None else ""
    return Problem(f"the record with the id {quote(id)} came before{where}", "count each id once")
