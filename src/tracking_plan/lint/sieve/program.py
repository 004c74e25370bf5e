"""What a plan allows in the lines of an envelope, as tables for `sieve.c`."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ...model.envelope import Envelope
from ...model.event import Event
from ...model.plan import Plan
from ..header import TIMES, Unfit, is_fit, paths_of
from ..parts import heads
from ..rulebook import Rulebook
from ..subject import Subjects
from ..times import PER_SECOND
from .tables import (
    A_BODY,
    A_TEXT,
    A_TIME,
    ASKED,
    CLOSED,
    FLOATS,
    HEAD,
    INTS,
    NULLS,
    OBJECTS,
    PASSED,
    TEXTS,
    Row,
    Tables,
)  # fmt: skip
from .values import MOST, Values

_MOST_SLOTS = 30
_MOST_COUNTED = 60_000
_LATEST = 4_000_000_000
"""Seconds after 1970 began until which a time that is a number is read."""
_TIMES_APART = (*TIMES, "now")

Tree = dict[str, Any]
"""Name -> the number of a node, or the tree of an object."""


class Name(NamedTuple):
    """A name under which a planned event is sent, and the properties that are counted of it, by their dotted names."""

    sent: str
    """Without what the envelope strips from it."""
    event: Event | None
    """None: a name that is the exact half's."""
    properties: tuple[str, ...]


