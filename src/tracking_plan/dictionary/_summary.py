"""The summary that `plan lint --summary FILE` writes, read back: how often each event was seen, and how much of it was valid."""

from __future__ import annotations

import msgspec

from ..lint.summary import VERSION, Summary
from ..trouble import Trouble
from .facts import Problem, Seen

_MOST_PROBLEMS = 8


def read_summary(content: bytes, name: str) -> Summary:
    """The summary in a file.

    Raises:
        Trouble: it is none, or of another version.
    """
    try:
        made = msgspec.json.decode(content, type=Summary)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        reason = str(error).partition(" (")[0]
        raise Trouble(
            f"{name}: is no summary of a log; make one with `plan lint LOG --summary FILE` ({reason})"
        ) from None
    if made.version != VERSION:
        raise Trouble(f"{name}: is a summary of version {made.version}, and version {VERSION} is read; make it anew")
    return made


def seen(summary: Summary, event: str) -> Seen:
    """What a log said of one event."""
    found = summary.events.get(event)
    problems = tuple(
        Problem(one.rule, one.severity, one.count, one.message) for one in summary.problems if one.event == event
    )[:_MOST_PROBLEMS]
    if found is None:
        return Seen(0, 0, "", "", (), (), problems, {})
    present: dict[str, int] = {}
    for source in found.sources.values():
        for name, count in source.properties.items():
            present[name] = present.get(name, 0) + count
    sources = tuple((name, one.count, one.valid) for name, one in found.sources.items())
    return Seen(
        found.count, found.valid, found.first or "", found.last or "", sources, tuple(found.was.items()), problems, present
    )  # fmt: skip
