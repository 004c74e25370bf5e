"""Searching a plan: which of its things a few words mean, the likeliest first, typing errors forgiven.

Names, old names, properties, descriptions and questions are taken apart into words. A word of the query counts where it
stands, where a word begins with it or holds it, and, if none does, where one is written nearly so. What all words are in
comes first; where nothing has them all, what has most of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ..document import Path
from ..model.event import Event
from ..model.plan import Plan
from ..model.property import Property
from ..model.reference import said
from ..model.spelling import AMERICAN
from ..model.words import SMALL, split

KINDS = ("event", "property", "group", "trait", "source", "owner", "question", "objective")


class Field(NamedTuple):
    """A text in which an entry can be found: what it is, how much it weighs, and how it is shown."""

    what: str
    weight: float
    text: str


class Entry(NamedTuple):
    """A thing of the plan that can be found."""

    kind: str
    path: Path
    summary: str
    fields: tuple[Field, ...]
    is_over: bool = False
    """Deprecated or retired: of two that are found alike, it comes after."""

    @property
    def name(self) -> str:
        """As `plan show` takes it."""
        return said(self.path)


class Hit(NamedTuple):
    """What was found, how well it fits, and in which of its texts beyond name and description."""

    entry: Entry
    score: float
    because: tuple[Field, ...]
    missing: tuple[str, ...] = ()
    """Words of the query that are not in it."""


def search(plan: Plan, query: str, kinds: Iterable[str] = ()) -> list[Hit]:
    """What the words of a query are found in, the best first; only these kinds of things where some are named."""
    words = asked(query)
    if not words:
        return []
    index: Index = plan.facts("words of all its things", lambda one: Index(entries(one)))
    wanted = frozenset(kinds)
    found: dict[int, dict[str, tuple[float, set[int]]]] = {}
    for word in words:
        for place, fields, quality in index.matching(word):
            entry = index.entries[place]
            if wanted and entry.kind not in wanted:
                continue
            score = max(entry.fields[field].weight for field in fields) * quality
            known = found.setdefault(place, {})
            if word not in known or known[word][0] < score:
                known[word] = (score, fields | (known[word][1] if word in known else set()))
    most = max(map(len, found.values()), default=0)
    hits = [_hit(index.entries[place], matched, words) for place, matched in found.items() if len(matched) == most]
    return sorted(hits, key=lambda hit: (-hit.score, hit.entry.is_over, KINDS.index(hit.entry.kind), hit.entry.name))


def asked(query: str) -> list[str]:
    """The words that count in a query: `the` and its like only where there is nothing else."""
    words = list(dict.fromkeys(folded(query)))
    return [word for word in words if word not in SMALL] or words


_WHOLE = 12.0
"""What it adds when the name itself is what was asked for."""


def _hit(entry: Entry, matched: Mapping[str, tuple[float, set[int]]], words: list[str]) -> Hit:
    score = sum(value for value, _ in matched.values()) / len(words)
    name = folded(entry.fields[0].text)
    if name == words:
        score += _WHOLE
    elif entry.fields:
        score += 3.0 * sum(word in name for word in matched) / max(len(name), 1)
    places = sorted({place for _, fields in matched.values() for place in fields})
    because = tuple(entry.fields[place] for place in places if entry.fields[place].what not in ("name", "description"))
    return Hit(entry, round(score, 4), because, tuple(word for word in words if word not in matched))


class Index:
    """Each word of a plan, and the entries and fields in which it stands."""

    def __init__(self, found: Iterable[Entry]) -> None:
        self.entries = tuple(found)
        self.places: dict[str, dict[int, set[int]]] = {}
        for place, entry in enumerate(self.entries):
            for number, field in enumerate(entry.fields):
                for word in _indexed(field):
                    self.places.setdefault(word, {}).setdefault(place, set()).add(number)

    def matching(self, word: str) -> Iterator[tuple[int, set[int], float]]:
        """Entry, fields and how well: where the word stands; where none has it, where it is written nearly so."""
        near = {known: quality for known in self.places if (quality := _quality(word, known))}
        if not near:
            near = dict(_typed(word, self.places))
        for known, quality in near.items():
            for place, fields in self.places[known].items():
                yield place, fields, quality


def _indexed(field: Field) -> set[str]:
    words = folded(field.text)
    if field.weight >= _NAME and len(words) > 1:
        return {*words, "".join(words)}  # `projectid` finds `project_id`
    return {*words}


@lru_cache(maxsize=65_536)
def _word(word: str) -> str:
    """A word as it is compared: small, without accents, American, in the singular."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    plain = plain.casefold()
    plain = AMERICAN.get(plain, plain)
    return plain[:-1] if len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")) else plain


def folded(text: str) -> list[str]:
    """The words of a text as they are compared: `Colours_usedOften` -> color, used, often."""
    return [made for word in split(text) if (made := _word(word))]


def _quality(word: str, known: str) -> float:
    """1 for the word itself, less for one that begins with it or holds it, 0 for others."""
    if word == known:
        return 1.0
    if known.startswith(word):
        return 0.6 + 0.3 * len(word) / len(known)
    if word in known and (len(word) > 2 or not word.isascii()):
        return 0.4
    return 0.0


