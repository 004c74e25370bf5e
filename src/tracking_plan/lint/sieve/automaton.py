"""Makes of a pattern the automaton by which the sieve finds it: its positions (Glushkov 1961), as masks of bits.

What a pattern says is read by `model/regex.py`, as the linear engine inside jsonschema-rs reads it; no engine is asked
here. Where the two could differ, or where an automaton cannot say it, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import NamedTuple

from ...model.regex import Refusal, read
from ...model.regex_tree import END, LINE_END, START, Assertion, Branch, Chars, Node, Repeat, ranges_of

MOST_POSITIONS = 448
_LONGEST = 10_000
"""Characters of a pattern; a longer one is not even read."""

_HIGH = 0x80
"""The first byte that is no ASCII character. One place in tables of bytes stands for it and all after it."""

_SETS = re.compile(r"\\.|\[(?:[^\]\\]|\\.)*\]", re.DOTALL)
_ESCAPES = re.compile(r"\\.", re.DOTALL)
_OPERATORS = re.compile(r"\[|&&|--|~~")
"""In a set: what ECMA-262 takes as it stands, and the engine, in some of its versions, for sets in sets."""


class Automaton(NamedTuple):
    """The positions of a pattern: bit p of a mask stands for its p-th letter or set.

    A state is a set of positions, none before the first byte. A byte leads to those positions of
    ``symbols[classes[byte]]`` that are in ``follow`` of one of the state, or in ``first``, which counts before each byte,
    and with ``at_start`` before the very first only. A state is accepting if it holds one of ``last``; the one before the
    first byte, if ``empty``. The pattern is found as soon as a state is accepting; with ``at_end``, if the one after the
    last byte is.
    """

    classes: bytes
    """256: byte -> class of bytes that no position tells apart. Bytes from 0x80 on, which stand for any character that is
    not ASCII, are all of one class."""
    symbols: tuple[int, ...]
    """Class -> mask of the positions that take a byte of it."""
    follow: tuple[int, ...]
    """Position -> mask of the positions that may come next. There may be no position at all."""
    first: int
    last: int
    empty: bool
    """Whether it is found in the empty text. It is so in every other text, too, unless ``at_start`` and ``at_end`` are
    both true: a pattern that is found in every text never says ``at_end``."""
    at_start: bool
    """It begins with `^`: it matches at the start of the text only."""
    at_end: bool
    """It ends with `$`: it matches at the end of the text only."""


def automaton(pattern: str, sure: bool) -> Automaton | None:
    """The automaton of a pattern; None where there is none that is right, or it would have too many positions.

    ``sure``: whatever it finds in a text of ASCII, jsonschema-rs finds too (and in any other text, where it finds less).
    Otherwise it is the other way round: whatever jsonschema-rs finds in a text, it finds too in the text's UTF-8.
    """
    if len(pattern) > _LONGEST:
        return None
    try:
        if any(map(_has_operators, _SETS.findall(pattern))):
            return None
        tree = read(pattern).tree
        return _automaton(tree, sure) if tree.weight <= MOST_POSITIONS else None
    except (Refusal, _Unfit, RecursionError):
        return None


class _Unfit(Exception):
    """What no automaton of bytes can say."""


class _Piece(NamedTuple):
    """A part of a pattern: the positions that it may begin and end with, and whether it matches the empty text."""

    first: int
    last: int
    empty: bool


_NOTHING = _Piece(0, 0, True)


def _has_operators(piece: str) -> bool:
    return piece[0] == "[" and _OPERATORS.search(_ESCAPES.sub("_", piece), 1) is not None


def _automaton(tree: Node, sure: bool) -> Automaton | None:
    begun = _without(START, tree)
    inside = tree if begun is None else begun
    ended = _without(END, inside)
    positions = _Positions()
    whole = positions.of(inside if ended is None else ended)
    at_start, at_end = begun is not None, ended is not None
    if whole.empty and not (at_start and at_end):
        return Automaton(bytes(256), (0,), (), 0, 0, empty=True, at_start=False, at_end=False)
    takes = positions.takes(sure)
    last = whole.last
    if takes[_HIGH]:
        last = positions.stretch(takes, last, 0 if at_start else whole.first)
    if len(positions.follow) > MOST_POSITIONS:
        return None
    numbers = {mask: number for number, mask in enumerate(dict.fromkeys(takes))}
    classes = bytes(numbers[takes[min(byte, _HIGH)]] for byte in range(256))
    return Automaton(classes, (*numbers,), (*positions.follow,), whole.first, last, whole.empty, at_start, at_end)


def _without(sign: int, node: Node) -> Node | None:
    """The node without the `^` with which each way through it begins (or `$`: ends); None if one does not."""
    if isinstance(node, Assertion):
        return Branch((), False, 0, False, True) if node.sign == sign else None
    if not isinstance(node, Branch) or not node.items:
        return None
    items = [*node.items]
    for place in range(len(items)) if node.choice else (0 if sign == START else -1,):
        bare = _without(sign, items[place])
        if bare is None:
            return None
        items[place] = bare
    return Branch((*items,), node.choice, node.weight, node.varies, node.empty)


class _Positions:
    """Numbers the letters and sets of a pattern and notes which may follow which."""

    def __init__(self) -> None:
        self.sets: list[Chars] = []
        self.follow: list[int] = []

    def of(self, node: Node) -> _Piece:
        if isinstance(node, Chars):
            here = 1 << len(self.sets)
            self.sets.append(node)
            self.follow.append(0)
            return _Piece(here, here, False)
        if isinstance(node, Assertion):
            raise _Unfit
        if isinstance(node, Repeat):
            return self.repeat(node)
        pieces = [self.of(item) for item in node.items]
        if not node.choice:
            return self.chain(pieces)
        first, last, empty = zip(*pieces, strict=True)
        return _Piece(reduce(or_, first), reduce(or_, last), any(empty))

    def repeat(self, node: Repeat) -> _Piece:
        """The body written out: as often as it must stand, then as a loop, or as rounds one inside the other."""
        if node.most == 0:
            return _NOTHING
        begin = len(self.sets)
        body = self.of(node.body)
        if len(self.sets) == begin:
            return body  # it matches the empty text only, however often
        rounds = [body]
        rounds += self.copies(body, begin, (max(node.least, 1) if node.most is None else node.most) - 1)
        if node.most is None:
            rounds[-1] = self.loop(rounds[-1], maybe=not node.least)
            return self.chain(rounds)
        inner = _NOTHING
        for piece in reversed(rounds[node.least :]):
            inner = self.chain([piece, inner])._replace(empty=True)
        return self.chain([*rounds[: node.least], inner])

    def copies(self, piece: _Piece, begin: int, count: int) -> Iterator[_Piece]:
        """Copies of the newest piece, whose positions are all from ``begin`` on; nothing may follow it as yet."""
        sets, follow = self.sets[begin:], self.follow[begin:]
        for number in range(1, count + 1):
            shift = number * len(sets)
            self.sets += sets
            self.follow += [mask << shift for mask in follow]
            yield _Piece(piece.first << shift, piece.last << shift, piece.empty)

    def loop(self, piece: _Piece, maybe: bool) -> _Piece:
        self.join(piece.last, piece.first)
        return piece._replace(empty=piece.empty or maybe)

    def chain(self, pieces: Iterable[_Piece]) -> _Piece:
        first, last, empty = _NOTHING
        for piece in pieces:
            self.join(last, piece.first)
            first |= piece.first if empty else 0
            last = piece.last | (last if piece.empty else 0)
            empty = empty and piece.empty
        return _Piece(first, last, empty)

    def join(self, before: int, after: int) -> None:
        if after:
            for position in _bits(before):
                self.follow[position] |= after

    def takes(self, sure: bool) -> list[int]:
        """For each byte of ASCII, and one for all others, the positions that take it."""
        positions: dict[Chars, int] = {}
        for position, chars in enumerate(self.sets):
            positions[chars] = positions.get(chars, 0) | 1 << position
        takes = [0] * (_HIGH + 1)
        for chars, mask in positions.items():
            for byte in _bytes(chars, sure):
                takes[byte] |= mask
        return takes

    def stretch(self, takes: list[int], last: int, always: int) -> int:
        """Lets positions take several bytes, as a character that is not ASCII has; the positions that are last then.

        Where a position may stand again after itself, or always, that is so anyhow. Any other gets one behind it.
        """
        for position in _bits(takes[_HIGH] & ~always):
            itself = 1 << position
            if not self.follow[position] & itself:
                behind = 1 << len(self.follow)
                self.follow[position] |= behind
                self.follow.append(self.follow[position])
                takes[_HIGH] |= behind
                last |= behind if last & itself else 0
        return last


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _bytes(chars: Chars, sure: bool) -> Iterator[int]:
    """The bytes of ASCII in a set; and, unless one must be sure, ``_HIGH`` where it may hold other characters."""
    if any(isinstance(kind, str) for kind, _ in chars.parts):
        raise _Unfit  # a Unicode property, of which each engine has its own edition
    ranges = ranges_of(chars)
    for low, high in ranges:
        yield from range(low, min(high + 1, _HIGH))
    if not sure:
        if chars.negated and chars.parts == LINE_END:
            yield 13  # a dot, which is any character but a line feed in other engines
        if chars.negated or any(high >= _HIGH for _, high in ranges):
            yield _HIGH
