"""Texts that a pattern matches, made from its tree; and how short or long such a text can be."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from .pattern import matches
from .regex import Refusal, read
from .regex_tree import END, START, Assertion, Branch, Chars, Node, Repeat, ranges_of

_LEGIBLE = [*map(ord, "a1A_-. @/x0zB9")]
_LONGEST = 4096
_VARIANTS = 3


@lru_cache(maxsize=1024)
def _tree(pattern: str) -> Node | None:
    try:
        return read(pattern).tree
    except Refusal:
        return None


def texts(pattern: str, lengths: tuple[int, ...] = ()) -> Iterator[str]:
    """Different texts that the pattern matches, the plainest first, and if it can be some of each of these lengths.

    Each is tried: none is given that the pattern does not match. There may be none where the pattern has assertions
    inside, though it matches something.
    """
    tree = _tree(pattern)
    if tree is None:
        return
    seen: set[str] = set()
    for text in _made(tree, lengths):
        if text not in seen and len(text) <= _LONGEST:
            seen.add(text)
            if _matches(pattern, text):
                yield text


def _matches(pattern: str, text: str) -> bool:
    try:
        return matches(pattern, text)
    except ValueError:
        return False


def _made(tree: Node, lengths: tuple[int, ...]) -> Iterator[str]:
    for variant in range(_VARIANTS):
        for more in (0, 1, 2):
            yield _text(tree, variant, more)
    for length in lengths:
        for variant in range(_VARIANTS):
            yield from _of_length(tree, variant, length)


def _of_length(tree: Node, variant: int, length: int) -> Iterator[str]:
    """Texts that come near a length: by more rounds of each repeat, and by what may stand around a match."""
    rounds, text = 0, ""
    while len(text) < length <= _LONGEST and rounds <= length:
        text = _text(tree, variant, rounds)
        if len(text) == length:
            yield text
        rounds = rounds + 1 if rounds < 32 else rounds * 2
    short = _text(tree, variant, 0)
    if len(short) < length <= _LONGEST:
        yield short + "a" * (length - len(short))
        yield "a" * (length - len(short)) + short


def _text(node: Node, variant: int, more: int) -> str:
    if isinstance(node, Chars):
        return _letter(node, variant)
    if isinstance(node, Assertion):
        return ""
    if isinstance(node, Repeat):
        most = node.least + more if node.most is None else min(node.most, node.least + more)
        return _text(node.body, variant, more if node.weight < 50 else 0) * min(most, _LONGEST)
    if node.choice:
        return _text(node.items[variant % len(node.items)], variant, more)
    return "".join(_text(item, variant, more) for item in node.items)


def _letter(chars: Chars, variant: int) -> str:
    ranges = ranges_of(chars)
    legible = [code for code in _LEGIBLE if any(low <= code <= high for low, high in ranges)]
    if legible:
        return chr(legible[variant % len(legible)])
    usable = [low for low, _ in ranges if low <= 0x10FFFF and not 0xD800 <= low <= 0xDFFF]
    return chr(usable[variant % len(usable)]) if usable else ""


def shortest(pattern: str) -> int:
    """No text that the pattern matches is shorter."""
    tree = _tree(pattern)
    return _least(tree) if tree is not None else 0


def _least(node: Node) -> int:
    if isinstance(node, Chars):
        return 1
    if isinstance(node, Assertion):
        return 0
    if isinstance(node, Repeat):
        return node.least * _least(node.body)
    lengths = [_least(item) for item in node.items]
    return min(lengths) if node.choice else sum(lengths)


def longest(pattern: str) -> int | None:
    """No text that the pattern matches is longer; None where one can be as long as it likes."""
    tree = _tree(pattern)
    if not isinstance(tree, Branch) or tree.choice or len(tree.items) < 2:
        return None
    first, *inside, last = tree.items
    if not (isinstance(first, Assertion) and isinstance(last, Assertion)):
        return None
    return _most(inside) if first.sign == START and last.sign == END else None


def _most(nodes: list[Node]) -> int | None:
    total = 0
    for node in nodes:
        length = _most_of(node)
        if length is None:
            return None
        total += length
    return total


def _most_of(node: Node) -> int | None:
    if isinstance(node, Chars):
        return 1
    if isinstance(node, Assertion):
        return 0
    if isinstance(node, Repeat):
        length = _most_of(node.body)
        if length == 0:
            return 0
        return None if length is None or node.most is None else node.most * length
    if not node.choice:
        return _most([*node.items])
    lengths = [_most_of(item) for item in node.items]
    known = [length for length in lengths if length is not None]
    return max(known, default=0) if len(known) == len(lengths) else None
