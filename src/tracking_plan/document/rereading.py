"""Reads a document again after an edit: only the entry in which it was made, where nothing else can read otherwise for it.

A piece is an entry of a section (an event, an owner), or a whole section that is written in another way. Each counts its
lines from its own first, so that what stands below an edit moves without being touched. Whatever is out of the ordinary
(anchors, several documents, a text that cannot be read) is left to `reading.read`, which reads all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

import yaml

from .building import Builder, Stop
from .data import Document, Map, is_merge
from .reading import compose
from .span import Limits

_UNUSUAL = re.compile(r"(?m)^(?:---|\.\.\.|%)|(?:^|[\s\[{,:-])[&*][^\s,\[\]{}]|[\x85\u2028\u2029\ufeff]")
"""What binds pieces together (anchors, aliases), parts documents, or is hidden from the scanner."""
_KEY = re.compile(r"""[^\s#\-?&*!%@`|>,\[\]{}:]|["']""")
"""How the first key of a piece may begin."""


class _Piece:
    """A key of the root or of a section, with all that is written to it."""

    __slots__ = ("document", "holder", "is_section", "key")

    def __init__(self, holder: Map, key: Any, document: Document, is_section: bool) -> None:
        self.holder, self.key, self.document, self.is_section = holder, key, document, is_section

    @property
    def line(self) -> int:
        """The line (from 0) of the file on which it begins."""
        return int(self.key.start_mark.line) + self.document.above


class Pieces:
    """A document in pieces. It is changed in place, with all that it holds: only what was edited is other than before."""

    def __init__(self, document: Document, limits: Limits) -> None:
        self.document, self.limits = document, limits
        self.pieces: list[_Piece] = []
        root = document.data.node if isinstance(document.data, Map) else None
        self.able = (
            not document.problems
            and isinstance(root, yaml.MappingNode)
            and not root.flow_style
            and not _UNUSUAL.search(document.text)
            and len(document.text) < limits.bytes // 4
        )
        if self.able:
            self._part(document.data)

    def _part(self, root: Map) -> None:
        for key, value in root.node.value:
            held = root[key.value]
            inside = (
                isinstance(value, yaml.MappingNode)
                and not value.flow_style
                and bool(value.value)
                and value.start_mark.line > key.start_mark.line
                and not any(is_merge(inner) for inner, _ in value.value)
            )
            self.pieces.append(self._piece(root, key, None if inside else held, inside))
            for inner, _ in value.value if inside else ():
                self.pieces.append(self._piece(held, inner, held[inner.value], False))

    def _piece(self, holder: Map, key: Any, value: Any, is_section: bool, above: int = 0, text: str = "") -> _Piece:
        document = Document(self.document.file, text or self.document.text)
        document.above, document.whole = above, self.document
        _belongs(value, document)
        self.document.moved[id(key)] = document
        return _Piece(holder, key, document, is_section)

    def edit(self, text: str, starts: Sequence[int], first: int, last: int, more: int) -> bool:
        """Take an edit over that was made in the lines from ``first`` to ``last`` (from 0), which are so many more now.

        ``text`` is the whole text after it, ``starts`` where its lines begin. False where all must be read again;
        nothing is changed then.
        """
        if not self.able or len(text) >= self.limits.bytes // 4:
            return False
        lines = [piece.line for piece in self.pieces]
        begin, end = bisect_right(lines, first) - 1, bisect_right(lines, last) - 1
        return begin >= 0 and any(
            self._reread(text, starts, lines, start, end, more) for start in (begin, begin - 1) if start >= 0
        )

    def _reread(self, text: str, starts: Sequence[int], lines: Sequence[int], begin: int, end: int, more: int) -> bool:
        """Read the pieces from ``begin`` to ``end`` again, if they stand in one mapping and go on to do so."""
        old = self.pieces[begin : end + 1]
        holder = old[0].holder
        if any(piece.is_section or piece.holder is not holder for piece in old):
            return False
        above = lines[begin]
        until = lines[end + 1] + more if end + 1 < len(lines) else len(starts)
        chunk = text[starts[above] : starts[until] if until < len(starts) else len(text)]
        made = self._read(chunk, int(old[0].key.start_mark.column), holder is self.document.data)
        if made is None:
            return False
        gone = {piece.key.value for piece in old}
        if any(name in holder and name not in gone for name in made):
            return False
        self._replace(holder, old, made, above, chunk)
        for piece in self.pieces[begin + len(made) :]:
            piece.document.above += more
        self.document.text, self.document._starts = text, [*starts]
        return True

    def _read(self, chunk: str, column: int, is_root: bool) -> Map | None:
        """The mapping that a piece of the text is by itself; None where it might be another within the whole."""
        if chunk[:column].strip(" ") or not _KEY.match(chunk, column) or _UNUSUAL.search(chunk):
            return None
        piece = Document(self.document.file, chunk)
        limits = self.limits if is_root else self.limits._replace(depth=self.limits.depth - 1)
        root = compose(piece, limits)
        if not isinstance(root, yaml.MappingNode) or root.flow_style or root.start_mark.column != column:
            return None
        if any(not isinstance(key, yaml.ScalarNode) or is_merge(key) for key, _ in root.value):
            return None
        try:
            made = Builder(piece, limits).build(root, None, 0)
        except Stop:
            return None
        return made if isinstance(made, Map) and not piece.problems else None

    def _replace(self, holder: Map, old: Sequence[_Piece], made: Map, above: int, chunk: str) -> None:
        pairs, first = holder.node.value, self._place(holder, old[0])
        for piece in old:
            self.document.moved.pop(id(piece.key), None)
        pairs[first : first + len(old)] = made.node.value
        names = [*holder]
        kept = [(name, holder[name]) for name in names]
        kept[first : first + len(old)] = made.items()
        if [name for name, _ in kept] != names:
            holder.clear()
        holder.update(kept)
        self.document._index.clear()
        begin = self.pieces.index(old[0])
        self.pieces[begin : begin + len(old)] = [
            self._piece(holder, key, made[key.value], False, above, chunk) for key, _ in made.node.value
        ]

    @staticmethod
    def _place(holder: Map, piece: _Piece) -> int:
        return next(place for place, (key, _) in enumerate(holder.node.value) if key is piece.key)


def _belongs(value: Any, document: Document) -> None:
    """Let a value, and all within it, count its lines as a piece does."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, Map):
            one.document = document
            stack += one.values()
        elif isinstance(one, list):
            stack += one
