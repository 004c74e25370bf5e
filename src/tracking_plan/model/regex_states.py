"""The automaton of a repeat (its positions, after Glushkov 1961), with the ways from each state to the next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from .regex_tree import (
    BOUNDARY,
    END,
    INSIDE,
    START,
    WIDE,
    WORD,
    Assertion,
    Chars,
    Node,
    Range,
    Repeat,
    complement,
    ranges_of,
)

_MOST_STATES = 300
_MOST_JOINS = 20_000

Ends = dict[tuple[int, int], int]
"""(state, signs of the assertions between it and the edge of the fragment) -> ways: one, or two for any more."""

Empty = dict[int, int]
"""Signs of the assertions met -> ways to match the empty text under them."""

_Key = TypeVar("_Key", int, tuple[int, int])


class TooLarge(Exception):
    """The repeat has more states, or its analysis more steps, than we allow."""


class States(NamedTuple):
    """Each state reads one character of its set. ``next``: state -> ways; ``first`` and ``last``: of one round."""

    sets: list[tuple[Range, ...]]
    next: list[dict[int, int]]
    first: list[int]
    last: frozenset[int]


def states_of(loop: Repeat) -> States:
    """The automaton of a repeat that goes round without end.

    Raises:
        TooLarge: it would have too many states or transitions.
    """
    builder = _Builder()
    body = builder.build(loop.body)
    builder.connect(body.last, body.first)
    if loop.least >= WIDE:
        builder.connect(body.last, _through(body.first, body.empty))  # an empty round between two others
    return _settled(builder, body)


class _Fragment(NamedTuple):
    """A part of the body: the states it may begin and end with, and the ways in which it matches the empty text."""

    first: Ends
    last: Ends
    empty: Empty


_NOTHING = _Fragment({}, {}, {0: 1})


def _sum(*terms: dict[_Key, int]) -> dict[_Key, int]:
    total: dict[_Key, int] = {}
    for term in terms:
        for key, ways in term.items():
            total[key] = min(2, total.get(key, 0) + ways)
    return total


def _through(ends: Ends, empty: Empty) -> Ends:
    """Ends seen from behind a neighbor that matched the empty text."""
    if empty == {0: 1}:
        return ends
    return _sum(
        *({(state, signs | sign): ways * more for (state, signs), ways in ends.items()} for sign, more in empty.items())
    )


def _both_empty(one: Empty, other: Empty) -> Empty:
    return _sum(*({a | b: min(2, v * w)} for a, v in one.items() for b, w in other.items()))


class _Builder:
    """Numbers the characters of a body and joins them. ``links``: per state, (next state, signs between) -> ways."""

    def __init__(self) -> None:
        self.sets: list[tuple[Range, ...]] = []
        self.links: list[Ends] = []
        self.joins = 0

    def build(self, node: Node) -> _Fragment:
        if isinstance(node, Chars):
            if len(self.sets) >= _MOST_STATES:
                raise TooLarge
            here: Ends = {(len(self.sets), 0): 1}
            self.sets.append(ranges_of(node))
            self.links.append({})
            return _Fragment(here, here, {})
        if isinstance(node, Assertion):
            return _Fragment({}, {}, {node.sign: 1})
        if isinstance(node, Repeat):
            return self.repeat(node)
        parts = [self.build(item) for item in node.items]
        if not node.choice:
            return self.chain(parts)
        return _Fragment(*(_sum(*ends) for ends in zip(*parts, strict=True)))

    def repeat(self, node: Repeat) -> _Fragment:
        """The body written out: ``least`` times, then as a loop or as optional rounds one inside the other.

        Two optional rounds do: they are part of the whole, so that what is ambiguous with them is so with more.
        """
        if node.weight == 0:
            return self.chain([self.build(node.body)]) if node.least else _NOTHING
        required = node.least - 1 if node.most is None and node.least else node.least
        parts = [self.build(node.body) for _ in range(required)]
        if node.most is None:
            parts.append(self.loop(self.build(node.body), at_least_once=node.least > 0))
        else:
            optional = _NOTHING
            for _ in range(min(node.most - node.least, 2)):
                round_ = self.chain([self.build(node.body), optional])
                optional = round_._replace(empty=_sum({0: 1}, round_.empty))
            parts.append(optional)
        return self.chain(parts)

    def loop(self, body: _Fragment, at_least_once: bool) -> _Fragment:
        """A body gone round without end. Engines let an empty round through, but only as the first or the last one."""
        self.connect(body.last, body.first)
        maybe_empty = _sum({0: 1}, body.empty)
        first = _through(body.first, maybe_empty) if at_least_once else body.first
        empty = _both_empty(body.empty, maybe_empty) if at_least_once else maybe_empty
        return _Fragment(first, _through(body.last, maybe_empty), empty)

    def chain(self, parts: Iterable[_Fragment]) -> _Fragment:
        """Fragments one after the other."""
        first, last, empty = _NOTHING
        for part in parts:
            self.connect(last, part.first)
            first = _sum(first, _through(part.first, empty))
            last = _sum(part.last, _through(last, part.empty))
            empty = _both_empty(empty, part.empty)
        return _Fragment(first, last, empty)

    def connect(self, before: Ends, after: Ends) -> None:
        self.joins += len(before) * len(after)
        if self.joins > _MOST_JOINS:
            raise TooLarge
        for (state, signs), ways in before.items():
            links = self.links[state]
            for (next_state, more_signs), more_ways in after.items():
                key = (next_state, signs | more_signs)
                links[key] = min(2, links.get(key, 0) + ways * more_ways)


def _settled(builder: _Builder, body: _Fragment) -> States:
    """The automaton without its assertions: `^` and `$` never hold between two characters, and where `\\b` or `\\B` is
    asked each state parts into one that reads word characters and one that reads others."""
    first, last = {state for state, _ in body.first}, {state for state, _ in body.last}
    if all(builder.sets) and not any(sign for links in builder.links for _, sign in links):
        follows = [{state: ways for (state, _), ways in links.items()} for links in builder.links]
        return States(builder.sets, follows, sorted(first), frozenset(last))
    parts: list[tuple[int, bool, tuple[Range, ...]]] = []
    places: dict[int, list[int]] = {state: [] for state in range(len(builder.sets))}
    for state, ranges in enumerate(builder.sets):
        outside = complement(ranges)
        for is_word, apart in ((True, complement(WORD)), (False, WORD)):
            if kept := complement(outside + apart):
                places[state].append(len(parts))
                parts.append((state, is_word, kept))
    follows = []
    for state, is_word, _ in parts:
        after: list[dict[int, int]] = [{}]
        for (next_state, sign), ways in builder.links[state].items():
            for place in places[next_state]:
                barred = START | END | (BOUNDARY if is_word == parts[place][1] else INSIDE)
                if not sign & barred:
                    after.append({place: ways})
        follows.append(_sum(*after))
    return States(
        [ranges for _, _, ranges in parts],
        follows,
        [place for state in sorted(first) for place in places[state]],
        frozenset(place for state in last for place in places[state]),
    )
