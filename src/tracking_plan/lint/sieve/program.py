"""What a plan allows in the lines of an envelope, as numbers for `sieve.c`: objects, values and patterns, each once.

Its words are those of `sieve.c`, which must be changed with them. What is not said there as exactly as JSON Schema says it
is left out: a kind of value that a node does not take is doubtful, and the halves in Python judge it.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor
from typing import Any, NamedTuple

from ...model.envelope import Envelope
from ...model.event import Event
from ...model.plan import Plan
from ...model.property import Property
from ...model.schema import must_be_there, property_schema
from ..header import TIMES, Unfit, is_fit, paths_of
from ..parts import heads
from ..rulebook import Rulebook
from ..subject import Subjects
from ..times import PER_SECOND
from .automaton import Automaton, automaton

_NULLS, _BOOLS, _INTS, _FLOATS, _TEXTS, _ARRAYS, _OBJECTS = (1 << bit for bit in range(7))
_ALL = 127
_TYPES = {
    "null": _NULLS, "boolean": _BOOLS, "integer": _INTS, "number": _INTS | _FLOATS,
    "string": _TEXTS, "array": _ARRAYS, "object": _OBJECTS,
}  # fmt: skip
_FORMATS = {"date-time": 1, "date": 2, "uuid": 3, "email": 4, "uri": 5}
_A_TEXT, _A_TIME, _A_BODY = 1, 2, 3
_CLOSED, _PASSED, _ASKED = range(3)
_MOST_PROPERTIES, _MOST_SLOTS = 512, 30
_MOST_COUNTED = 60_000
_EXACT = 2**53
_LARGEST = 2**63 - 1
_FLOAT = struct.unpack("<d", struct.pack("<q", 0x7FEFFFFFFFFFFFFF))[0]
TIMES_APART = (*TIMES, "now")


class Name(NamedTuple):
    """A name under which a planned event is sent, and the properties that are counted of it, by their dotted names."""

    sent: str
    """Without what the envelope strips from it."""
    event: Event | None
    """None: a name that is the exact half's."""
    properties: tuple[str, ...]


class Row(NamedTuple):
    """A property of an object: where its node is, and the number that it is counted by (-1: it is not)."""

    name: str
    node: int
    counter: int = -1
    required: bool = False


Tree = dict[str, Any]
"""Name -> the number of a node, or the tree of an object."""


