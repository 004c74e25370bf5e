"""Finds the repeats of a pattern that can read one text in exponentially many ways (as `(a+)+` can).

A backtracking engine - JavaScript's, Python's, most of Java's life - tries all those ways before it says no. The
method is the exact one for finite automata (Weber and Seidl 1991; Weideman and others 2016): number the characters of
a repeat's body, note which may follow which and in how many ways, and look for a state from which one and the same
text leads back to it by two paths. What is polynomial only (`\\d+\\d+`) is not looked for. Three things are not exact:
a bounded repeat of ten or more rounds counts as endless, of a bounded repeat inside another two rounds over the
least are looked at, and a body too large to analyze is only asked whether one open repeat directly holds another.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .regex_states import TooLarge, states_of
from .regex_tree import LAST, Branch, Node, Range, Repeat

_MOST_STEPS = 20_000
_MOST_SETS = 200
_LEGIBLE = [*map(ord, "!a0A-_. ,@/x")]


class Ambiguity(NamedTuple):
    """A repeat, where it stands, and the texts that show it: ``lead``, ``pump`` many times over, ``stop``."""

    start: int
    end: int
    lead: str = ""
    pump: str = ""
    stop: str = ""


def find(tree: Node) -> Ambiguity | None:
    """The first repeat that takes exponential time, when the whole text or a part of it is matched."""
    for loop, open_end in _outermost(tree, open_end=True):
        try:
            found = _Automaton(loop).ambiguity(open_end)
        except TooLarge:
            found = Ambiguity(loop.start, loop.end) if _nests(loop.body) else None
        if found:
            return found
    return None


def _outermost(node: Node, open_end: bool) -> Iterator[tuple[Repeat, bool]]:
    """Each endless repeat that is in no other, and whether the pattern may end after it."""
    if isinstance(node, Repeat):
        if node.endless and node.body.varies:
            yield node, open_end
        else:
            yield from _outermost(node.body, open_end)
    elif isinstance(node, Branch):
        for place, item in enumerate(node.items):
            rest = () if node.choice else node.items[place + 1 :]
            if item.varies:
                yield from _outermost(item, open_end and all(later.empty for later in rest))


def _nests(body: Node) -> bool:
    """Whether a body is at heart an open repeat, all else in it being optional: then repeating it is ambiguous."""
    if isinstance(body, Repeat):
        return body.weight > 0 and (body.most is None or (body.most > max(body.least, 1)) or _nests(body.body))
    if not isinstance(body, Branch):
        return False
    if body.choice:
        return any(_nests(item) for item in body.items)
    return any(_nests(item) and all(o is item or o.empty for o in body.items) for item in body.items)


class _Automaton:
    """A repeat gone round without end, and the search in it."""

    def __init__(self, loop: Repeat) -> None:
        self.loop = loop
        self.sets, self.next, self.first, self.last = states_of(loop)
        self.steps = 0
        self._shared: dict[tuple[int, int], int] = {}

    def ambiguity(self, open_end: bool) -> Ambiguity | None:
        cyclic = self._cyclic()
        found = self._doubled(cyclic) or self._forked(cyclic)
        if not found:
            return None
        state, pump = found
        stop = self._stop(state)
        if stop is None and open_end:
            return None  # whatever follows it matches, so that the engine never has to go back
        lead = min((self._shortest(start, state, self._any_of(start)) for start in self.first), key=len)
        return Ambiguity(self.loop.start, self.loop.end, lead, pump, stop or "")

    def _cyclic(self) -> list[dict[int, int]]:
        """The transitions that are part of a cycle, which are all of them but where assertions cut some."""
        reach: list[set[int]] = []
        for state in range(len(self.sets)):
            seen, todo = set(self.next[state]), list(self.next[state])
            while todo:
                self._count(1)
                new = [after for after in self.next[todo.pop()] if after not in seen]
                seen.update(new)
                todo += new
            reach.append(seen)
        return [{q: ways for q, ways in after.items() if p in reach[q]} for p, after in enumerate(self.next)]

    def _doubled(self, cyclic: list[dict[int, int]]) -> tuple[int, str] | None:
        """A state that one character leads on from in two ways, and a text that leads from it back to it."""
        for p, after in enumerate(cyclic):
            for q, ways in after.items():
                if ways > 1:
                    return p, self._shortest(q, p, self._any_of(q))
        return None

    def _forked(self, cyclic: list[dict[int, int]]) -> tuple[int, str] | None:
        """A state, and a text that leads from it back to it by two paths that part and meet again."""
        come_from: dict[tuple[int, int], tuple[tuple[int, int], str]] = {}
        todo = deque((p, p) for p in range(len(self.sets)))
        while todo:
            pair = todo.popleft()
            for a in cyclic[pair[0]]:
                for b in cyclic[pair[1]]:
                    self._count(1)
                    if a == b and pair[0] == pair[1]:
                        continue
                    reached = (min(a, b), max(a, b))
                    code = -1 if reached in come_from else self._both(a, b)
                    if code < 0:
                        continue
                    come_from[reached] = (pair, chr(code))
                    if a != b:
                        todo.append(reached)
                        continue
                    text = ""
                    while not text or reached[0] != reached[1]:
                        reached, letter = come_from[reached]
                        text = letter + text
                    return reached[0], self._shortest(a, reached[0], text)
        return None

    def _shortest(self, start: int, goal: int, text: str) -> str:
        """``text``, prolonged by a shortest one that leads from one state to another."""
        todo, seen = deque([(start, text)]), {start}
        while todo:
            state, text = todo.popleft()
            if state == goal:
                return text
            for after in self.next[state]:
                if after not in seen:
                    seen.add(after)
                    todo.append((after, text + self._any_of(after)))
        return text

    def _stop(self, state: int) -> str | None:
        """A text after which the repeat cannot end, or None where there is no such text."""
        cuts = {code for ranges in self.sets for low, high in ranges for code in (low, high + 1) if code <= LAST}
        alphabet = [*_LEGIBLE, *sorted(cuts)]
        todo, seen = deque([(frozenset([state]), "")]), set()
        while todo:
            states, text = todo.popleft()
            for code in alphabet:
                after = frozenset(q for p in states for q in self.next[p] if _has(self.sets[q], code))
                if not after & self.last:
                    return text + _letter(code)
                if after not in seen:
                    seen.add(after)
                    todo.append((after, text + _letter(code)))
            if len(seen) > _MOST_SETS:
                return ""
        return None

    def _any_of(self, state: int) -> str:
        return chr(self._both(state, state))

    def _both(self, a: int, b: int) -> int:
        """A character of two states' sets, the most legible one; -1 where they share none."""
        key = (a, b) if a < b else (b, a)
        if key not in self._shared:
            self._shared[key] = _common(self.sets[a], self.sets[b])
        return self._shared[key]

    def _count(self, steps: int) -> None:
        self.steps += steps
        if self.steps > _MOST_STEPS:
            raise TooLarge


def _common(some: tuple[Range, ...], others: tuple[Range, ...]) -> int:
    both = [(max(a, c), min(b, d)) for a, b in some for c, d in others if a <= d and c <= b]
    if not both:
        return -1
    return next((code for code in _LEGIBLE if _has(both, code)), min(both[0][0], 0xFFFD))


def _has(ranges: Iterable[Range], code: int) -> bool:
    return any(low <= code <= high for low, high in ranges)


def _letter(code: int) -> str:
    return chr(min(code, 0xFFFD))