def _typed(word: str, words: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Words that a typing error or two away are this one, or begin with it; only the nearest of them."""
    most = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
    letters = frozenset(word)
    found: dict[str, tuple[int, bool]] = {}
    for known in words if most else ():
        if len(known) < len(word) - most or len(letters.difference(known)) > most:
            continue
        whole, begun = distances(word, known)
        if min(whole, begun) <= most:
            found[known] = (min(whole, begun), whole <= begun)
    least = min((distance for distance, _ in found.values()), default=0)
    for known, (distance, is_whole) in found.items():
        if distance == least:
            yield known, (0.5 if is_whole else 0.35) - 0.1 * (distance - 1)


def distances(word: str, known: str) -> tuple[int, int]:
    """Typing errors (a letter too many, too few, another, or two swapped) from a word to another, and to how it begins."""
    before, row = list[int](), list(range(len(known) + 1))
    for place, letter in enumerate(word):
        last, before, row = before, row, [place + 1]
        for other, its in enumerate(known):
            cost = min(row[other] + 1, before[other + 1] + 1, before[other] + (letter != its))
            if place and other and letter == known[other - 1] and word[place - 1] == its:
                cost = min(cost, last[other - 1] + 1)
            row.append(cost)
    return row[-1], min(row)


_NAME = 6.0


def entries(plan: Plan) -> Iterator[Entry]:
    """Everything in a plan that can be found."""
    for event in plan.events.values():
        yield Entry("event", event.path, event.description or "", _of_event(plan, event), event.status in _OVER)
    for found in plan.properties.values():
        yield _property(found)
    for found in plan.definitions:
        if found.base is None and found.path[-1] != "items" and (found.path[0] != "properties" or len(found.path) > 2):
            yield _property(found, "trait" if found.path[0] == "traits" else "property")
    for group in plan.groups.values():
        names = tuple(Field("property", 2.0, name) for name in group.properties)
        yield _entry("group", group.path, group.description, (Field("name", 8.0, group.name), *names))
    for source in plan.sources.values():
        words = " ".join((source.platform or "", source.sdk or "", source.language or "", *source.destinations))
        fields = (Field("name", 8.0, source.name), Field("about", 2.0, words))
        yield _entry("source", source.path, source.description, fields)
    for owner in plan.owners.values():
        ways = " ".join(part for part in (owner.email, owner.github, owner.slack) if part)
        about = (Field("name", 8.0, owner.name), Field("title", 6.0, owner.title or ""), Field("contact", 2.0, ways))
        yield Entry("owner", owner.path, owner.title or "", about)
    for question in plan.questions.values():
        asks = (
            Field("name", 8.0, question.name),
            Field("decides", 3.0, question.decides or ""),
            *(Field("needs", 1.0, need) for need in question.needs),
        )
        yield _entry("question", question.path, question.question, asks, 5.0)
    for objective in plan.objectives.values():
        yield _entry("objective", objective.path, objective.description, (Field("name", 8.0, objective.name),), 5.0)


_OVER = ("deprecated", "retired")


def _entry(
    kind: str, path: Path, summary: str | None, fields: tuple[Field, ...], weight: float = 3.0, is_over: bool = False
) -> Entry:
    text = summary or ""
    return Entry(kind, path, text, (fields[0], Field("description", weight, text), *fields[1:]), is_over)


def _of_event(plan: Plan, event: Event) -> tuple[Field, ...]:
    own = {found.name for found in event.own if not found.mention}
    return (
        Field("name", 10.0, event.name),
        Field("description", 3.0, event.description or ""),
        *(Field("was", 8.0, name) for name in event.was),
        *(Field("property", 4.0 if name in own else 3.5, name) for name in event.properties),
        *(Field("property", 3.0, one.name) for one in _inside(event)),
        *(
            Field("property", 1.5, found.description)
            for found in event.own
            if found.says("description") and found.description
        ),
        Field("trigger", 2.0, event.trigger or ""),
        Field("category", 3.0, event.category or ""),
        Field("owner", 2.0, event.owner or ""),
        *(Field("answers", 1.0, name) for name in event.answers),
    )


def _inside(event: Event) -> Iterator[Property]:
    """The properties that stand inside others."""
    for found in event.properties.values():
        stack = [*found.nested()] if found.properties or found.items is not None else []
        while stack:
            inner = stack.pop()
            if inner.path[-1] != "items":
                yield inner
            stack.extend(inner.nested())


def _property(found: Property, kind: str = "property") -> Entry:
    values = (str(value) for value in found.enum or ())
    meanings = (meaning for meaning in found.meanings.values() if meaning)
    return Entry(
        kind,
        found.path,
        found.description or "",
        (
            Field("name", 9.0, found.name),
            Field("description", 3.0, found.description or ""),
            *(Field("value", 2.0, value) for value in values),
            *(Field("value", 1.0, meaning) for meaning in meanings),
            Field("personal data", 2.0, found.pii or ""),
        ),
        bool(found.deprecated),
    )
