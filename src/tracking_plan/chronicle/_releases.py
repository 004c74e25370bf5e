"""The releases of a plan: what changed from one version, or one tag, to the next, with renames followed in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec import structs

from ..diff import diff
from ..model.change import Comparison
from ..model.event import Event
from ..model.pairing import renames
from ..model.plan import Plan
from ..revisions import Version
from ._timeline import Step, empty, is_other


class Returned(NamedTuple):
    """A name that is given again to something else: an event that was removed, and came back with another meaning."""

    event: str
    removed_in: str
    at: str
    """The commit with which it came back."""


class Release(NamedTuple):
    """What a version brought. ``name`` is empty for what is not released yet."""

    name: str
    version: Version
    found: Comparison
    events: int = 0
    """How many the plan has with it."""
    is_first: bool = False
    """Whether it is all that there is of the plan: nothing stood before it."""
    returned: tuple[Returned, ...] = ()

    @property
    def date(self) -> str:
        """The day of its commit, where that was committed."""
        return self.version.date[:10]


def releases(steps: Iterable[Step], names: Mapping[str, str] | None = None) -> Iterator[Release]:
    """The releases that steps make, the oldest first, and at the end what is not released.

    ``names`` says which commits are releases, and what they are called; without it, a step that changes the plan's own
    version is one. A first step that does not count is what the first release is compared with. Steps that cannot be
    read are passed over, and told with the next that can.
    """
    walk = _Walk()
    for step in steps:
        if step.problem:
            continue
        walk.follow(step)
        if not step.version.counts:
            walk.cut(step)
            continue
        name = names.get(step.version.commit) if names is not None else walk.new_number(step)
        if name:
            yield walk.release(name, step)
    if walk.last is not None and walk.last is not walk.since:
        yield walk.release("", walk.last)


def told_by(steps: Iterable[Step], before: Plan, after: Plan) -> Plan:
    """The later of two plans, in which events say under ``was`` what the steps between the two say of their names."""
    walk = _Walk()
    for step in steps:
        if not step.problem:
            walk.follow(step)
    if walk.last is not None:
        walk.take(renames(walk.last.names, after.events))
    return following(before, after, walk.now)


class _Walk:
    """Goes from the last release to the next. ``now`` has the name at the last release -> the name that it has by now."""

    def __init__(self) -> None:
        self.since: Step | None = None
        self.last: Step | None = None
        self.number: str | None = None
        self.now: dict[str, str] = {}
        self.gone: dict[str, tuple[Event, str]] = {}
        """Name -> the event that had it when it was removed, and in which release that was."""

    def follow(self, step: Step) -> None:
        """Take the renames on the way to a step."""
        if self.last is not None:
            self.take(renames(self.last.names, step.names))
        self.last = step

    def take(self, made: dict[str, str]) -> None:
        """Put the next renames after those on the way so far."""
        for once, name in self.now.items():
            self.now[once] = made.pop(name, name)
        self.now.update(made)

    def new_number(self, step: Step) -> str:
        return step.number or "" if step.number != self.number else ""

    def cut(self, step: Step) -> None:
        self.since, self.number, self.now = step, step.number, {}

    def release(self, name: str, step: Step) -> Release:
        before = self.since.plan if self.since is not None else empty(step.plan)
        after = following(before, step.plan, self.now)
        returned = tuple(self._returned(before, after, name, step))
        is_first = self.since is None or not before.documents
        made = Release(name, step.version, diff(before, after), len(after.events), is_first, returned)
        self.cut(step)
        return made

    def _returned(self, before: Plan, after: Plan, name: str, step: Step) -> Iterator[Returned]:
        moved = renames(before.events, after.events)
        come = {*after.events} - {*before.events} - {*moved.values()}
        for event in after.events.values():
            if event.name in come and event.name in self.gone:
                once, removed_in = self.gone.pop(event.name)
                if is_other(once, event):
                    yield Returned(event.name, removed_in, step.version.short)
        for event in before.events.values():
            if event.name not in after.events and event.name not in moved:
                self.gone[event.name] = (event, name or "what is not released")


def following(before: Plan, after: Plan, now: Mapping[str, str]) -> Plan:
    """The later plan, in which events say under ``was`` the names that they are known to have had in the earlier one."""
    told = renames(before.events, after.events)
    events = dict(after.events)
    for once, name in now.items():
        is_move = once in before.events and name not in before.events and name in events and once not in events
        if is_move and once not in told and name not in told.values():
            was = dict.fromkeys((*before.events[once].was, once))
            was.pop(name, None)
            events[name] = structs.replace(events[name], was=tuple(was))
    if all(events[name] is event for name, event in after.events.items()):
        return after
    return structs.replace(after, events=events)
