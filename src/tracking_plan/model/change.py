"""A Change: one thing that differs between two plans, whom it breaks, and where it stands on both sides."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Any, Final, NamedTuple

import msgspec

from ..document import Path, Span
from ..finding import Finding, Severity
from .acknowledgement import Acknowledgement
from .impact import Impact
from .node import Node
from .plan import Plan
from .property import Property


class Verdict(IntEnum):
    """What a change does to those who depend on the plan. The order counts: ``--fail-on risky`` takes breaking too."""

    SAFE = 0
    RISKY = 1
    BREAKING = 2

    @property
    def word(self) -> str:
        """As it is written in a report: safe, risky, breaking."""
        return self.name.lower()

    @property
    def severity(self) -> Severity:
        """As reports of findings weigh it: info, warning, error."""
        return Severity(self + 1)


SAFE: Final = Verdict.SAFE
RISKY: Final = Verdict.RISKY
BREAKING: Final = Verdict.BREAKING


class Verdicts(NamedTuple):
    """One change in three perspectives.

    ``code``: whoever calls the generated clients. ``data``: whoever reads tables, metrics and dashboards. ``wire``:
    the app versions that are released already, and go on sending what they send.
    """

    code: Verdict
    data: Verdict
    wire: Verdict

    @property
    def worst(self) -> Verdict:
        return max(self)

    def seen_from(self, perspectives: tuple[str, ...]) -> Verdict:
        """The worst verdict under these perspectives; under all where none is named."""
        return max((getattr(self, name) for name in perspectives), default=self.worst)

    def words(self) -> dict[str, str]:
        """``{"code": "breaking", "data": "safe", "wire": "breaking"}``"""
        return {name: verdict.word for name, verdict in zip(self._fields, self, strict=True)}


PERSPECTIVES: Final = Verdicts._fields
HARMLESS: Final = Verdicts(SAFE, SAFE, SAFE)
LEVELS: Final = ("none", "patch", "minor", "major")
"""How much of a version something asks for, the least first."""


class Absent:
    """What is not there, where null could be a value."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent()


def plainly(value: Any) -> Any:
    """A value for JSON: null for what is not there."""
    return None if value is ABSENT else value


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """What carries properties on the wire: an event, or the traits of a user or of a group; on both sides."""

    path: Path
    event: str | None
    """The event's name in the old plan, as records carry it; None for traits."""
    old: Mapping[str, Property]
    new: Mapping[str, Property]
    old_open: bool = False
    new_open: bool = False
    """Whether it takes properties that are not planned."""


class Reach(NamedTuple):
    """A place where a difference takes hold: the property there, on both sides, and what carries it."""

    holder: Holder
    path: Path
    old: Property | None
    new: Property | None


class Difference(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One thing that differs, before any rule has looked at it.

    ``kind`` and ``key`` say what (`property` and `maximum`; no key where it is the whole of it that came or went).
    ``before`` and ``after`` are plain data, ABSENT for what is not there; ``old`` and ``new`` the nodes that say it.
    """

    kind: str
    key: str
    path: Path
    before: Any
    after: Any
    old: Node | None
    new: Node | None
    plans: tuple[Plan, Plan]
    places: tuple[Path, ...]
    """Everything that differs because of it, by its path in the normal form (`facets`); its own path first."""
    reach: tuple[Reach, ...] = ()

    @property
    def looks(self) -> str:
        """What a rule names under ``looks_at`` to be shown it: `property.maximum`, `event`."""
        return f"{self.kind}.{self.key}" if self.key else self.kind

    @property
    def added(self) -> bool:
        return self.before is ABSENT

    @property
    def removed(self) -> bool:
        return self.after is ABSENT

    @property
    def event(self) -> str | None:
        """The event in which it stands, by its new name."""
        return str(self.path[1]) if self.path[0] == "events" else None

    @property
    def events(self) -> tuple[str, ...]:
        """Every event that it reaches, by its new name, in the order of the plan."""
        named = (str(place[1]) for place in self.places if place[0] == "events")
        return tuple(dict.fromkeys(named))


class Said(NamedTuple):
    """What a rule says of a difference. Verdicts are given only where they are not the rule's usual ones."""

    message: str
    hint: str = ""
    verdicts: Verdicts | None = None


class Witness(NamedTuple):
    """A record that the old plan takes and the new one refuses."""

    event: str | None
    """Its name, as it is sent; None where the record is the traits of a user or a group."""
    properties: Any


class Change(NamedTuple):
    """One thing that differs, as a rule has judged it."""

    rule: str
    message: str
    hint: str
    path: Path
    before: Any
    after: Any
    verdicts: Verdicts
    level: str
    """How much of the version it asks for: none, patch, minor or major."""
    old: Span | None
    """Where it stands in the old plan; None where the old plan has nothing of it."""
    new: Span | None
    event: str | None = None
    events: tuple[str, ...] = ()
    places: tuple[Path, ...] = ()
    witness: Witness | None = None
    impact: Impact | None = None
    acknowledged: Acknowledgement | None = None

    @property
    def at(self) -> Span:
        """Where to point: into the new plan, or into the old one where the new one has nothing of it."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def fingerprint(self) -> str:
        """16 hex digits that stay the same when lines and files move: of the rule, the path and both values.

        Where the whole of something came or went, what it says does not count, only that it did.
        """
        from hashlib import sha256  # noqa: PLC0415 - takes 5 ms to load, and most changes need none

        values = [value for value in (self.before, self.after) if not isinstance(value, dict)]
        text = ascii((self.rule, self.path, values))
        return sha256(text.encode()).hexdigest()[:16]


class Comparison(NamedTuple):
    """Two plans side by side: what changed, and what is wrong with how it was changed."""

    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    bump: str = "none"
    """What the changes ask of the version: none, patch, minor or major."""
    versions: tuple[str | None, str | None] = (None, None)
    asked: str | None = None
    """The lowest version that the new plan may have; None where the old one's is none, or cannot be counted on from."""
    labels: tuple[str, str] = ("the old plan", "the new plan")
    """What the two sides are called: `HEAD~1`, `the working tree`."""
    perspectives: tuple[str, ...] = ()
    """Those that were asked for; none for all."""
    root: Span | None = None
    """Where the new plan begins."""

    def place(self, change: Change) -> Span:
        """Where to point in the new plan: at its beginning where it has nothing of a change."""
        return change.new or self.root or change.at

    def weight(self, change: Change) -> Verdict:
        """The worst verdict of a change under the perspectives that were asked for."""
        return change.verdicts.seen_from(self.perspectives)

    @property
    def by_weight(self) -> list[Change]:
        """The changes as they are told: what breaks first, and what is acknowledged last."""
        return sorted(self.changes, key=lambda change: (change.acknowledged is not None, -self.weight(change)))

    @property
    def pending(self) -> list[Change]:
        """The changes that nobody has acknowledged."""
        return [change for change in self.changes if change.acknowledged is None]

    @property
    def worst(self) -> Verdict:
        """The weight of the worst change that nobody has acknowledged; safe where there is none."""
        return max(map(self.weight, self.pending), default=SAFE)

    def count(self, verdict: Verdict) -> int:
        """How many changes of a weight nobody has acknowledged."""
        return sum(self.weight(change) is verdict for change in self.pending)
