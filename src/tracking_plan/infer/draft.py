"""What was watched becomes a plan: its sections as they will be written, and what each was inferred from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ..shelf import listed, quote
from ..vendors._imported import Draft, ImportedPlan
from .shape import Shape
from .watch import Seen, Watched
from .words import Inferred, Words, property_words

_SOURCES = 30
"""More sources than these are no apps, but values of something else."""
_MOST_OF_ONE = 8
_CHANCE = 0.05

Key = tuple[str, ...]
"""Where a comment stands: the keys that lead to what it is about."""


class Drafted:
    """The plan, and a comment for each of its places; ``notes`` are for people, as they stand in no plan."""

    def __init__(self, watched: Watched, title: str) -> None:
        self.watched = watched
        self.draft = Draft(title)
        self.comments: dict[Key, list[str]] = {}
        self.notes: list[str] = []
        self.names = self._source_names()
        self.sources: dict[str, Words] = {}
        self.narrow: dict[tuple[str, str], list[str]] = {}
        """Event and property -> the values that it has there, where the dictionary has more."""
        events = self._events()
        merged = self._merged([*(seen for _, seen in events.values()), *watched.traits.values()])
        for name, (call, seen) in events.items():
            self.draft.events[name] = self._event(name, call, seen, merged)
        for whose, seen in watched.traits.items():
            self.draft.traits[whose] = self._properties(("traits", whose), seen, merged)
            self.comments["traits", whose] = [_came(seen, self.names)]
        self._tell()
        self.plan = self._finish()

    def _finish(self) -> ImportedPlan:
        made = self.draft.finish()
        sections: Words = {}
        for name, words in made.sections.items():
            if name == "rules":
                continue
            sections[name] = words
            if name == "name" and self.sources:
                sections["sources"] = self.sources
        for (event, name), values in self.narrow.items():
            if name in sections.get("properties", {}):
                properties = sections["events"][event]["properties"]
                properties[name] = {"enum": values, **(properties[name] or {})}
        for name in sections.get("properties", {}):
            where = next(key for key in self.comments if key[-2:] == ("properties", name) or key[-1] == name)
            self.comments["properties", name] = [self._of_all(name, self.comments.get(where, []))]
        return made._replace(sections=sections)

    def _of_all(self, name: str, comments: list[str]) -> str:
        """The comment of a property in the dictionary: how often it came stands where it is used."""
        return "; ".join(comments).partition("; ")[2]

    # -- sources

    def _source_names(self) -> dict[str | None, str | None]:
        """The log's word for a source -> its name in the plan."""
        words = self.watched.words
        names: dict[str | None, str | None] = {word: platform or word for word, platform in words.items()}
        if len(set(names.values())) > _SOURCES:
            self.notes.append(f"records come from {len(names):,} different sources, which are not planned")
            names = dict.fromkeys(names)
        return {None: None, **names}

    def _sources(self, seen: Seen) -> list[str]:
        """The sources of an event, which become sources of the plan."""
        found = {name: None for word in seen.sources if (name := self.names[word]) is not None}
        platforms = {name: self.watched.words[word] for word, name in self.names.items() if word and name in found}
        for name in found:
            self.sources.setdefault(str(name), {"platform": platforms[name]} if platforms[name] else {})
        return sorted(map(str, found))

    # -- events

    def _events(self) -> dict[str, tuple[str, Seen]]:
        """Name -> call and what came, those that came most first. A name is sent by one kind of call."""
        made: dict[str, tuple[str, Seen]] = {}
        ordered = sorted(self.watched.events.items(), key=lambda each: (-each[1].count, each[0]))
        for (call, name), seen in ordered:
            if name.startswith("x-"):
                self.notes.append(
                    f"{quote(name, 60)} begins with x-, as the user's own keys in a plan do: it is left out"
                )
            elif name in made:
                what = f"{quote(name, 60)} came {seen.count:,} times as a {call} call too, and is planned as {made[name][0]}"
                self.notes.append(f"{what}: rename one of them")
            else:
                made[name] = (call, seen)
        return made

    def _event(self, name: str, call: str, seen: Seen, merged: Mapping[str, Shape]) -> Words:
        words: Words = {"status": "live"}
        if call != "track":
            words["type"] = call
        sources = self._sources(seen)
        if sources:
            words["sources"] = sources
        if seen.body.crowded or any(field.startswith("x-") for field in seen.body.fields):
            words["additional_properties"] = True
            unplanned = (held.persons() for field, held in seen.body.fields.items() if field.startswith("x-"))
            persons = sum(unplanned, Counter(seen.body.personal))
            if persons:
                reason = f"Something that is not planned by its name looks like {next(iter(persons))}"
                words["allow"] = [{"rule": "personal-value", "reason": reason}]
        properties = self._properties(("events", name), seen, merged)
        if properties:
            words["properties"] = properties
        self.comments["events", name] = [_came(seen, self.names)]
        return words

    def _properties(self, where: Key, seen: Seen, merged: Mapping[str, Shape]) -> dict[str, Words]:
        made: dict[str, Words] = {}
        # Properties that stand in most records first; of those, as they came.
        fields = sorted(seen.body.fields.items(), key=lambda each: -each[1].seen)
        for name, shape in fields:
            if name.startswith("x-"):
                continue
            found = property_words(name, shape, seen.count)
            if name in merged:
                shared = property_words(name, merged[name], merged[name].seen)
                words = {word: value for word, value in shared.words.items() if word != "required"}
                if where[0] == "events" and _is_narrower(shape.resolved(), merged[name], found.words, words):
                    self.narrow[where[1], name] = found.words["enum"]
                if "required" in found.words:
                    words["required"] = False
                found = Inferred(words, found.comment)
            self._limit(found.words, shape, seen)
            made[name] = found.words
            key = (*where, name) if where[0] == "traits" else (*where, "properties", name)
            self.comments[key] = [found.comment]
        return made

    def _limit(self, words: Words, shape: Shape, seen: Seen) -> None:
        """Name the sources of a property, and of those in it, that one source never sends and others do."""
        counts = self._by_name(seen.sources)
        there = self._by_name(shape.by)
        if sources := _only(counts, there):
            words["sources"] = sources
            if all(there[source] == counts[source] for source in sources) and sum(there.values()) == shape.seen:
                words.pop("required", None)
        for name, inner in words.get("properties", {}).items():
            if name in shape.fields:
                self._limit(inner, shape.fields[name], seen)

    def _by_name(self, counts: Mapping[str | None, int]) -> dict[str, int]:
        made: dict[str, int] = {}
        for word, number in counts.items():
            if (name := self.names[word]) is not None:
                made[name] = made.get(name, 0) + number
        return made

    def _merged(self, seens: Iterable[Seen]) -> dict[str, Shape]:
        """For each name that several events carry with the same types: all that came under it."""
        uses: dict[str, list[Shape]] = {}
        for seen in seens:
            for name, shape in seen.body.fields.items():
                uses.setdefault(name, []).append(shape.resolved())
        made: dict[str, Shape] = {}
        for name, shapes in uses.items():
            types = {frozenset(shape.types) for shape in shapes if shape.types}
            types = {frozenset("number" if kind == "integer" else kind for kind in kinds) for kinds in types}
            if len(shapes) > 1 and len(types) <= 1:
                made[name] = Shape()
                for shape in shapes:
                    made[name].merge(shape)
        return made

    def _tell(self) -> None:
        """What came and has no place in a plan."""
        watched = self.watched
        if watched.nameless:
            self.notes.append(f"{watched.nameless:,} page and screen calls have no name, and are not planned")
        if watched.dropped:
            count = f"{watched.dropped:,} records have names beyond the first {len(watched.events):,}"
            self.notes.append(f"{count}, and are not planned: are their names made of values?")


