"""What differs between two texts, as stretches of the first and what stands there in the second: small, so that cursors stay."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple


class Stretch(NamedTuple):
    """A stretch of a text, and what replaces it."""

    start: int
    end: int
    text: str


_AHEAD = 60
"""So many lines are looked ahead for where two texts go on alike."""


def stretches(before: str, after: str) -> list[Stretch]:
    """How to come from one text to the other."""
    return [_trimmed(before, stretch) for stretch in _by_lines(before, after)]


def _by_lines(before: str, after: str) -> Iterator[Stretch]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    one = other = place = 0
    while one < len(old) or other < len(new):
        if one < len(old) and other < len(new) and old[one] == new[other]:
            place += len(old[one])
            one, other = one + 1, other + 1
            continue
        gone, come = _until_alike(old[one : one + _AHEAD], new[other : other + _AHEAD])
        if gone == come == 0:
            gone, come = len(old) - one, len(new) - other
        end = place + sum(map(len, old[one : one + gone]))
        yield Stretch(place, end, "".join(new[other : other + come]))
        place, one, other = end, one + gone, other + come


def _until_alike(old: list[str], new: list[str]) -> tuple[int, int]:
    """How many lines of each to pass over until two lines in a row are alike; (0, 0) where none are."""
    ends = (len(old) < _AHEAD, len(new) < _AHEAD)
    for total in range(1, len(old) + len(new) + 1):
        for gone in range(max(0, total - len(new)), min(total, len(old)) + 1):
            come = total - gone
            pairs = [*zip_longest(old[gone : gone + 2], new[come : come + 2])]
            if all(first == second for first, second in pairs) and (pairs or all(ends)):
                return gone, come
    return 0, 0


def _trimmed(before: str, stretch: Stretch) -> Stretch:
    """Without what is alike at its begin and end."""
    start, end, text = stretch
    old = before[start:end]
    same = 0
    while same < min(len(old), len(text)) and old[same] == text[same]:
        same += 1
    old, text = old[same:], text[same:]
    tail = 0
    while tail < min(len(old), len(text)) and old[-1 - tail] == text[-1 - tail]:
        tail += 1
    cut = len(text) - tail
    return Stretch(start + same, end - tail, text[:cut])
