"""What became of a plan, in words: the commits that changed it, and those that changed each of its events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from ..chronicle import Timeline, lives
from ..document import Limits
from ..model.change import BREAKING, Change
from ..packages import beside
from ..revisions import Version, history
from .facts import Changed, Moment


class Past(Struct, frozen=True):
    """The newest commits first. ``by_event`` follows an event through its renames; ``notes`` are remarks for people."""

    moments: tuple[Moment, ...] = ()
    by_event: Mapping[str, tuple[Moment, ...]] = {}
    notes: tuple[str, ...] = ()


def past(plan: str | None, limits: Limits, today: date) -> Past:
    """The past of the plan at a path, from git.

    Raises:
        Trouble: there is no repository, no plan in it, or not enough of its history; the newest plan cannot be read.
    """
    found = history(plan, also=beside(plan))
    told = lives(Timeline(found, found.versions[::-1], limits, today))
    by_event = {
        name: tuple(_moment(one.version, one.number, one.changes) for one in reversed(life.moments))
        for name, life in told.by_name.items()
    }
    moments = tuple(_moment(*chapter) for chapter in reversed(told.chapters))
    return Past(moments, by_event, (*found.notes, *told.notes))


def _moment(version: Version, number: str | None, changes: tuple[Change, ...]) -> Moment:
    return Moment(
        commit=version.commit,
        date=version.date,
        author=version.author,
        subject=version.subject,
        tags=version.tags,
        version=number or "",
        changes=tuple(map(_changed, changes)),
        first=not version.parents,
    )


def _changed(change: Change) -> Changed:
    verdicts = change.verdicts
    breaks = tuple(name for name, verdict in zip(verdicts._fields, verdicts, strict=True) if verdict is BREAKING)
    return Changed(change.rule, change.message, verdicts.worst.word, breaks, change.event or "")