def _only(counts: Mapping[str, int], there: Mapping[str, int]) -> list[str] | None:
    """The sources that send a property, where another that sends the event surely does not."""
    most = max(there, key=lambda source: there[source], default=None)
    if most is None or len(counts) < 2:
        return None
    quiet = [source for source in counts if not there.get(source)]
    if any(_is_no_chance(there[most], counts[most], counts[source]) for source in quiet):
        return sorted(source for source in counts if there.get(source))
    return None


def _is_narrower(own: Shape, all_of_it: Shape, words: Words, shared: Words) -> bool:
    """Whether a property surely has fewer values in one event than in all of them."""
    if "enum" not in words or "enum" not in shared or own.texts is None or all_of_it.texts is None:
        return False
    elsewhere = all_of_it.kinds["string"] - own.kinds["string"]
    missing = [number for text, number in all_of_it.texts.items() if text not in own.texts]
    return bool(missing) and all(_is_no_chance(number, elsewhere, own.kinds["string"]) for number in missing)


def _is_no_chance(there: int, of: int, never: int) -> bool:
    """Whether what came ``there`` times ``of`` so many is hardly missing by chance from ``never`` others."""
    share = (there + 1) / (of + 2)  # Laplace's rule of succession
    return (1 - share) ** never < _CHANCE


def _came(seen: Seen, names: Mapping[str | None, str | None]) -> str:
    """How often it came, from where, and when."""
    said = f"came {seen.count:,} {'time' if seen.count == 1 else 'times'}"
    by: dict[str, int] = {}
    for word, number in seen.sources.most_common():
        if (name := names[word]) is not None:
            by[name] = by.get(name, 0) + number
    if by:
        said += (
            f", from {listed([f'{quote(name, 30)[1:-1]} ({number:,})' for name, number in by.items()], _MOST_OF_ONE)}"
        )
    if seen.first is not None and seen.last is not None:
        first, last = f"{seen.first:%Y-%m-%d}", f"{seen.last:%Y-%m-%d}"
        said += f", on {first}" if first == last else f", {first} to {last}"
    return said


MARK = "x-comment"


def commented(sections: Mapping[str, Any], comments: Mapping[Key, list[str]]) -> tuple[dict[str, Any], list[str]]:
    """The sections, in which a key `x-comment-…` has the number of a comment in the list, above what it is about."""
    texts: list[str] = []
    return {name: _commented(words, (name,), comments, texts) for name, words in sections.items()}, texts


def _commented(words: Any, key: Key, comments: Mapping[Key, list[str]], texts: list[str]) -> Any:
    said: dict[str, int] = {}
    for text in filter(None, comments.get(key, ())):
        said[f"{MARK}-{len(texts)}"] = len(texts)
        texts.append(text)
    if words is None:
        return said or None
    if not isinstance(words, dict):
        return words
    return {**said, **{name: _commented(held, (*key, str(name)), comments, texts) for name, held in words.items()}}
