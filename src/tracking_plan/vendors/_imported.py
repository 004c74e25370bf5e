"""What an import gives: plans as plain data by section, and what could not be kept, item by item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..shelf import listed, quote
from . import _convention

OWN_KEYS = "names that begin with x- are the user's own keys in a plan"
NOT_CHECKED = "it is not checked here"
NOT_CLOSED = "a plan does not close its traits"

Words = dict[str, Any]
"""A piece of a plan as it will be written: its keys are the plan format's."""


class Note(NamedTuple):
    """One thing that was not kept as it was. ``where`` names the event or property; ``line`` is 0 if unknown.

    Where ``loss`` is false, it only tells how something was understood.
    """

    file: str
    where: str
    what: str
    line: int = 0
    loss: bool = True

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{_shown(place)}: {quote(self.where, 120) + ': ' if self.where else ''}{self.what}"


def _shown(place: str) -> str:
    return place if place.isprintable() else quote(place, 200)


class Counts(NamedTuple):
    """Events; their properties, nested ones too; and traits, nested ones too."""

    events: int
    properties: int
    traits: int


class ImportedPlan(NamedTuple):
    """One plan: its name in the tool it comes from, and its sections as they will be written."""

    title: str
    sections: Words
    counts: Counts


class Imported(NamedTuple):
    """All that was read."""

    plans: tuple[ImportedPlan, ...]
    notes: tuple[Note, ...]


def imported(plans: Iterable[ImportedPlan], notes: Iterable[Note]) -> Imported:
    """All of it, with a word on the rules that each plan switches off."""
    made = tuple(plans)
    told = list(notes)
    for plan in made:
        off = plan.sections.get("rules")
        if off:
            are = "is" if len(off) == 1 else "are"
            what = f"{listed(off)} {are} off, as nothing imported says it: turn on what you fill in"
            told.append(Note("plan.yaml", plan.title, what))
    return Imported(made, tuple(told))


class Draft:
    """A plan while it is being read. Properties stand whole in each event; `finish` finds what they share."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.head: Words = {}
        """`description` and the tool's own keys."""
        self.owners: dict[str, Words] = {}
        self.catalog: dict[str, Words] = {}
        """Properties that the tool itself keeps apart from events, so that they belong in the dictionary."""
        self.groups: dict[str, Words] = {}
        self.events: dict[str, Words] = {}
        self.traits: dict[str, Words] = {}

    def free_name(self, name: str, kind: str) -> str:
        """``name``, or one like it that no event of this plan has yet."""
        found, number = name, 1
        while found in self.events:
            found = f"{name} ({kind})" if number == 1 else f"{name} ({kind} {number})"
            number += 1
        return found

    def owner(self, name: str) -> str:
        """The key of an owner, who is made where there was none."""
        self.owners.setdefault(name, {"email": name} if "@" in name.strip("@") else {"name": name})
        return name

    def finish(self) -> ImportedPlan:
        names: set[str] = set()
        counts = self.counts(names)
        taxonomy = _convention.taxonomy(
            {name: words.get("type", "track") for name, words in self.events.items()}, names
        )
        dictionary = self.share()
        sections: Words = {"plan": 1, "name": self.title}
        if "description" in self.head:
            sections["description"] = self.head.pop("description")
        for name, words in (
            ("taxonomy", taxonomy),
            ("owners", self.owners),
            ("rules", self.rules()),
            *self.head.items(),
            ("properties", dictionary),
            ("property_groups", self.groups),
            ("events", self.events),
            ("traits", self.traits),
        ):
            if words:
                sections[name] = words
        return ImportedPlan(self.title, sections, counts)

    def rules(self) -> dict[str, str]:
        """What the tool has no word for is not held against each event; it is all missing for the same reason."""
        off = {}
        for rule, word in (
            ("event-without-owner", "owner"),
            ("event-without-trigger", "trigger"),
            ("event-without-source", "sources"),
            ("event-without-example", "examples"),
        ):
            if self.events and not any(word in event for event in self.events.values()):
                off[rule] = "off"
        return off

    # Counting and naming

    def holders(self) -> Iterator[dict[str, Words]]:
        """The mappings in which properties stand on their own."""
        for words in (*self.events.values(), *self.groups.values()):
            if "properties" in words:
                yield words["properties"]
        yield from self.traits.values()

    def counts(self, names: set[str]) -> Counts:
        """How much there is; and the names of all properties, which ``names`` takes."""
        inside = [*self.events.values(), *self.groups.values()]
        _count(self.catalog, names)
        properties = sum(_count(words["properties"], names) for words in inside if "properties" in words)
        return Counts(len(self.events), properties, sum(_count(holder, names) for holder in self.traits.values()))

    # The dictionary

    def share(self) -> dict[str, Words]:
        """Move what every use of a name agrees on to the dictionary; where uses differ in meaning, they stay."""
        uses: dict[str, list[dict[str, Words]]] = {}
        for holder in self.holders():
            for name in holder:
                if not name.startswith("x-"):
                    uses.setdefault(name, []).append(holder)
        made: dict[str, Words] = {}
        for name in dict.fromkeys((*self.catalog, *uses)):
            said = [holder[name] for holder in uses.get(name, ())]
            own = [self.catalog[name]] if name in self.catalog else []
            if len(said) + 2 * len(own) < 2 or not _agree([*own, *said]):
                continue
            shared = _shared([*own, *said])
            made[name] = shared
            for holder in uses.get(name, ()):
                rest = {word: value for word, value in holder[name].items() if word not in shared}
                holder[name] = rest or None  # type: ignore[assignment]
        return made


_BY_USE = frozenset(("required", "properties", "additional_properties"))
"""What may differ from event to event without a property meaning another thing."""


def _core(words: Words) -> Words:
    return {word: value for word, value in words.items() if word not in _BY_USE}


def _agree(uses: list[Words]) -> bool:
    first = repr(_core(uses[0]))
    return all(repr(_core(words)) == first for words in uses)


def _shared(uses: list[Words]) -> Words:
    """What all of them say, but whether it is required: that is each event's own business."""
    first = uses[0]
    nested = all(
        _same(words.get(word), first.get(word)) for words in uses for word in ("properties", "additional_properties")
    )
    return {word: value for word, value in first.items() if word not in _BY_USE or (nested and word != "required")}


def _same(one: object, other: object) -> bool:
    """Equal, in the same order, and of one type: 1 is not true, 1.0 not 1."""
    return one == other and repr(one) == repr(other)


def _count(holder: Mapping[str, Any], names: set[str]) -> int:
    """How many properties a mapping of them holds, nested ones too, whose names ``names`` takes."""
    found, stack = 0, [holder]
    while stack:
        for name, words in stack.pop().items():
            if name.startswith("x-"):
                continue
            found += 1
            names.add(name)
            inner: Any = words
            while isinstance(inner, dict):
                if inner.get("properties"):
                    stack.append(inner["properties"])
                inner = inner.get("items")
    return found
