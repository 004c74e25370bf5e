"""The facts that a page of the data dictionary tells: frozen values that know nothing of HTML, Markdown or a terminal."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from ..finding import Finding
from ..model.event import Event
from ..model.property import Property


class Reach(Struct, frozen=True):
    """An owner and how to reach them. ``known`` is false where the plan names an owner that it does not have."""

    name: str
    title: str
    email: str = ""
    github: str = ""
    slack: str = ""
    known: bool = True


class Row(Struct, frozen=True):
    """A property as it holds in one place, nested ones each in a row of their own after what holds them."""

    name: str
    path: str
    """The names that lead to it from the event: ``line_items[].sku``."""
    depth: int
    type: str
    """In words: ``string``, ``integer or null``, ``array of string``."""
    required: bool
    description: str
    constraints: tuple[str, ...]
    """Each in words: ``1 to 500``, ``matches ^proj_``."""
    values: tuple[tuple[str, str], ...]
    """Of an enum: each value as it is sent, and what it means (or "")."""
    example: str
    """A value as it is sent, or ""."""
    pii: str
    """none, pseudonymous, personal, sensitive, or "" where nothing is said."""
    deprecated: str | None
    """Why it is deprecated ("" where nothing is said); None where it is not."""
    replaced_by: str
    sources: tuple[str, ...] | None
    """The sources that send it, where not all of the event's do."""
    origin: str
    """Where it is defined: ``dictionary``, ``group session``, or "" for here."""
    node: Property


class Parity(Struct, frozen=True):
    """Which of an event's sources send a property that not all of them send."""

    path: str
    sent: tuple[bool, ...]
    """In the order of the event's sources."""


class Payload(Struct, frozen=True):
    """An event as it arrives in the log of a tool."""

    envelope: str
    title: str
    text: str


class Snippet(Struct, frozen=True):
    """The call that sends an event, in a language that we generate."""

    target: str
    title: str
    text: str
    own: bool
    """Whether a source of the event is written in it."""


class Asked(Struct, frozen=True):
    """A question that an event helps to answer; ``needs`` are the properties of the event that it asks for."""

    name: str
    question: str
    decides: str
    needs: tuple[str, ...] = ()


class Dependent(Struct, frozen=True):
    """Something that breaks or must be told when the event changes: a kind, a name, and a few words."""

    kind: str
    name: str
    words: str = ""


class Changed(Struct, frozen=True):
    """One thing that a commit changed, in words."""

    rule: str
    message: str
    verdict: str
    """The worst of the three perspectives: breaking, risky or safe."""
    breaks: tuple[str, ...]
    """Whom it breaks: code, data, wire."""
    event: str
    """The event that it is about, or ""."""


class Moment(Struct, frozen=True):
    """A commit that changed something."""

    commit: str
    date: str
    author: str
    subject: str
    tags: tuple[str, ...]
    version: str
    """The plan's own version at that commit, or ""."""
    changes: tuple[Changed, ...]
    first: bool = False
    """Whether there was no plan before it: what it changed is all that there was."""

    @property
    def day(self) -> str:
        return self.date[:10]


class Problem(Struct, frozen=True):
    """What a log said of an event: how often, by which rule, in words that hold no value of the log."""

    rule: str
    severity: str
    count: int
    message: str


class Seen(Struct, frozen=True):
    """How often an event was seen in the log that was linted. Times are RFC 3339, "" where the log has none."""

    count: int
    valid: int
    first: str
    last: str
    sources: tuple[tuple[str, int, int], ...]
    """Source, how many, and how many of them valid."""
    was: tuple[tuple[str, int], ...]
    """Old names under which it still came."""
    problems: tuple[Problem, ...]
    present: dict[str, int]
    """Property -> in how many valid records it was there."""

    @property
    def share(self) -> float | None:
        """Of its records that are valid, in percent, never rounded up to 100; None where it was not seen."""
        if not self.count:
            return None
        return int(self.valid * 1000 / self.count) / 10 if self.valid < self.count else 100.0


class EventFacts(Struct, frozen=True):
    """Everything that the page of an event tells."""

    node: Event
    name: str
    description: str
    trigger: str
    category: str
    status: str
    step: int
    """Its place among the statuses (`model.event.STATUSES`), from 0."""
    phase: str
    kind: str
    owner: Reach | None
    sources: tuple[str, ...]
    was: tuple[str, ...]
    expires: date | None
    replaced_by: str
    replaces: tuple[str, ...]
    """Deprecated events that say to use this one instead."""
    pii: str
    """The most personal class among its properties, or ""."""
    rows: tuple[Row, ...]
    parity: tuple[Parity, ...]
    questions: tuple[Asked, ...]
    dependents: tuple[Dependent, ...]
    findings: tuple[Finding, ...]
    history: tuple[Moment, ...]
    """The newest first; () where there is no history to tell."""
    seen: Seen | None
    """None where no summary of a log was given."""
    file: str
    line: int
    inherited: str = ""
    """Of one that comes from another plan, which, and what is said over it here; in words."""

    @property
    def groups(self) -> tuple[str, ...]:
        return self.node.include


class PropertyFacts(Struct, frozen=True):
    """A name of the dictionary, or one that only groups, events or traits define: its meaning, and everything that carries it."""

    name: str
    row: Row
    """As the dictionary has it, else as it is first defined."""
    in_dictionary: bool
    events: tuple[str, ...]
    groups: tuple[str, ...]
    traits: tuple[str, ...]
    """user, group."""
    variants: tuple[tuple[Row, tuple[str, ...]], ...]
    """How it holds where that differs from ``row``: the row, and the events that have it so."""
    questions: tuple[Asked, ...]
    findings: tuple[Finding, ...]
    inherited: str = ""
    """Of one that comes from another plan's dictionary, which, and what is said over it here; in words."""


class Personal(Struct, frozen=True):
    """A line of the inventory of personal data: what, how personal, where from, why."""

    path: str
    """The property's name, with what leads to it where it is nested."""
    property: str
    """The property at the top, whose page tells more."""
    pii: str
    meaning: str
    holders: tuple[str, ...]
    """The events that carry it."""
    traits: tuple[str, ...]
    sources: tuple[str, ...]
    questions: tuple[str, ...]
    """What it is kept for: the questions that need it or that its events answer."""
    retention: str
    """How long it is kept, where the plan says so (``x-retention``), or ""."""


class Health(Struct, frozen=True):
    """A plan's health at a glance. Counts are by name, the greatest first; lists are names of events, in their order."""

    events: int
    properties: int
    by_status: tuple[tuple[str, int], ...]
    by_owner: tuple[tuple[str, int], ...]
    by_source: tuple[tuple[str, int], ...]
    unowned: tuple[str, ...]
    undocumented: tuple[str, ...]
    """Without a description or a trigger, or with a property that has no description."""
    expiring: tuple[str, ...]
    """Past their day, or within 90 days of it."""
    unused: tuple[str, ...]
    """Live, and not seen in the log; () where no summary was given."""
    idle: tuple[tuple[str, str], ...]
    """Definitions that nothing uses: a kind (property, group, source, owner, objective) and a name."""
    errors: int
    warnings: int
    valid: float | None
    """Of the log's lines, in percent; None where no summary was given."""
