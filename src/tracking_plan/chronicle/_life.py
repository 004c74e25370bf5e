"""The life of one event: each commit that changed it, under whichever name it had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..diff import diff
from ..model.change import Change
from ..model.event import Event
from ..model.pairing import renames
from ..revisions import Version
from ..shelf import did_you_mean, quote
from ..trouble import Trouble
from ._timeline import Step, Timeline, empty, is_other


class Moment(NamedTuple):
    """A commit that changed the event. ``name`` is the one that it had after it, or the last one where it was removed."""

    version: Version
    number: str | None
    """The plan's own version at that commit."""
    name: str
    changes: tuple[Change, ...]
    is_other: bool = False
    """Whether its name was given up before, and means something else from here on."""


class Life(NamedTuple):
    """An event from its first commit to its last change. ``name`` is what it is called now, "" where it is gone."""

    name: str
    moments: tuple[Moment, ...]
    notes: tuple[str, ...] = ()
    """Which commits were passed over, and why."""


def life(timeline: Timeline, name: str) -> Life:
    """What happened to the event that has, or had, this name, the oldest first.

    Where more than one event had the name: the one that has it now, else one that is still there under another, else
    the last that had it. An event that was removed and comes back under its name is the same one again.

    Raises:
        Trouble: no event ever had that name, or the newest plan cannot be read.
    """
    if not timeline.versions:
        raise Trouble("no commit changed the plan between these two revisions")
    return _walked(timeline).life(name)


class Chapter(NamedTuple):
    """A commit that changed the plan, with all that it changed."""

    version: Version
    number: str | None
    """The plan's own version at that commit."""
    changes: tuple[Change, ...]


class Lives(NamedTuple):
    """Every event of the newest plan with its life, and what each commit changed, both the oldest first."""

    by_name: Mapping[str, Life]
    chapters: tuple[Chapter, ...]
    notes: tuple[str, ...]


def lives(timeline: Timeline) -> Lives:
    """The lives of all events that the newest plan has, in one walk.

    Raises:
        Trouble: the newest plan cannot be read.
    """
    walk = _walked(timeline)
    now = walk.numbers[walk.newest] if timeline.versions else {}
    by_name = {name: Life(name, tuple(walk.moments[number])) for name, number in now.items()}
    return Lives(by_name, tuple(walk.chapters), tuple(walk.notes))


def _walked(timeline: Timeline) -> _Walk:
    walk = _Walk()
    children = {parent: version.commit for version in timeline.versions for parent in version.parents}
    for step in timeline.steps():
        walk.take(step)
        walk.let_go(parent for parent in step.version.parents if children[parent] == step.version.commit)
    return walk


class _Walk:
    """Gives every event a number that stays when its name changes, and keeps what happened to each."""

    def __init__(self) -> None:
        self.steps: dict[str, Step | None] = {}
        """Commit -> the step to compare its children with: the last that can be read."""
        self.numbers: dict[str, dict[str, int]] = {}
        """Commit -> the number of each event by its name there."""
        self.newest = ""
        self.notes: list[str] = []
        self.had: dict[str, list[int]] = {}
        """Name -> every event that ever had it, the latest last."""
        self.moments: list[list[Moment]] = []
        self.chapters: list[Chapter] = []
        self.gone: dict[int, Event] = {}
        """What was removed, as it was last."""

    def take(self, step: Step) -> None:
        commit, parents = step.version.commit, [p for p in step.version.parents if p in self.steps]
        self.newest = commit
        if step.problem:  # its children are compared with what was before it
            self.notes.append(f"passed over {step.version.short}, where the plan cannot be read: {step.problem}")
            self.steps[commit] = self.steps[parents[0]] if parents else None
            self.numbers[commit] = self.numbers[parents[0]] if parents else {}
            return
        before = {parent: found for parent in parents if (found := self.steps[parent]) is not None}
        self.steps[commit] = step
        self.numbers[commit] = self._numbered(step, before)
        if step.version.counts:
            self._tell(step, before)

    def let_go(self, commits: Iterable[str]) -> None:
        """No later step is compared with these."""
        for commit in commits:
            self.steps.pop(commit, None)
            self.numbers.pop(commit, None)

    def _numbered(self, step: Step, before: Mapping[str, Step]) -> dict[str, int]:
        made: dict[str, int] = {}
        for parent, other in before.items():
            once = {now: was for was, now in renames(other.names, step.names).items()}
            for name in step.names:
                source = name if name in other.names else once.get(name)
                if source is not None:
                    made.setdefault(name, self.numbers[parent][source])
        for name in step.names:
            if name not in made:
                known = self.had.get(name, [])
                made[name] = known[-1] if known and known[-1] not in made.values() else self._new()
        for name, number in made.items():
            had = self.had.setdefault(name, [])
            if had[-1:] != [number]:
                had.append(number)
        return made

    def _new(self) -> int:
        self.moments.append([])
        return len(self.moments) - 1

    def _tell(self, step: Step, before: Mapping[str, Step]) -> None:
        now = self.numbers[step.version.commit]
        then = {name: number for parent in reversed([*before]) for name, number in self.numbers[parent].items()}
        told: dict[int, list[Change]] = {}
        changes = tuple(_changes(step, [*before.values()]))
        if changes:
            self.chapters.append(Chapter(step.version, step.number, changes))
        for change in changes:
            for name in [change.event] if change.event is not None else change.events:
                told.setdefault(now[name] if name in now else then[name], []).append(change)
        names = {number: name for side in (then, now) for name, number in side.items()}
        for number, own in told.items():
            is_other = self._is_other(number, step.plan.events.get(names[number]))
            self.moments[number].append(Moment(step.version, step.number, names[number], tuple(own), is_other))
        for parent, other in before.items():
            for name, number in self.numbers[parent].items():
                if number not in now.values() and name in other.plan.events:
                    self.gone[number] = other.plan.events[name]

    def _is_other(self, number: int, event: Event | None) -> bool:
        once = self.gone.pop(number, None) if event is not None else None
        return once is not None and event is not None and is_other(once, event)

    def life(self, name: str) -> Life:
        if name not in self.had:
            raise Trouble(f"no event was ever named {quote(name)}{did_you_mean(name, self.had)}")
        now = {number: current for current, number in self.numbers[self.newest].items()}
        candidates = self.had[name][::-1]
        number = next((one for one in candidates if now.get(one) == name), None)
        number = next((one for one in candidates if one in now), candidates[0]) if number is None else number
        return Life(now.get(number, ""), tuple(self.moments[number]), tuple(self.notes))


def _changes(step: Step, before: Sequence[Step]) -> Iterator[Change]:
    """What a step changed; of a merge, only what neither side had."""
    plan = step.plan
    if not before:
        yield from diff(empty(plan), plan).changes
        return
    others = [{_same(change) for change in diff(other.plan, plan).changes} for other in before[1:]]
    for change in diff(before[0].plan, plan).changes:
        if all(_same(change) in other for other in others):
            yield change


def _same(change: Change) -> tuple[str, str]:
    return change.fingerprint, change.message
