"""Slips of the hand in the text of a plan: a letter lost, doubled or in another case, quotes gone, a value written twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import yaml

from tracking_plan.document import read


def slipped(text: str, seed: int, many: int) -> str:
    """A plan's text with so many slips in it, each in a word of its own; where they fall depends on the seed."""
    chance = Random(seed)
    document = read(text, "plan.yaml")
    places = sorted(_words(document.data.node))
    made = text
    for start, end in sorted(chance.sample(places, min(many, len(places))), reverse=True):
        made = made[:start] + chance.choice(_SLIPS)(text[start:end], chance) + made[end:]
    return made


def _words(root: Any) -> Iterator[tuple[int, int]]:
    """Where the scalars of one line stand, keys and values; what an alias repeats, once."""
    stack, seen = [root], set()
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            start, end = node.start_mark, node.end_mark
            if start.line == end.line and end.index - start.index > 2 and node.style not in ("|", ">"):
                yield start.index, end.index
        elif isinstance(node, yaml.MappingNode):
            stack += [one for pair in node.value for one in pair]
        else:
            stack += node.value


def _lost(word: str, chance: Random) -> str:
    place = chance.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def _doubled(word: str, chance: Random) -> str:
    place = chance.randrange(1, len(word))
    return word[:place] + word[place] + word[place:]


def _swapped(word: str, chance: Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _other_case(word: str, chance: Random) -> str:
    return chance.choice((word.upper(), word.lower(), word.title(), word.swapcase()))


def _other_joints(word: str, chance: Random) -> str:
    return word.replace("_", "-") if "_" in word else word.replace(" ", "_") if " " in word else word.title()


def _quotes(word: str, chance: Random) -> str:
    if word[0] in "\"'" and len(word) > 3:
        return word[1:-1]
    return f'"{word}"'


def _ambiguous(word: str, chance: Random) -> str:
    return chance.choice(("no", "on", "1.10", "2026-01-02", "012", "~"))


_SLIPS: list[Callable[[str, Random], str]] = [
    _lost, _doubled, _swapped, _swapped, _other_case, _other_joints, _quotes, _ambiguous,
]  # fmt: skip
