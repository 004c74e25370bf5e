"""The summary that `plan lint --summary FILE` writes, read back: how often each event was seen, and how much of it was valid."""

from __future__ import annotations

from functools import cache

import msgspec

from ..lint.summary import VERSION, Summary
from ..rules import page_of, shelf
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


@cache
def _said(rule: str, name: str | None) -> str:
    """What was wrong, without the value, which may be personal: pages go round, and a log's summary need not."""
    if rule not in shelf.names:
        return rule
    summary = page_of(rule).summary
    return f"`{name}`: {summary}" if name else summary


def problems_of(summary: Summary) -> dict[str, tuple[Problem, ...]]:
    """The commonest problems of each event."""
    made: dict[str, list[Problem]] = {}
    for one in summary.problems:
        held = made.setdefault(one.event or "", [])
        if len(held) < _MOST_PROBLEMS:
            held.append(Problem(one.rule, one.severity, one.count, _said(one.rule, one.property)))
    return {event: tuple(held) for event, held in made.items()}


def seen(summary: Summary, event: str, problems: tuple[Problem, ...]) -> Seen:
    """What a log said of one event."""
    found = summary.events.get(event)
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
