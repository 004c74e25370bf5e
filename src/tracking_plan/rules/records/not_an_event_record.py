"""A line of a log is JSON, and not a record of an event.

Why: nobody can say which event it is, so it counts for none.

Plan:

    events:
      Project Created:
        additional_properties: true

Bad:

    null  # <- here
    42  # <- here
    ["Project Created"]  # <- here
    {}  # <- here
    {"properties": {"team_size": 5}}  # <- here
    {"event": "", "properties": {"team_size": 5}}  # <- here

Good:

    {"event": "Project Created", "properties": {"team_size": 5}}

Note: the line is counted as unreadable; of a line that holds a batch, each element that is no record, and one where the
batch is empty. Where a whole log is so, it has another envelope than was taken: name the tool
with `--envelope`, or describe your own under `envelopes` in the plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...finding import Severity
from ...model.record import Problem
from ...shelf import listed, quote

severity = Severity.ERROR
said_by = "lint"


def said(value: object, looked_for: Sequence[str] = ()) -> Problem:
    """``value`` is what the line holds, ``looked_for`` the paths where the envelope has an event's name."""
    if not isinstance(value, Mapping):
        return Problem(f"a record is a JSON object, not {_named(value)}", "write one object a line")
    paths = listed([quote(path) for path in looked_for], last="or")
    missing = f", under {paths}" if paths else ""
    if not value:
        return Problem("the object is empty, and names no event", "leave such a line out")
    return Problem(
        f"the object names no event{missing}", "name the log's tool with --envelope, or describe yours in the plan"
    )


def empty_batch(path: str) -> Problem:
    """``path`` is where the list of records stands."""
    return Problem(f"the list {quote(path)} is empty, and holds no event", "leave such a line out")


def _named(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return f"the text {quote(value, 30)}"
    return f"the number {quote(value, 30)[1:-1]}" if isinstance(value, (int, float)) else "an array"
