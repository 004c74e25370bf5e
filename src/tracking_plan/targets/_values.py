"""Names of the values of an enum: values that would have one name are told apart by what they are made of.

A value cannot be renamed, nor has it an `x-identifier`, so two that fall together ("a" and "A") are no finding. Each of them is
spelled out instead, whatever their order. None of them gets the name that either would have had alone: where a plan gets a
second one, code that uses the first no longer compiles, and never means another value unseen.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

from ._client import Choice

_DEEPEST = 2


def spelled_out(choices: Iterable[Choice], spell: Callable[[str], str]) -> dict[str, str]:
    """What to name values by, where it is not the value itself. ``spell`` gives the identifier for a text."""
    depth = dict.fromkeys((choice.value for choice in choices), 0)
    plain = Counter(spell(value) for value in depth)
    for value in depth:
        depth[value] = 1 if plain[spell(value)] > 1 else 0
    while any(depth.values()):
        names = {value: spell(_text(value, deep)) for value, deep in depth.items()}
        given = Counter(names.values())
        clash = [
            value
            for value, deep in depth.items()
            if deep < _DEEPEST and (given[names[value]] > 1 or (deep and names[value] in plain))
        ]
        if not clash:
            return {value: _text(value, deep) for value, deep in depth.items() if deep}
        for value in clash:
            depth[value] += 1
    return {}


def _text(value: str, depth: int) -> str:
    if depth == 0:
        return value
    said = _said(value)
    if depth == _DEEPEST:
        said = " ".join([said, *(f"u{ord(letter):04x}" for letter in value)])
    return said


def _said(value: str) -> str:
    """A value in words: "A-b" is "capital a hyphen minus b", and what is plain already is "small" before itself."""
    made, capital = "", False
    for letter in value:
        if letter.isalnum():
            large = letter != letter.lower()
            made += (" capital " if large and not capital else " " if capital and not large else "") + letter.lower()
            capital = large
        else:
            made += f" {unicodedata.name(letter, f'u{ord(letter):04x}').lower()} "
            capital = False
    said = " ".join(made.split()) or "empty text"
    return f"small {said}" if said == value else said
