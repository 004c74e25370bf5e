"""Names that events had once: what a name meant when it was last given, long after the event is gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..document import Limits, read
from ..model.event import Event
from ..revisions import History, Version
from ..trouble import Trouble
from ._timeline import Timeline, names_in


def last_known(history: History, names: Sequence[str], limits: Limits, today: date) -> dict[str, Event]:
    """The event that had each of these names last, where there was one.

    All texts are looked through for the names, and only those that hold one are parsed.
    """
    files = {version.commit: _files(history, version) for version in history.versions}
    ids = dict.fromkeys(ident for found in files.values() for ident in found)
    wanted = {name: name.encode("utf-8", "surrogateescape") for name in names}
    holding: dict[str, set[str]] = {}
    for ident, content in history.contents(ids, limits.bytes):
        if any(raw in content for raw in wanted.values()):
            there = names_in(read(content, "", limits))
            holding[ident] = {name for name in wanted if name in there}
    made: dict[str, Event] = {}
    for version in history.versions:  # the newest first
        here = {name for ident in files[version.commit] for name in holding.get(ident, ())} - {*made}
        if here:
            (step,) = Timeline(history, [version], limits, today).steps()
            events = {} if step.problem else step.plan.events
            made.update({name: events[name] for name in here if name in events})
    return made


def _files(history: History, version: Version) -> list[str]:
    try:
        return [entry.id for entry in history.files(version)]
    except Trouble:  # a link where a file should be
        return []
