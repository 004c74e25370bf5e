"""Texts that match a pattern, made by walking its tree."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from random import Random
from typing import NamedTuple

from ..model.regex import Refusal, read
from ..model.regex_tree import END, START, Assertion, Branch, Chars, Node, Repeat, ranges_of

Text = Callable[[], str]

_READABLE = "abcdefghijklmnopqrstuvwxyz0123456789"
_PRINTABLE = "".join(map(chr, range(33, 127))) + " "
_WIDE = 60
"""A set with so many printable ASCII characters means "nearly anything": letters and digits do."""
_MOST_OTHERS = 64
_MORE_DIGITS = 1
"""`[0-9]+` is a small number more often than a large one."""
_VARIED = 10
"""`[a-z0-9]+` is some id: of more than a letter or two."""
_HALVES = range(0xD800, 0xE000)


class Sampler(NamedTuple):
    """Makes texts for a pattern. ``certain`` says that each of them matches; otherwise they are to be asked."""

    make: Text
    certain: bool


def sampler(pattern: str, rng: Random, more: int) -> Sampler | None:
    """A maker of texts for a pattern, or None where it cannot be read or matches nothing that can be written.

    What may repeat endlessly repeats up to ``more`` times beyond its least.
    """
    try:
        tree = read(pattern).tree
    except Refusal:
        return None
    make = _maker(tree, rng, more)
    return Sampler(make, _certain(tree)) if make else None


def _certain(tree: Node) -> bool:
    """Whether all that the pattern asks beyond its characters is where the text begins and ends."""
    if isinstance(tree, Branch) and tree.choice:
        return all(map(_certain, tree.items))
    items = list(tree.items) if isinstance(tree, Branch) else [tree]
    if items and items[0] == Assertion(START):
        del items[0]
    if items and items[-1] == Assertion(END):
        del items[-1]
    return not any(map(_asserts, items))


def _asserts(node: Node) -> bool:
    if isinstance(node, Repeat):
        return _asserts(node.body)
    return isinstance(node, Assertion) or (isinstance(node, Branch) and any(map(_asserts, node.items)))


def _maker(node: Node, rng: Random, more: int) -> Text | None:
    match node:
        case Chars():
            return _one(alphabet(node), rng)
        case Assertion():
            return lambda: ""
        case Repeat():
            return _repeated(node, rng, more)
        case Branch():
            makers = [_maker(item, rng, more) for item in node.items]
            return _either(makers, rng) if node.choice else _joined(makers)


def _one(letters: str, rng: Random) -> Text | None:
    size, random = len(letters), rng.random
    if size <= 1:
        return (lambda: letters) if letters else None
    return lambda: letters[int(random() * size)]


def _repeated(node: Repeat, rng: Random, more: int) -> Text | None:
    letters = alphabet(node.body) if isinstance(node.body, Chars) else ""
    least = node.least
    if letters.isdigit():
        more = min(more, _MORE_DIGITS)
    elif len(letters) >= _VARIED and node.most is None:
        least += more // 2
    most = node.least + more if node.most is None else min(node.most, node.least + more)
    span, random = most - least + 1, rng.random
    if letters:
        return _letters(letters, least, span, rng)
    make = _maker(node.body, rng, more)
    if make is None:
        return None if least else lambda: ""
    return lambda: "".join([make() for _ in range(least + int(random() * span))])


def _letters(letters: str, least: int, span: int, rng: Random) -> Text:
    """``least`` letters, or up to ``span - 1`` more; they are drawn in pairs, which takes half the time."""
    pairs, random = _pairs(letters), rng.random
    size, of = len(letters), len(pairs)

    def make() -> str:
        twos, one = divmod(least + int(random() * span) if span > 1 else least, 2)
        drawn = [pairs[int(random() * of)] for _ in range(twos)]
        return "".join(drawn) + letters[int(random() * size)] if one else "".join(drawn)

    return make


@lru_cache(maxsize=64)
def _pairs(letters: str) -> tuple[str, ...]:
    return tuple(first + second for first in letters for second in letters)


def _either(makers: list[Text | None], rng: Random) -> Text | None:
    options = [make for make in makers if make]
    size, random = len(options), rng.random
    return (lambda: options[int(random() * size)]()) if options else None


def _joined(makers: list[Text | None]) -> Text | None:
    parts = [make for make in makers if make]
    if len(parts) < len(makers):
        return None
    return lambda: "".join([make() for make in parts])


@lru_cache(maxsize=1024)
def alphabet(chars: Chars) -> str:
    """The characters of a set that texts are made of: readable ones where it has any. None for an empty set."""
    ranges = ranges_of(chars)
    printable = "".join(letter for letter in _PRINTABLE if any(low <= ord(letter) <= high for low, high in ranges))
    if len(printable) >= _WIDE:
        return "".join(letter for letter in printable if letter in _READABLE)
    if printable:
        return printable
    codes = (code for low, high in ranges for code in range(low, min(high, 0x10FFFF) + 1) if code not in _HALVES)
    return "".join(chr(code) for code, _ in zip(codes, range(_MOST_OTHERS), strict=False))