class Program:
    """The numbers, the text of all names, and the names of events.

    Raises:
        Unfit: the envelope, or what the rules look for, is not the sieve's.
    """

    def __init__(self, plan: Plan, envelope: Envelope, rulebook: Rulebook) -> None:
        if not is_fit(envelope):
            raise Unfit
        self.envelope = envelope
        self.numbers = array("q", [0] * len(_HEAD))
        self.pool = bytearray()
        self.names: list[Name] = []
        self._texts: dict[bytes, int] = {}
        self._nodes: dict[Any, int] = {}
        self._indexed: list[int] = []
        self._patterns: dict[tuple[str, bool], int] = {}
        self._tables: list[int] = []
        self._suspicious = self._pattern("|".join(f"(?:{text})" for text in rulebook.texts)) if rulebook.texts else None
        if self._suspicious is None:
            self._tables.append(0)
        self._any = self._node(_ALL, asks=True)
        self._passed = self._node(_ALL)
        self._never = self._node(0)
        self._say("NAMES", self._events(plan, Subjects(plan)))
        self._say("NAME_COUNT", len(self.names))
        self._say("ROOT", self._root())
        self._say("FIXED_SOURCE", int(rulebook.one_source is not None))
        self._say("HASHES_IDS", int(rulebook.looks_for_duplicates))
        now = int(rulebook.now.timestamp() * 1_000_000)
        self._say("APART_AT", self._add([now, *self._apart(rulebook)]) + 1)
        self._say("PATTERNS", self._add([len(self._tables), *self._tables]))
        self.pool += bytes(16)

    @property
    def objects(self) -> Sequence[int]:
        """Where the objects begin whose names are to be indexed."""
        return self._indexed

    def keyed(self, key: Sequence[int]) -> array[int]:
        """The numbers with the key of this process's hash()."""
        made = self.numbers[:]
        made[_HEAD.index("KEY_0")], made[_HEAD.index("KEY_1")] = key
        return made

    def _say(self, word: str, number: int) -> None:
        self.numbers[_HEAD.index(word)] = number

    def _add(self, numbers: Iterable[int]) -> int:
        at = len(self.numbers)
        self.numbers.extend(numbers)
        return at

    def _apart(self, rulebook: Rulebook) -> list[int]:
        made = [len(rulebook.apart)]
        for earlier, later, most in rulebook.apart:
            made += [
                TIMES_APART.index(earlier),
                TIMES_APART.index(later),
                most.days * 86_400_000_000 + most.seconds * 1_000_000,
            ]
        return made

    # -- objects

    def _text(self, text: str) -> tuple[int, int]:
        """Where a name stands in the pool, and how many bytes it has."""
        raw = text.encode("utf-8", "surrogatepass")
        if raw not in self._texts:
            self._texts[raw] = len(self.pool)
            self.pool += raw
        return self._texts[raw], len(raw)

    def _object(self, rows: Sequence[Row], unknown: int, prefixes: Sequence[str] = ()) -> int:
        room = 4
        while room < 2 * len(rows):
            room *= 2
        slots = self._add([-1] * room)
        at = self._add(number for row in rows for number in (*self._text(row.name), row.node, row.counter))
        words = (
            self._add([len(prefixes), *(number for word in prefixes for number in self._text(word))]) if prefixes else 0
        )
        masks = [0] * max(1, (len(rows) + 63) // 64)
        for place, row in enumerate(rows):
            masks[place // 64] |= int(row.required) << place % 64
        made = self._add([len(rows), unknown, room - 1, slots, at, words, *map(_signed, masks)])
        self._indexed.append(made)
        return made

    def _events(self, plan: Plan, subjects: Subjects) -> int:
        """An object whose rows are the names of events; the node of each is the object of its properties, or 0."""
        rows: dict[str, Row] = {}
        beside = () if self.envelope.properties else heads(self.envelope)
        made: dict[int, tuple[int, tuple[str, ...]]] = {}
        prefix = self.envelope.prefix

        def add(sent: str, event: Event | None) -> None:
            if sent in rows:
                return
            at: int = 0
            counted: tuple[str, ...] = ()
            if event is not None:
                if id(event) not in made:
                    made[id(event)] = self._event(event, beside)
                at, counted = made[id(event)]
            rows[sent] = Row(sent, at)
            self.names.append(Name(sent.removeprefix(prefix), event if at else None, counted))

        for name in self.envelope.named:
            add(name, None)
        for (kind, name), subject in subjects.named.items():
            if kind == "track" and name:
                event = None if prefix and name.startswith(prefix) else subject.event
                add(f"{prefix}{name}", event)
                add(name, event)
        return self._object([*rows.values()], _CLOSED)

    def _event(self, event: Event, beside: Iterable[str]) -> tuple[int, tuple[str, ...]]:
        counted: list[str] = []
        rows = self._rows(event.properties, "", counted, True)
        rows += [Row(name, self._passed) for name in sorted({*beside} - {*event.properties})]
        system = self._system(event)
        rows += [Row(name, self._never) for name in system.kept] + [Row(name, self._passed) for name in system.names]
        if len(rows) > _MOST_PROPERTIES or len(counted) > _MOST_COUNTED or not {*beside}.isdisjoint(event.properties):
            return 0, ()
        return self._object(rows, _ASKED if event.additional_properties else _CLOSED, system.prefixes), tuple(counted)

    def _system(self, event: Event) -> _System:
        envelope = self.envelope
        kept = sorted(envelope.planned - {*event.properties})
        names = [word for word in envelope.system if not word.endswith("*") and word not in envelope.planned]
        prefixes = [word[:-1] for word in envelope.system if word.endswith("*")]
        return _System(kept, [name for name in names if name not in event.properties], prefixes)

    def _rows(self, properties: Mapping[str, Property], above: str, counted: list[str], asks: bool) -> list[Row]:
        """The rows of properties; ``counted`` takes the dotted names of those that are counted, as they are numbered."""
        made = []
        for name, found in properties.items():
            counter = -1
            if above is not _UNCOUNTED:
                counter = len(counted)
                counted.append(f"{above}{name}")
            inner = _UNCOUNTED if above is _UNCOUNTED else f"{above}{name}."
            made.append(Row(name, self._value(found, inner, counted, asks), counter, must_be_there(found)))
        return made

    # -- values

    def _node(
        self, types: int, asks: bool = False, text: int = 0, number: int = 0, items: int = 0, inside: int = 0,
        part: int = 0, slot: int = 0,
    ) -> int:  # fmt: skip
        node = (types, int(asks), text, number, items, inside, part, slot)
        if node not in self._nodes:
            self._nodes[node] = self._add(node)
        return self._nodes[node]

    def _value(self, found: Property, above: str, counted: list[str], asks: bool) -> int:
        """The node of a property's values."""
        schema = property_schema(found)
        asks = asks and found.pii in (None, "none")
        words = schema.get("type", [*_TYPES])
        types = 0
        for word in [words] if isinstance(words, str) else words:
            types |= _TYPES[word]
        known = found.enum is not None or found.pattern is not None or found.format is not None
        text = items = inside = 0
        if "enum" in schema:
            types, text = self._enum(schema, types)
        elif types & _TEXTS:
            types, text = self._bounded_text(schema, types)
        if types & _ARRAYS:
            types, items = self._array(found, schema, types, asks)
        if types & _OBJECTS and found.properties:
            rows = self._rows(found.properties, above, counted, asks)
            if len(rows) <= _MOST_PROPERTIES:
                inside = self._object(rows, _unknown(found, asks))
            else:
                types &= ~_OBJECTS
        types, number = self._bounded_number(schema, types)
        # What is known by its form is not looked at; in an array or an object in its place everything is.
        asked = asks and not (known and not types & (_ARRAYS | _OBJECTS))
        return self._node(types, asked, text, number, items, inside)

    def _enum(self, schema: Mapping[str, Any], types: int) -> tuple[int, int]:
        values = schema["enum"]
        texts = [value for value in values if isinstance(value, str)]
        rest = [value for value in values if not isinstance(value, str) and value is not None]
        if rest or any(word in schema for word in ("pattern", "format", "minLength", "maxLength")):
            return 0, 0
        nulls = types & _NULLS if None in values else 0
        if not texts or not types & _TEXTS:
            return nulls, 0
        table = self._object([Row(value, 0) for value in texts], _CLOSED)
        return nulls | _TEXTS, self._add([0, -1, table, 0, 0])

    def _bounded_text(self, schema: Mapping[str, Any], types: int) -> tuple[int, int]:
        if schema.keys().isdisjoint(("minLength", "maxLength", "pattern", "format")):
            return types, 0
        pattern, format = schema.get("pattern"), schema.get("format")
        number = self._pattern(pattern) if pattern is not None else 0
        if number is None or (format is not None and format not in _FORMATS):
            return types & ~_TEXTS, 0
        low, high = schema.get("minLength", 0), schema.get("maxLength", -1)
        return types, self._add([ceil(low), floor(high), 0, _FORMATS.get(format or "", 0), number])

    def _bounded_number(self, schema: Mapping[str, Any], types: int) -> tuple[int, int]:
        low, high = schema.get("minimum"), schema.get("maximum")
        if (low is None and high is None) or not types & (_INTS | _FLOATS):
            return types, 0
        if any(bound is not None and not (abs(bound) <= _EXACT and float(bound) == bound) for bound in (low, high)):
            return types & ~(_INTS | _FLOATS), 0
        bits = [struct.unpack("<q", struct.pack("<d", float(bound)))[0] for bound in (
            -_FLOAT if low is None else low, _FLOAT if high is None else high)]  # fmt: skip
        least, most = -_LARGEST if low is None else ceil(low), _LARGEST if high is None else floor(high)
        return types, self._add([least, most, *bits])

    def _array(self, found: Property, schema: Mapping[str, Any], types: int, asks: bool) -> tuple[int, int]:
        if schema.get("uniqueItems"):
            return types & ~_ARRAYS, 0
        if schema.keys().isdisjoint(("items", "minItems", "maxItems")):
            return types, 0
        item = self._value(found.items, _UNCOUNTED, [], asks) if found.items is not None else 0
        return types, self._add([ceil(schema.get("minItems", 0)), floor(schema.get("maxItems", -1)), item])

    # -- patterns

    def _pattern(self, pattern: str) -> int | None:
        """The number of a pattern among all; None where the sieve cannot match it. The first is that of personal texts."""
        sure = bool(self._tables)
        if (pattern, sure) not in self._patterns:
            found = automaton(pattern, sure)
            if found is None:
                if not self._tables:
                    raise Unfit
                return None
            self._patterns[pattern, sure] = len(self._tables)
            self._tables.append(self._table(found))
        return self._patterns[pattern, sure]

    def _table(self, found: Automaton) -> int:
        positions = len(found.follow)
        words = max(1, (positions + 63) // 64)
        masks = [*found.symbols, *found.follow, found.first, found.last]
        at = self._add(_signed(mask >> 64 * word & 2**64 - 1) for mask in masks for word in range(words))
        classes = len(self.pool)
        self.pool += found.classes
        return self._add([positions, words, len(found.symbols), found.at_start, found.at_end, found.empty, classes, at])

    # -- the envelope

    def _root(self) -> int:
        """The object of a line, with the parts of the envelope where they stand."""
        tree: Tree = {}
        places: list[int] = []
        slot = 1
        for part in ("event", "id", *TIMES, "source"):
            paths = paths_of(self.envelope, part)
            places += [len(paths), slot]
            for path in paths:
                _plant(tree, path.split("."), self._part(part, slot))
                slot += 1
        if slot > _MOST_SLOTS or not places[0]:
            raise Unfit
        self._say("PARTS_AT", self._add(places))
        paths_of(self.envelope, "call")
        for path in self.envelope.call:
            _plant(tree, path.split("."), self._call())
        for path in self.envelope.user:
            if not path.startswith("=") and not path.endswith("*"):
                _plant(tree, path.split("."), self._node(_TEXTS | _INTS | _FLOATS | _NULLS), may_stand=True)
        for path in paths_of(self.envelope, "properties"):
            self._say("BODY_SLOT", slot if len(self.envelope.properties) == 1 else -slot)
            _plant(tree, path.split("."), self._node(_OBJECTS, part=_A_BODY, slot=slot))
        return self._tree(tree)

    def _tree(self, tree: Tree) -> int:
        rows = []
        for name, held in tree.items():
            node = self._node(_OBJECTS | _NULLS, inside=self._tree(held)) if isinstance(held, dict) else held
            rows.append(Row(name, node))
        return self._object(rows, _PASSED)

    def _part(self, part: str, slot: int) -> int:
        unit = self.envelope.units.get(part, self.envelope.unit)
        if part not in TIMES or unit is None:
            return self._node(_TEXTS, part=_A_TIME if part in TIMES else _A_TEXT, slot=slot)
        per = PER_SECOND[unit]
        number = self._add([per, 4_000_000_000 * per, 0, 0])
        return self._node(0, number=number, part=_A_TIME, slot=slot)

    def _call(self) -> int:
        calls = self.envelope.calls
        words = sorted(word for word in {*calls, "track"} if calls.get(word, word) == "track")
        table = self._object([Row(word, 0) for word in words], _CLOSED)
        return self._node(_TEXTS | _NULLS, text=self._add([0, -1, table, 0, 0]))


class _System(NamedTuple):
    """What a tool adds to an event by itself: names that the plan has elsewhere, other names, and beginnings of names."""

    kept: list[str]
    names: list[str]
    prefixes: list[str]


_UNCOUNTED = "\0"
"""Above properties that are not counted, as they stand in an array."""
_HEAD = (
    "ROOT", "NAMES", "PARTS_AT", "BODY_SLOT", "FIXED_SOURCE", "HASHES_IDS", "APART_AT", "KEY_0", "KEY_1", "PATTERNS",
    "NAME_COUNT",
)  # fmt: skip


def _unknown(found: Property, asks: bool) -> int:
    if not found.additional_properties:
        return _CLOSED
    return _ASKED if asks else _PASSED


def _signed(number: int) -> int:
    return number - 2**64 if number >= 2**63 else number


def _plant(tree: Tree, steps: list[str], node: int, may_stand: bool = False) -> None:
    """Put a node at a path. Raises Unfit where something stands there, unless it ``may_stand``."""
    for step in steps[:-1]:
        tree = tree.setdefault(step, {})
        if not isinstance(tree, dict):
            if may_stand:
                return
            raise Unfit
    if steps[-1] in tree or "" in steps:
        if may_stand:
            return
        raise Unfit
    tree[steps[-1]] = node
