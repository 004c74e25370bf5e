"""What may be written at a place: keys of the format, names of the plan, and words; and a whole event where one can begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..dictionary._rows import shown, type_words
from ..document import Path
from ..document.writing import inline, name
from ..model.event import Event
from ..model.format import SECTIONS as MEANINGS
from ..model.node import Key, Node, keys
from ..model.plan import Plan
from ..model.property import Property
from ..model.reference import node_at
from ..rules import page_of, shelf
from ._grammar import KINDS, REFERENCES, SECTIONS, Slot, is_list, is_mapping, slot, slot_under, words
from ._reader import Spot


class Offer(NamedTuple):
    """Something that may be written."""

    label: str
    kind: str
    """key, name, word, snippet, or the section whose name it is."""
    insert: str
    """The text; lines after the first are indented as seen from where the first begins."""
    detail: str = ""
    means: str = ""
    is_snippet: bool = False
    deprecated: bool = False


def completion(plan: Plan, spot: Spot, snippets: bool) -> list[Offer]:
    """What may stand at a place."""
    offering = _Offering(plan, spot, snippets)
    found = slot(spot.path)
    if spot.is_key:
        holder = slot(spot.holder)
        if _takes_value(holder):
            return list(offering.values(holder, spot.holder))
        return list(offering.keys(holder))
    if isinstance(spot.path[-1], int) and found.holds is not None:
        return list(offering.keys(found, whole=True))
    return list(offering.values(found, spot.path))


def _takes_value(holder: Slot) -> bool:
    """Whether what looks like a key on a line of its own is a value, as the key above it takes one."""
    return holder.key is not None and not is_mapping(holder) and holder.items is None and not holder.example


class _Offering:
    def __init__(self, plan: Plan, spot: Spot, snippets: bool) -> None:
        self.plan, self.spot, self.snippets = plan, spot, snippets
        self.there = frozenset(spot.beside) - {spot.word}

    # Keys

    def keys(self, holder: Slot, whole: bool = False) -> Iterator[Offer]:
        """Keys that are not there yet; ``whole`` where a mapping begins."""
        if holder.names == "sections":
            yield from self.sections()
        elif holder.names == "carried":
            yield from self.carried()
        elif holder.names == "events":
            yield self.event()
            yield from self.missing_events()
        elif holder.names == "rules":
            yield from self.rules()
        elif holder.names == "traits":
            for who in ("user", "group"):
                yield Offer(who, "key", self.opened(who), "traits")
        elif holder.example:
            yield from self.in_example()
        elif holder.holds is not None:
            yield from self.of_node(holder.holds, whole)
        return

    def sections(self) -> Iterator[Offer]:
        for key in keys(Plan).values():
            label = "plan" if key.name == "format" else key.name
            yield from self.unless_there(
                Offer(label, "key", "plan: 1" if label == "plan" else f"{label}: ", "", key.means)
            )
        for section, (means, schema) in MEANINGS.items():
            text = f"{section}:\n  - " if schema.get("type") == "array" else f"{section}:\n  "
            yield from self.unless_there(Offer(section, "key", text, "section", means))

    def unless_there(self, offer: Offer) -> Iterator[Offer]:
        if offer.label not in self.there:
            yield offer

    def of_node(self, kind: type[Node], whole: bool) -> Iterator[Offer]:
        for key in keys(kind).values():
            if key.name in self.there:
                continue
            yield Offer(key.name, "key", self.key_text(kind, key), f"key of {KINDS.get(kind, '')}", key.means)

    def key_text(self, kind: type[Node], key: Key) -> str:
        """A key with what begins its value."""
        found = slot_under(kind, key.name)
        if self.spot.flow:
            return f"{key.name}: "
        if is_mapping(found):
            return f"{key.name}:\n  "
        if found.items is not None or found.example:
            return f"{key.name}:\n  - "
        if is_list(key) and self.snippets:
            return f"{key.name}: [$0]"
        return f"{key.name}: [" if is_list(key) else f"{key.name}: "

    def opened(self, label: str) -> str:
        return f"{name(label)}: " if self.spot.flow else f"{name(label)}:"

    def carried(self) -> Iterator[Offer]:
        """Names of the dictionary."""
        if len(self.spot.path) > 1 and self.spot.path[0] == "properties" and len(self.spot.path) == 2:
            return
        for found in self.plan.properties.values():
            if found.name not in self.there:
                yield Offer(
                    found.name, "properties", self.opened(found.name), type_words(found), found.description or "",
                    deprecated=bool(found.deprecated),
                )  # fmt: skip

    def missing_events(self) -> Iterator[Offer]:
        """Events that questions need, and that are not in the plan."""
        for question in self.plan.questions.values():
            for need in question.needs:
                if self.plan.point(need).event is None and "." not in need and need not in self.there:
                    yield Offer(need, "events", f"{name(need)}:\n  ", f"needed by {question.name}")

    def event(self) -> Offer:
        """A whole event, as `plan new event` writes it."""
        plan = self.plan
        if not self.snippets or self.spot.flow:
            lines: tuple[str, ...] = (
                "description: ",
                "trigger: ",
                "owner: ",
                "status: proposed",
                "sources: []",
                "properties:",
            )
            text = "New Event:\n" + "\n".join(f"  {line}" for line in lines)
        else:
            lines = (
                "description: $2", "trigger: $3", f"category: {_choice(4, _categories(plan))}",
                f"owner: {_choice(5, plan.owners)}", "status: proposed", f"sources: [{_choice(6, plan.sources)}]",
                "properties:", "  $0",
            )  # fmt: skip
            text = "${1:Object Action}:\n" + "\n".join(f"  {line}" for line in lines)
        means = "A new event with the keys that it needs, as `plan new event` writes it."
        return Offer("New event", "snippet", text, "event", means, is_snippet=self.snippets and not self.spot.flow)

    def rules(self) -> Iterator[Offer]:
        for rule in (*shelf.own, *shelf.boards["records"].names):
            if rule not in self.there:
                page = page_of(rule)
                yield Offer(rule, "rules", f"{rule}: ", page.word, page.summary)

    def in_example(self) -> Iterator[Offer]:
        for found in self.inside().values():
            if found.name not in self.there:
                yield Offer(
                    found.name, "properties", f"{name(found.name)}: ", type_words(found), found.description or ""
                )

    def inside(self) -> Mapping[str, Property]:
        """The properties that an example may have at this place."""
        event = self.plan.events.get(str(self.spot.path[1]))
        found: Mapping[str, Property] = event.properties if event is not None else {}
        for step in self.spot.path[3:-1]:
            if isinstance(step, str):
                held = found.get(step)
                while held is not None and held.items is not None and not held.properties:
                    held = held.items
                found = (held.properties if held is not None else None) or {}
        return found

    # Values

    def values(self, found: Slot, path: Path) -> Iterator[Offer]:
        for word in words(found):
            yield Offer(word, "word", word, found.key.name if found.key else "severity")
        if found.example:
            yield from self.example_values()
        if found.key is None or found.of is None:
            return
        what = REFERENCES.get((found.of, found.key.name), "")
        listed = is_list(found.key) and not isinstance(path[-1], int)
        for offer in self.named(what):
            if offer.label not in self.there or not isinstance(path[-1], int):
                yield offer._replace(insert=f"[{offer.insert}]") if listed and not self.spot.word else offer
        if found.of is Event and found.key.name == "category":
            for category in _categories(self.plan):
                yield Offer(category, "word", inline(category), "category")

    def named(self, what: str) -> Iterator[Offer]:
        """The names of a section, and of what is no section."""
        if what in SECTIONS:
            known: Mapping[str, Any] = getattr(self.plan, "groups" if what == "property_groups" else what)
            for label, node in known.items():
                if label != (self.spot.path[1] if len(self.spot.path) > 1 and self.spot.path[0] == what else None):
                    yield _named(label, what, node)
        elif what == "rules":
            for rule in shelf.own:
                yield Offer(rule, "rules", rule, "rule", page_of(rule).summary)
        elif what == "tools":
            for tool in self.plan.known_tools:
                yield Offer(tool, "word", tool, "tool")
        elif what == "needs":
            yield from self.needs()
        elif what == "things":
            yield from (_named(label, "events", node) for label, node in self.plan.events.items())
            for section in ("properties", "owners", "sources", "questions", "objectives"):
                for label in getattr(self.plan, section):
                    yield Offer(f"{section}/{label}", section, inline(f"{section}/{label}"), section)
        elif what == "beside":
            yield from self.beside()

    def needs(self) -> Iterator[Offer]:
        """Events; the properties of one where its name and a dot are written already."""
        pointed = self.plan.point(self.spot.word.rpartition(".")[0]) if "." in self.spot.word else None
        if pointed is not None and pointed.event is not None:
            start = self.spot.word.rpartition(".")[0]
            inside = pointed.event.properties if pointed.property is None else pointed.property.properties or {}
            for found in inside.values():
                need = f"{start}.{found.name}"
                yield Offer(need, "properties", inline(need), type_words(found), found.description or "")
            return
        yield from (_named(label, "events", node) for label, node in self.plan.events.items())

    def beside(self) -> Iterator[Offer]:
        """The properties beside the one that is replaced, then those of the dictionary."""
        own = self.spot.path[-2]
        holder = node_at(self.plan, self.spot.path[:2])
        near: Mapping[str, Property] = getattr(holder, "properties", None) or {}
        known = {**near, **self.plan.properties}
        for found in known.values():
            if found.name != own:
                yield Offer(found.name, "properties", inline(found.name), type_words(found), found.description or "")

    def example_values(self) -> Iterator[Offer]:
        found = self.inside().get(str(self.spot.path[-1]))
        if found is None:
            return
        for value in found.enum or ():
            yield Offer(shown(value), "word", inline(value), found.name, str(found.meanings.get(value, "")))
        if "boolean" in found.types:
            yield from (Offer(word, "word", word, found.name) for word in ("true", "false"))
        for value in found.examples or ():
            if not isinstance(value, (dict, list)):
                yield Offer(shown(value), "word", inline(value), f"example of {found.name}")


def _named(label: str, section: str, node: Any) -> Offer:
    words = next(
        (
            text
            for field in ("description", "question", "title")
            if isinstance(text := getattr(node, field, None), str) and text
        ),
        "",
    )
    detail = (
        type_words(node) if isinstance(node, Property) else getattr(node, "status", "") or KINDS.get(type(node), "")
    )
    old = getattr(node, "status", "") in ("deprecated", "retired") or bool(getattr(node, "deprecated", False))
    return Offer(label, section, inline(label), str(detail), words, deprecated=old)


def _categories(plan: Plan) -> Iterable[str]:
    return dict.fromkeys(event.category for event in plan.events.values() if event.category)


def _choice(place: int, words: Iterable[str]) -> str:
    """A place in a snippet with the words to choose from."""
    shown = [inline(word) for word in words][:50]
    escaped = [word.translate({ord(letter): f"\\{letter}" for letter in "\\,|$}"}) for word in shown]
    return f"${{{place}|{','.join(escaped)}|}}" if escaped else f"${place}"
