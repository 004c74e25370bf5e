"""The numbers and names that `sieve.c` reads by: objects, nodes and patterns, each written once and known by its place.

Its words are those of `sieve.c`, which must be changed with them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .automaton import Automaton, automaton

NULLS, BOOLS, INTS, FLOATS, TEXTS, ARRAYS, OBJECTS = (1 << bit for bit in range(7))
"""Kinds of values that a node takes."""
ANY = 127
CLOSED, PASSED, ASKED = range(3)
"""What is made of properties that an object does not know: they are doubtful, passed over, or may hold nothing personal."""
A_TEXT, A_TIME, A_BODY = 1, 2, 3
"""Parts of an envelope."""
AROUND, AT_ONCE, APART, APART_OR_AROUND = range(4)
"""Where the properties stand: around the parts; in one place, that is judged when it is met; in one of some places; or, where
none of these is there, around the parts.
"""
HEAD = (
    "ROOT", "NAMES", "PARTS_AT", "BODY_STANDS", "FIXED_SOURCE", "HASHES_IDS", "APART_AT", "KEY_0", "KEY_1", "PATTERNS",
    "NAME_COUNT", "PLANNED_AT",
)  # fmt: skip


class Row(NamedTuple):
    """A property of an object: where its node is, and the number that it is counted by (-1: it is not)."""

    name: str
    node: int
    counter: int = -1
    required: bool = False


class Tables:
    """What is written of one plan. ``suspicious`` is a pattern that is found in every text that may be personal.

    Raises:
        ValueError: the sieve cannot match that.
    """

    def __init__(self, suspicious: str | None) -> None:
        self.numbers = array("q", [0] * len(HEAD))
        self.pool = bytearray()
        self.objects: list[int] = []
        """Where the objects are whose names are still to be indexed."""
        self._texts: dict[str, tuple[int, int]] = {}
        self._nodes: dict[tuple[int, ...], int] = {}
        self._patterns: dict[str, int] = {}
        self._automata = [0]
        """The first is that of texts that may be personal; 0: none is."""
        if suspicious is not None:
            found = automaton(suspicious, sure=False)
            if found is None:
                raise ValueError("a pattern that the sieve does not know")
            self._automata = [self._automaton(found)]

    def say(self, word: str, number: int) -> None:
        """Write a number at the head."""
        self.numbers[HEAD.index(word)] = number

    def add(self, numbers: Iterable[int]) -> int:
        """Write numbers; where they are."""
        at = len(self.numbers)
        self.numbers.extend(numbers)
        return at

    def end(self) -> None:
        """Write what is known when all else is written."""
        self.say("PATTERNS", self.add([len(self._automata), *self._automata]))
        self.pool += bytes(16)  # names are compared eight bytes at a time

    def text(self, text: str) -> tuple[int, int]:
        """Where a name stands in the pool, and how many bytes it has."""
        found = self._texts.get(text)
        if found is None:
            raw = text.encode("utf-8", "surrogatepass")
            found = self._texts[text] = len(self.pool), len(raw)
            self.pool += raw
        return found

    def object(self, rows: Sequence[Row], unknown: int, prefixes: Sequence[str] = ()) -> int:
        """An object with these properties; those whose names begin with a prefix are passed over too."""
        room = 4
        while room < 2 * len(rows):
            room *= 2
        slots = self.add([-1] * room)
        numbers: list[int] = []
        for place, row in enumerate(rows, 1):
            numbers += (*self.text(row.name), row.node, row.counter, place)
        at, words = self.add(numbers), 0
        if prefixes:
            words = self.add([len(prefixes), *(number for word in prefixes for number in self.text(word))])
        masks = [0] * max(1, (len(rows) + 63) // 64)
        for place, row in enumerate(rows):
            masks[place // 64] |= int(row.required) << place % 64
        self.objects.append(self.add([len(rows), unknown, room - 1, slots, at, words, 0, *map(_signed, masks)]))
        return self.objects[-1]

    def texts(self, values: Sequence[str]) -> int:
        """Bounds of a text that is one of these."""
        return self.add([0, -1, self.object([Row(value, 0) for value in values], CLOSED), 0, 0])

    def node(
        self, types: int, asks: bool = False, text: int = 0, number: int = 0, items: int = 0, inside: int = 0,
        part: int = 0, slot: int = 0,
    ) -> int:  # fmt: skip
        """A value of some kinds, with the bounds of each; ``asks`` whether a text in it may be personal."""
        node = (types, int(asks), text, number, items, inside, part, slot)
        if node not in self._nodes:
            self._nodes[node] = self.add(node)
        return self._nodes[node]

    def pattern(self, pattern: str) -> int | None:
        """The number of a pattern among all; None where the sieve cannot match it."""
        if pattern not in self._patterns:
            found = automaton(pattern, sure=True)
            if found is None:
                return None
            self._patterns[pattern] = len(self._automata)
            self._automata.append(self._automaton(found))
        return self._patterns[pattern]

    def _automaton(self, found: Automaton) -> int:
        positions = len(found.follow)
        words = max(1, (positions + 63) // 64)
        masks = [*found.symbols, *found.follow, found.first, found.last]
        at = self.add(_signed(mask >> 64 * word & 2**64 - 1) for mask in masks for word in range(words))
        classes = len(self.pool)
        self.pool += found.classes
        return self.add([positions, words, len(found.symbols), found.at_start, found.at_end, found.empty, classes, at])


def _signed(number: int) -> int:
    return number - 2**64 if number >= 2**63 else number
