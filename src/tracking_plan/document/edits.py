"""Edits: stretches of a file's text and what is to stand there instead. Made of changes, and put into a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import yaml

from .amendment import Amendment
from .data import Document, Map, starts_of
from .layout import Unforeseen
from .span import Path, Span
from .splicing import pieces
from .writing import inline, name


class Edit(NamedTuple):
    """The text that is to stand at a place. Where the place holds nothing, the text is put in before it."""

    at: Span
    text: str


Edits = tuple[Edit, ...]
"""What is changed together. None means that it is not known how to, and nothing is changed."""


def replacing(raw: Map, keys: Path, value: Any, *, bare: bool = False) -> Edits:
    """Write another value in the place of a scalar, where that is written: behind a merge key, in what is merged.

    Nothing is changed where an anchor, a tag, more than one line or an alias stands there. ``bare``: a text gets no
    quotes where none stand.
    """
    document, node = raw.document, raw.node
    pair = None
    for key in keys:
        pair = document.pair(node, key)
        if pair is None:
            return ()
        node = pair[1]
    if pair is None or document.problems or not _stands_alone(document, node):
        return ()
    return (Edit(document.span(node), value if bare and not node.style else shown(value, node.style)),)


def renaming(raw: Map, key: str, fresh: str) -> Edits:
    """Call a key otherwise, where it is written."""
    document = raw.document
    pair = document.pair(raw.node, key)
    if pair is None or document.problems or not _stands_alone(document, pair[0]):
        return ()
    return (Edit(document.span(pair[0]), name(fresh) if name(fresh) != inline(fresh) else shown(fresh)),)


def shown(value: Any, style: str | None = None) -> str:
    """A value on one line, in the quotes that stand there already; new ones are double."""
    if not isinstance(value, str) or style == "'":
        return inline(value, style or "")
    plain = inline(value)
    return plain if not style and plain == value else inline(value, '"')


def _stands_alone(document: Document, node: Any) -> bool:
    if not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">"):
        return False
    first, last = node.start_mark, node.end_mark
    return bool(first.line == last.line and first.index < last.index) and document.text[first.index] not in "&!*"


def edits(document: Document, changes: Sequence[Amendment]) -> Edits:
    """Changes of a document as edits; none where one of them could not be made safely."""
    if document.problems or not changes:
        return ()
    try:
        found = pieces(document, changes)
    except Unforeseen:
        return ()
    starts = document.line_starts
    return tuple(
        Edit(Span(document.file, *_position(starts, start), *_position(starts, end)), text)
        for start, end, text in _joined(found)
    )


def _joined(found: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Pieces in the order of the text; those that begin at one place are one."""
    made: list[tuple[int, int, str]] = []
    for start, end, text in found:
        if made and made[-1][0] == made[-1][1] == start:
            made[-1] = (start, end, made[-1][2] + text)
        else:
            made.append((start, end, text))
    return made


def _position(starts: list[int], place: int) -> tuple[int, int]:
    line = bisect_right(starts, place) - 1
    return line + 1, place - starts[line] + 1


def applied(text: str, changes: Iterable[Edit]) -> str:
    """A text with edits made in it, which must not overlap."""
    starts = starts_of(text)
    made, at = [], 0
    for edit in sorted(changes, key=lambda edit: edit.at[1:5]):
        place = edit.at
        start, end = starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1
        made += [text[at:start], edit.text]
        at = end
    return "".join((*made, text[at:]))
