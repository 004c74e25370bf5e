"""A Document: plain data in which every piece knows where it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from .span import Path, Problem, Span


class Map(dict[str, Any]):
    """A mapping that knows where it was written: its document, its node, and the key it stands under."""

    __slots__ = ("document", "key", "node")
    document: Document
    key: Any
    node: Any

    def at(self, *keys: str | int, path: Path = ()) -> Span:
        """Where the piece under ``keys`` stands, or the nearest thing around it that was written.

        A key that leads to a mapping or list stands for itself; a scalar is pointed at where its value is.
        ``path`` is the path of this mapping, carried into the span.
        """
        return self.document.locate(self.node, self.key, keys, path + keys)

    def key_at(self, key: str, path: Path = ()) -> Span:
        """Where the key itself stands (and not its value)."""
        pair = self.document.pair(self.node, key)
        if pair is None:
            return self.at(path=path)
        return self.document.span(pair[0], (*path, key))

    def source(self, *keys: str | int) -> str:
        """The text of a scalar as it was written, before any reading of it as a number or a boolean."""
        node: Any = self.node
        for key in keys:
            pair = self.document.pair(node, key)
            if pair is None:
                return ""
            node = pair[1]
        return self.document.restore(node.value) if isinstance(node, yaml.ScalarNode) else ""

    def is_bare(self, *keys: str | int, key: bool = False) -> bool:
        """Whether a scalar stands there without quotes or tag; with ``key``, whether the last of the keys does."""
        node: Any = self.node
        for step in keys:
            pair = self.document.pair(node, step)
            if pair is None:
                return False
            node = pair[0] if key and step is keys[-1] else pair[1]
        return isinstance(node, yaml.ScalarNode) and not node.style and not node.tag

    def under(self, key: str) -> Map:
        """An empty mapping that stands under ``key``: for a name to which nothing was written."""
        pair = self.document.pair(self.node, key)
        return new_map(self.document, None, pair[0] if pair else self.key)


def new_map(document: Document, node: Any, key: Any) -> Map:
    made = Map()
    made.document, made.node, made.key = document, node, key
    return made


def nowhere(document: Document) -> Map:
    """An empty mapping that stands at the start of a document: for a file that holds none."""
    return new_map(document, None, None)


class Document:
    """One file: its data (None where it could not be read), and the problems of its text."""

    __slots__ = ("_folded", "_index", "_starts", "above", "data", "file", "moved", "problems", "text", "whole")

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.data: Any = None
        self.problems: list[Problem] = []
        self._folded: dict[int, str] = {}
        self._index: dict[int, dict[str | int, tuple[Any, Any]]] = {}
        self._starts: list[int] = []
        self.above = 0
        """Lines that stand above it where it is a piece of a file (see `rereading`): nodes count from its own first."""
        self.moved: dict[int, Document] = {}
        """Id of a key's node -> the piece that it is of, where a document is read piece by piece."""
        self.whole: Document = self
        """The document that it is a piece of, or itself."""

    @property
    def line_starts(self) -> list[int]:
        """Where each line begins in the text, as YAML and editors count lines."""
        if not self._starts:
            self._starts = starts_of(self.text)
        return self._starts

    def also_at(self, file: str) -> Document:
        """The same document under another name: what it holds is shared, and goes on naming the first in its spans."""
        other = Document(file, self.text)
        other.data, other.problems, other._folded, other._index = self.data, self.problems, self._folded, self._index
        other.above, other.moved = self.above, self.moved
        return other

    def restore(self, text: str) -> str:
        """Put back the line separators that were hidden from the YAML scanner (see `_hide`)."""
        return text.translate(self._folded) if self._folded else text

    def start(self, path: Path = ()) -> Span:
        """The first character of the file."""
        return Span(self.file, 1, 1, 1, 1, path)

    def span(self, node: Any, path: Path = (), above: int | None = None) -> Span:
        """Where a node stands; ``above`` are the lines above the piece that it is of, where that is known."""
        first, last = node.start_mark, node.end_mark
        if isinstance(node, yaml.CollectionNode) and last.line > first.line:
            last = first
        line = 1 + (self.lines_above(node) if above is None else above)
        return Span(self.file, first.line + line, first.column + 1, last.line + line, last.column + 1, path)

    def lines_above(self, key: Any) -> int:
        """The lines above the piece that a key's node is of; those above this one where it is of no other."""
        piece = self.moved.get(id(key)) if self.moved else None
        return self.above if piece is None else piece.above

    def pair(self, node: Any, key: str | int) -> tuple[Any, Any] | None:
        """The nodes of a key and its value, merge keys included; for a list, the item twice."""
        if not isinstance(node, yaml.CollectionNode):
            return None
        index = self._index.get(id(node))
        if index is None:
            index = self._index[id(node)] = dict(self._pairs(node))
        return index.get(key)

    def _pairs(self, node: Any) -> Iterator[tuple[str | int, tuple[Any, Any]]]:
        if isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                yield number, (item, item)
            return
        for knode, vnode in node.value:
            if is_merge(knode):
                for merged in reversed(vnode.value) if isinstance(vnode, yaml.SequenceNode) else (vnode,):
                    if isinstance(merged, yaml.MappingNode):
                        yield from self._pairs(merged)
        for knode, vnode in node.value:
            if isinstance(knode, yaml.ScalarNode) and not is_merge(knode):
                yield self.restore(knode.value), (knode, vnode)

    def locate(self, node: Any, key: Any, keys: Path, path: Path) -> Span:
        """Walk ``keys`` down from ``node`` as far as they were written; see `Map.at`."""
        place = key if key is not None else node
        above = self.lines_above(key)
        for step in keys:
            pair = self.pair(node, step)
            if pair is None:
                break
            key, node = pair
            if self.moved and id(key) in self.moved:
                above = self.moved[id(key)].above
            aliased = node.start_mark.index < key.start_mark.index
            place = key if aliased or isinstance(node, yaml.CollectionNode) or not node.value else node
        return self.span(place, path, above) if place is not None else self.start(path)


_BREAK = re.compile("\r\n|\r|\n")


def starts_of(text: str) -> list[int]:
    """Where each line of a text begins."""
    return [0, *(found.end() for found in _BREAK.finditer(text))]


def is_merge(node: Any) -> bool:
    """Whether a key is YAML's merge key, ``<<`` without quotes."""
    return node.value == "<<" and isinstance(node, yaml.ScalarNode) and not node.style