class Program:
    """The tables, and the names of events in their order.

    Raises:
        Unfit: the envelope, or what the rules look for, is not the sieve's.
    """

    def __init__(self, plan: Plan, envelope: Envelope, rulebook: Rulebook) -> None:
        if not is_fit(envelope):
            raise Unfit
        suspicious = "|".join(f"(?:{text})" for text in rulebook.texts) if rulebook.texts else None
        try:
            self.tables = Tables(suspicious)
        except ValueError:
            raise Unfit from None
        self.envelope, self.values = envelope, Values(self.tables)
        self.names: list[Name] = []
        say = self.tables.say
        say("NAMES", self._events(plan, Subjects(plan)))
        say("NAME_COUNT", len(self.names))
        say("ROOT", self._root())
        say("FIXED_SOURCE", int(rulebook.one_source is not None))
        say("HASHES_IDS", int(rulebook.looks_for_duplicates))
        say("APART_AT", self._apart(rulebook))
        self.tables.end()

    def keyed(self, key: Sequence[int]) -> array[int]:
        """The numbers with the key of this process's hash()."""
        made = self.tables.numbers[:]
        made[HEAD.index("KEY_0")], made[HEAD.index("KEY_1")] = key
        return made

    def _apart(self, rulebook: Rulebook) -> int:
        """How far apart times may be; before it stands what time it is."""
        made = [int(rulebook.now.timestamp() * 1_000_000), len(rulebook.apart)]
        for earlier, later, most in rulebook.apart:
            made += [_TIMES_APART.index(earlier), _TIMES_APART.index(later)]
            made.append(most.days * 86_400_000_000 + most.seconds * 1_000_000)
        return self.tables.add(made) + 1

    # -- events

    def _events(self, plan: Plan, subjects: Subjects) -> int:
        """An object whose rows are the names of events; the node of each is the object of its properties, or 0."""
        rows: dict[str, Row] = {}
        made: dict[str, tuple[int, tuple[str, ...]]] = {}
        prefix = self.envelope.prefix

        def add(sent: str, event: Event | None) -> None:
            if sent in rows:
                return
            at: int = 0
            counted: tuple[str, ...] = ()
            if event is not None:
                if event.name not in made:
                    made[event.name] = self._event(event)
                at, counted = made[event.name]
            rows[sent] = Row(sent, at)
            self.names.append(Name(sent.removeprefix(prefix), event if at else None, counted))

        for name in self.envelope.named:
            add(name, None)
        for (kind, name), subject in subjects.named.items():
            if kind == "track" and name:
                event = None if prefix and name.startswith(prefix) else subject.event
                add(f"{prefix}{name}", event)
                add(name, event)
        return self.tables.object([*rows.values()], CLOSED)

    def _event(self, event: Event) -> tuple[int, tuple[str, ...]]:
        """The object of an event's properties, or 0, and what is counted of them."""
        envelope, values = self.envelope, self.values
        beside = () if envelope.properties else heads(envelope)
        counted: list[str] = []
        rows = values.rows(event.properties, "", counted, True)
        rows += [Row(name, values.passed) for name in sorted(beside)]
        # What a tool adds by itself is set aside, unless the plan has it: of another event, it is not planned here.
        rows += [Row(name, values.never) for name in sorted(envelope.planned - {*event.properties})]
        words = [word for word in envelope.system if not word.endswith("*") and word not in envelope.planned]
        rows += [Row(word, values.passed) for word in words if word not in event.properties]
        if len(rows) > MOST or len(counted) > _MOST_COUNTED or not {*beside}.isdisjoint(event.properties):
            return 0, ()
        prefixes = [word[:-1] for word in envelope.system if word.endswith("*")]
        unknown = ASKED if event.additional_properties else CLOSED
        return self.tables.object(rows, unknown, prefixes), tuple(counted)

    # -- the envelope

    def _root(self) -> int:
        """The object of a line, with the parts of the envelope where they stand."""
        tables, envelope = self.tables, self.envelope
        tree: Tree = {}
        places: list[int] = []
        slot = 1
        for part in ("event", "id", *TIMES, "source"):
            paths = paths_of(envelope, part)
            places += [len(paths), slot]
            for path in paths:
                _plant(tree, path, self._part(part, slot))
                slot += 1
        if slot > _MOST_SLOTS or not places[0]:
            raise Unfit
        tables.say("PARTS_AT", tables.add(places))
        paths_of(envelope, "call")
        for path in envelope.call:
            _plant(tree, path, self._call())
        for path in paths_of(envelope, "properties"):
            tables.say("BODY_SLOT", slot if len(envelope.properties) == 1 else -slot)
            _plant(tree, path, tables.node(OBJECTS, part=A_BODY, slot=slot))
        user = tables.node(TEXTS | INTS | FLOATS | NULLS)
        for path in envelope.user:
            if not path.startswith("=") and not path.endswith("*"):
                _plant_beside(tree, path, user)
        return self._tree(tree)

    def _tree(self, tree: Tree) -> int:
        rows = []
        for name, held in tree.items():
            node = self.tables.node(OBJECTS | NULLS, inside=self._tree(held)) if isinstance(held, dict) else held
            rows.append(Row(name, node))
        return self.tables.object(rows, PASSED)

    def _part(self, part: str, slot: int) -> int:
        unit = self.envelope.units.get(part, self.envelope.unit)
        if part not in TIMES or unit is None:
            return self.tables.node(TEXTS, part=A_TIME if part in TIMES else A_TEXT, slot=slot)
        per = PER_SECOND[unit]
        return self.tables.node(0, number=self.tables.add([per, _LATEST * per, 0, 0]), part=A_TIME, slot=slot)

    def _call(self) -> int:
        calls: Mapping[str, str] = self.envelope.calls
        words = sorted(word for word in {*calls, "track"} if calls.get(word, word) == "track")
        return self.tables.node(TEXTS | NULLS, text=self.tables.texts(words))


def _plant(tree: Tree, path: str, node: int) -> None:
    """Put a node at a path. Raises Unfit where something stands there."""
    *above, last = path.split(".")
    for step in above:
        tree = tree.setdefault(step, {})
        if not isinstance(tree, dict):
            raise Unfit
    if last in tree or "" in (*above, last):
        raise Unfit
    tree[last] = node


def _plant_beside(tree: Tree, path: str, node: int) -> None:
    """Put a node at a path, where nothing stands."""
    *above, last = path.split(".")
    for step in above:
        tree = tree.setdefault(step, {})
        if not isinstance(tree, dict):
            return
    tree.setdefault(last, node)
