"""What a marker may say, and the table it asks for: `plan:events category=billing columns=name,owner`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ..dictionary import Dictionary
from ..dictionary._rows import most_personal, row, rows
from ..dictionary.statistics import statistics
from ..model.event import STATUSES, Event
from ..model.example import event_example
from ..model.property import PII
from ..model.schema import plain
from ..shelf import did_you_mean, listed, quote
from . import _tables
from ._links import Links
from ._text import code, json_block, prose


class Wrong(Exception):
    """A marker says something that cannot be done. The message is one line, with what was likely meant."""


class Marker(NamedTuple):
    """A marker: what it asks for, and how."""

    kind: str
    words: Mapping[str, str]

    def many(self, key: str) -> tuple[str, ...]:
        """Values between commas; () where nothing is said."""
        return tuple(part.strip() for part in self.words[key].split(",") if part.strip()) if key in self.words else ()


_WORD = re.compile(r"""\s*([a-z]+)=(?:"([^"]*)"|'([^']*)'|([^\s"']+))(?=\s|$)""")
_PLACE = re.compile(r"[\w./-]+")


def marker(text: str) -> Marker:
    """What stands between `plan:` and the end of a marker.

    Raises:
        Wrong: it asks for what there is not, or is not written so.
    """
    kind, _, rest = text.strip().partition(" ")
    if kind not in TABLES:
        known = listed(TABLES, 20, "or")
        raise Wrong(f"no table is called {quote(kind)}{did_you_mean(kind, TABLES) or f'; there are {known}'}")
    words: dict[str, str] = {}
    place = 0
    while rest[place:].strip():
        found = _WORD.match(rest, place)
        if found is None:
            raise Wrong(f'{quote(rest[place:].strip())} is not written as key=value or key="some value"')
        key, place = found[1], found.end()
        if key not in TABLES[kind].keys:
            known = listed(TABLES[kind].keys, last="or") or "no keys"
            hint = did_you_mean(key, TABLES[kind].keys) or f"; it takes {known}"
            raise Wrong(f"plan:{kind} has no key {quote(key)}{hint}")
        words[key] = next(value for value in found.groups()[1:] if value is not None)
    return Marker(kind, words)


def table(dictionary: Dictionary, asked: Marker) -> str:
    """The table that a marker asks for, ending in a line end.

    Raises:
        Wrong: it names what the plan has not.
    """
    return TABLES[asked.kind].make(dictionary, asked)


def _name(dictionary: Dictionary, asked: Marker) -> _tables.Name:
    """Names as links into a folder of `plan docs --format markdown`, where the marker says where that is."""
    if "links" not in asked.words:
        return _tables.plainly
    folder = asked.words["links"].rstrip("/")
    if not _PLACE.fullmatch(folder):
        raise Wrong(f"links takes the folder of `plan docs --format markdown`, not {quote(folder)}")
    links = Links(dictionary)

    def linked(kind: str, name: str) -> str:
        text = _tables.plainly(kind, name)
        return f"[{text}]({folder}/{links.page(kind, name)})" if name in links.known.get(kind, ()) else text

    return linked


def _known(asked: Marker, key: str, known: Iterable[str], what: str) -> tuple[str, ...]:
    """The values of a key, each of which must be known."""
    names = [*known]
    for value in asked.many(key):
        if value not in names:
            raise Wrong(f"{what} {quote(value)} is not in the plan{did_you_mean(value, names)}")
    return asked.many(key)


def _one(asked: Marker, key: str, known: Iterable[str], what: str) -> str:
    if key not in asked.words:
        raise Wrong(f"plan:{asked.kind} needs {key}=, such as {_EXAMPLES[asked.kind]}")
    names = [*known]
    value = asked.words[key]
    if value not in names:
        raise Wrong(f"{what} {quote(value)} is not in the plan{did_you_mean(value, names)}")
    return value


_EXAMPLES = {
    "values": "plan:values property=project_type",
    "example": 'plan:example event="Project Created"',
}


def _events(dictionary: Dictionary, asked: Marker) -> str:
    columns = asked.many("columns") or _tables.TRACKING_PLAN
    for column in columns:
        if column not in _tables.EVENT_COLUMNS:
            near = did_you_mean(column, _tables.EVENT_COLUMNS)
            known = listed(_tables.EVENT_COLUMNS, 20, "or")
            raise Wrong(f"no column is called {quote(column)}{near or f'; there are {known}'}")
    return _tables.events(dictionary, _chosen(dictionary, asked), columns, _name(dictionary, asked))


def _chosen(dictionary: Dictionary, asked: Marker) -> Iterator[Event]:
    """The events that all keys of a marker let through."""
    plan = dictionary.plan
    events = plan.events.values()
    tests: list[Callable[[Event], bool]] = []

    def only(key: str, known: Iterable[str], what: str, of: Callable[[Event], Iterable[str]]) -> None:
        wanted = frozenset(_known(asked, key, known, what))
        if wanted:
            tests.append(lambda event: not wanted.isdisjoint(of(event)))

    only("category", {event.category or "" for event in events}, "category", lambda event: (event.category or "",))
    only("status", STATUSES, "status", lambda event: (event.status,))
    owners = {*plan.owners} | {event.owner for event in events if event.owner}
    only("owner", owners, "owner", lambda event: (event.owner or "",))
    only("source", plan.sources, "source", lambda event: event.sources)
    only("phase", {event.phase or "" for event in events}, "phase", lambda event: (event.phase or "",))
    only("group", plan.groups, "group", lambda event: event.include)
    only("pii", PII, "privacy class", lambda event: (most_personal(event.properties),))
    if "question" in asked.words:
        wanted = frozenset(_known(asked, "question", plan.questions, "question"))
        tests.append(lambda event: any(one.name in wanted for one in dictionary.questions_of(event.name)))
    return (event for event in events if all(test(event) for test in tests))


