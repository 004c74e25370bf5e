"""Writes the boundaries of words in a pattern so that the linear engine reads them as ECMA-262 does: by ASCII.

jsonschema-rs reads `\\d`, `\\w` and `\\s` as ECMA-262 does, and leaves `\\b` to the engine below it, for which `é` is a
letter of a word. Every client that is made of a plan reads it by ASCII, and so do we.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_PIECE = re.compile(r"\[(?:[^\]\\]|\\.)*\]|\\.", re.DOTALL)
"""A set, in which `\\b` is no boundary, or an escape."""
_ASCII = {r"\b": r"(?-u:\b)", r"\B": r"(?-u:\B)"}
_DATA = ("enum", "const", "default", "examples")
"""Keywords of JSON Schema whose values are data."""


def by_ascii(pattern: str) -> str:
    """The pattern with boundaries between ASCII letters, digits and `_` only."""
    if r"\b" not in pattern and r"\B" not in pattern:
        return pattern
    return _PIECE.sub(lambda piece: _ASCII.get(piece[0], piece[0]), pattern)


def as_written(pattern: str) -> str:
    """The pattern as it was before, for messages."""
    for written, ours in _ASCII.items():
        pattern = pattern.replace(ours, written)
    return pattern


def in_schema(schema: Any) -> Any:
    """The schema with its patterns so; the very same where none has such a boundary."""
    if isinstance(schema, Mapping):
        made = {word: held if word in _DATA else _keyword(word, held) for word, held in schema.items()}
        return made if any(made[word] is not held for word, held in schema.items()) else schema
    if isinstance(schema, (list, tuple)):
        items = [in_schema(held) for held in schema]
        return items if any(new is not old for new, old in zip(items, schema, strict=True)) else schema
    return schema


def _keyword(word: str, held: Any) -> Any:
    if word == "pattern" and isinstance(held, str):
        return by_ascii(held)
    if word == "patternProperties" and isinstance(held, Mapping):
        return {by_ascii(name): in_schema(inner) for name, inner in held.items()}
    return in_schema(held)
