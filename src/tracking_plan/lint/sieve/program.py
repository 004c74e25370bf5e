"""What a plan allows in the lines of an envelope, as tables for `sieve.c`."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from ...model.envelope import Envelope
from ...model.event import Event
from ...model.plan import Plan
from ..header import TIMES, Unfit
from ..parts import heads
from ..rulebook import Rulebook
from ..subject import Subjects
from ..times import PER_SECOND
from .tables import (
    A_BODY,
    A_TEXT,
    A_TIME,
    APART,
    APART_OR_AROUND,
    AROUND,
    ASKED,
    AT_ONCE,
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

_MOST_SLOTS = 62
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
        if envelope.key_values or envelope.beside or envelope.form or envelope.batch:
            raise Unfit
        try:
            self.tables = Tables(rulebook.suspicion)
        except ValueError:
            raise Unfit from None
        self.envelope, self.values = envelope, Values(self.tables)
        self._beside = dict.fromkeys(sorted(heads(envelope)), self.values.passed)
        """What stands around the parts, where the properties do too."""
        self.names: list[Name] = []
        say = self.tables.say
        say("NAMES", self._events(plan, Subjects(plan)))
        say("NAME_COUNT", len(self.names))
        say("ROOT", self._root())
        say("FIXED_SOURCE", int(rulebook.one_source is not None))
        say("HASHES_IDS", int(rulebook.looks_for_duplicates))
        say("APART_AT", self._apart(rulebook))
        self.tables.end()

    @property
    def tells_contents(self) -> bool:
        """Whether all that stands among the properties is carried by a record."""
        return bool(self.envelope.properties) and not self.envelope.system

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
        """An object whose rows are the names of events: the node of each is the object of its properties where they stand apart,
        and its counter that of those around the parts; 0 where the sieve does not judge them.
        """
        rows: dict[str, Row] = {}
        made: dict[str, tuple[int, int, tuple[str, ...]]] = {}
        planned: list[int] = []
        prefix = self.envelope.prefix

        def add(sent: str, event: Event | None) -> None:
            if sent in rows:
                return
            found: tuple[int, int, tuple[str, ...]] = 0, 0, ()
            if event is not None:
                if event.name not in made:
                    made[event.name] = self._event(event)
                found = made[event.name]
            rows[sent] = Row(sent, found[0], found[1])
            self.names.append(Name(sent.removeprefix(prefix), event if found[0] else None, found[2]))
            planned.extend(self.tables.text(event.name if event is not None else sent))

        for name in self.envelope.named:
            add(name, None)
        for (kind, name), subject in subjects.named.items():
            if kind == "track" and name:
                event = None if prefix and name.startswith(prefix) else subject.event
                add(f"{prefix}{name}", event)
                add(name, event)
        self.tables.say("PLANNED_AT", self.tables.add(planned))
        return self.tables.object([*rows.values()], CLOSED)

    def _event(self, event: Event) -> tuple[int, int, tuple[str, ...]]:
        """The objects of an event's properties, apart and around, and what is counted of them."""
        envelope, values = self.envelope, self.values
        counted: list[str] = []
        rows = values.rows(event.properties, "", counted, True)
        # What a tool adds by itself is set aside, unless the plan has it: of another event, it is not planned here.
        more = dict.fromkeys(sorted(envelope.planned - {*event.properties}), values.never)
        words = (word for word in envelope.system if not word.endswith("*") and word not in envelope.planned)
        more.update((word, values.passed) for word in words if word not in event.properties)
        beside = self._beside
        prefixes = [word[:-1] for word in envelope.system if word.endswith("*")]
        unknown = ASKED if event.additional_properties else CLOSED

        def made(beside: dict[str, int]) -> int:
            others = [Row(name, node) for name, node in (more | beside).items()]
            few = len(rows) + len(others) <= MOST and len(counted) <= _MOST_COUNTED
            return self.tables.object(rows + others, unknown, prefixes) if few else 0

        apart = made({}) if envelope.properties else 0
        around = made(beside) if (envelope.rest or not apart) and beside.keys().isdisjoint(event.properties) else 0
        return apart or around, around, tuple(counted)

    # -- the envelope

    def _root(self) -> int:
        """The object of a line, with the parts of the envelope where they stand."""
        tables, envelope = self.tables, self.envelope
        tree: Tree = {}
        places: list[int] = []
        slot = 1
        for part in ("event", "id", *TIMES, "source"):
            paths = getattr(envelope, part)
            places += [len(paths), slot]
            for path in paths:
                _plant(tree, path, self._part(part, slot))
                slot += 1
        for path in envelope.call:
            _plant(tree, path, self._call())
        self._plant_users(tree)
        places += [len(envelope.properties), slot]
        for path in envelope.properties:
            _plant(tree, path, _Body(slot))
            slot += 1
        if slot > _MOST_SLOTS or not envelope.event:
            raise Unfit
        tables.say("PARTS_AT", tables.add(places))
        tables.say("BODY_STANDS", self._stands(tree))
        return self._tree(tree)

    def _stands(self, tree: Tree) -> int:
        """Where the properties stand."""
        envelope = self.envelope
        if not envelope.properties:
            return AROUND
        if envelope.rest:
            return APART_OR_AROUND
        if len(envelope.properties) > 1 or len(envelope.event) > 1:
            return APART
        found: Any = tree
        for step in envelope.properties[0].split("."):
            found = found[step]
        return APART if isinstance(found, _Body) and found.inside else AT_ONCE

    def _plant_users(self, tree: Tree) -> None:
        """A user is a text or a number; where something else stands, that is looked at."""
        user = self.tables.node(TEXTS | INTS | FLOATS | NULLS)
        for path in self.envelope.user:
            with suppress(Unfit):
                _plant(tree, path, user)

    def _tree(self, tree: Tree) -> int:
        rows = []
        for name, held in tree.items():
            if isinstance(held, _Body):
                inside = self._tree(held.inside) if held.inside else 0
                node = self.tables.node(OBJECTS, inside=inside, part=A_BODY, slot=held.slot)
            elif isinstance(held, dict):
                node = self.tables.node(OBJECTS | NULLS, inside=self._tree(held))
            else:
                node = held
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


class _Body:
    """The properties at a place, with the parts that stand in them."""

    def __init__(self, slot: int) -> None:
        self.slot = slot
        self.inside: Tree = {}


def _plant(tree: Tree, path: str, node: int | _Body) -> None:
    """Put a node at a path. Raises Unfit where something stands there, and of paths that are none."""
    *above, last = path.split(".")
    if path.startswith("=") or path.endswith("*") or "" in (*above, last):
        raise Unfit
    for step in above:
        tree = tree.setdefault(step, {})
        if not isinstance(tree, dict):
            raise Unfit
    if isinstance(node, _Body) and isinstance(tree.get(last), dict):
        node.inside = tree.pop(last)
    if last in tree:
        raise Unfit
    tree[last] = node