def _properties(dictionary: Dictionary, asked: Marker) -> str:
    plan = dictionary.plan
    where = [key for key in ("event", "group", "traits") if key in asked.words]
    if len(where) > 1:
        raise Wrong(f"plan:properties takes one of event, group and traits, not {listed(where)} at once")
    if where == ["event"]:
        event = plan.events[_one(asked, "event", plan.events, "event")]
        found = rows(event.properties, event.path)
    elif where == ["group"]:
        group = plan.groups[_one(asked, "group", plan.groups, "group")]
        found = rows(group.properties, group.path)
    elif where == ["traits"]:
        who = _one(asked, "traits", plan.traits, "traits of")
        found = rows(plan.traits[who], ("traits", who))
    else:
        found = rows(plan.properties, ("properties",))
    wanted = frozenset(_known(asked, "pii", PII, "privacy class"))
    return _tables.properties((one for one in found if not wanted or one.pii in wanted), _name(dictionary, asked))


def _values(dictionary: Dictionary, asked: Marker) -> str:
    plan = dictionary.plan
    said = asked.words.get("property", "")
    pointed = plan.point(said).property if said not in dictionary.property_names else None
    found = (
        pointed
        if pointed is not None
        else dictionary.property(_one(asked, "property", dictionary.property_names, "property")).row.node
    )
    made = row(found)
    if not made.values:
        raise Wrong(f"property {quote(said)} has no `enum`, so there are no values to list")
    return _tables.values(made)


def _example(dictionary: Dictionary, asked: Marker) -> str:
    plan = dictionary.plan
    event = plan.events[_one(asked, "event", plan.events, "event")]
    if not event.examples:
        raise Wrong(f"event {quote(event.name)} has no example; write one under `examples`")
    return json_block(plain(event_example(event, 0)))


def _sources(dictionary: Dictionary, asked: Marker) -> str:
    return _tables.sources(dictionary.plan.sources.values())


def _owners(dictionary: Dictionary, asked: Marker) -> str:
    plan = dictionary.plan
    counts = Counter(event.owner for event in plan.events.values() if event.owner)
    return _tables.owners(map(dictionary.reach, plan.owners), counts)


def _questions(dictionary: Dictionary, asked: Marker) -> str:
    plan = dictionary.plan
    objectives = frozenset(_known(asked, "objective", plan.objectives, "objective"))
    people = frozenset(_known(asked, "for", plan.owners, "owner"))
    every = frozenset(_known(asked, "every", ("day", "week", "month", "quarter"), "rhythm"))
    found = (
        one
        for one in plan.questions.values()
        if (not objectives or one.objective in objectives)
        and (not people or one.asked_by in people)
        and (not every or one.every in every)
    )
    return _tables.questions(dictionary, found, _name(dictionary, asked))


def _objectives(dictionary: Dictionary, asked: Marker) -> str:
    return _tables.objectives(dictionary.plan.objectives.values(), _name(dictionary, asked))


def _personal(dictionary: Dictionary, asked: Marker) -> str:
    wanted = frozenset(_known(asked, "pii", PII, "privacy class"))
    found = (one for one in dictionary.personal if not wanted or one.pii in wanted)
    return _tables.personal(found, _name(dictionary, asked))


def _coverage(dictionary: Dictionary, asked: Marker) -> str:
    made = [
        (one.what, f"{int(100 * one.share)} %", f"{one.have:,} of {one.of:,}")
        for one in statistics(dictionary.plan).coverage
    ]
    return _tables.table(("Coverage", "Share", "How many"), made)


_COUNTED = ("status", "owner", "source", "category", "phase", "pii")


def _counts(dictionary: Dictionary, asked: Marker) -> str:
    by = asked.words.get("by", "status")
    if by not in _COUNTED:
        raise Wrong(f"plan:counts has by={listed(_COUNTED, last='or')}, not {quote(by)}{did_you_mean(by, _COUNTED)}")
    rows = [
        (prose(one.name) if by in ("category", "phase") else code(one.name) if one.name else "", f"{one.count:,}")
        for one in statistics(dictionary.plan).counts[by]
    ]
    return _tables.table((by.capitalize(), "Properties" if by == "pii" else "Events"), rows)


class Kind(NamedTuple):
    """A kind of table: the keys that its marker takes, and what makes it."""

    keys: tuple[str, ...]
    make: Callable[[Dictionary, Marker], str]


TABLES: Mapping[str, Kind] = {
    "events": Kind(
        ("category", "status", "owner", "source", "phase", "group", "pii", "question", "columns", "links"), _events
    ),
    "properties": Kind(("event", "group", "traits", "pii", "links"), _properties),
    "values": Kind(("property",), _values),
    "example": Kind(("event",), _example),
    "sources": Kind((), _sources),
    "owners": Kind((), _owners),
    "questions": Kind(("objective", "for", "every", "links"), _questions),
    "objectives": Kind(("links",), _objectives),
    "personal": Kind(("pii", "links"), _personal),
    "coverage": Kind((), _coverage),
    "counts": Kind(("by",), _counts),
}
