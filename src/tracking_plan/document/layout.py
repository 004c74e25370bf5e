"""Where the pieces of a document begin and end in its text, in lines and characters: for `splicing`."""

from __future__ import annotations

import re
from typing import Any

import yaml

from .data import Document, is_merge
from .span import Path


class Unforeseen(Exception):
    """The text is written in a way that is not known how to change."""


_ALIAS = re.compile(r"\s*:\s*\*[^\s,\[\]{}]+")


class Layout:
    """A document's nodes in its text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self._places: dict[int, dict[str | int, int]] = {}
        self.root = document.data.node if document.data is not None else None

    def find(self, path: Path) -> Any:
        """The node at a path, if it is written there and nowhere else."""
        node = self.root
        for step in path:
            pair = self.pair(node, step)
            if pair is None:
                return None
            if self.aliased(pair):
                raise Unforeseen
            node = pair[1]
        return node

    def pair(self, node: Any, step: str | int) -> tuple[Any, Any] | None:
        """A key and its value that are written in this very mapping, or an item of a list twice."""
        if isinstance(node, yaml.SequenceNode):
            found = isinstance(step, int) and 0 <= step < len(node.value)
            return (node.value[step], node.value[step]) if found else None
        if not isinstance(node, yaml.MappingNode):
            return None
        place = self.places(node).get(step)
        return node.value[place] if place is not None else None

    def places(self, node: Any) -> dict[str | int, int]:
        """Each key that is written in this very mapping -> which of its pairs that is."""
        known = self._places.get(id(node))
        if known is None:
            keys = ((place, key) for place, (key, _) in enumerate(node.value) if isinstance(key, yaml.ScalarNode))
            known = {self.document.restore(key.value): place for place, key in keys if not is_merge(key)}
            self._places[id(node)] = known
        return known

    @staticmethod
    def aliased(pair: tuple[Any, Any]) -> bool:
        return bool(pair[1].start_mark.index < pair[0].start_mark.index)

    def end(self, key: Any, node: Any) -> int:
        """Where the last character of a pair stands."""
        start, text = key.end_mark.index, self.text
        if self.aliased((key, node)):
            found = _ALIAS.match(text, start)
            if found is None:
                raise Unforeseen
            return found.end()
        if isinstance(node, yaml.CollectionNode):
            if node.flow_style or not node.value:
                return int(node.end_mark.index)
            last = node.value[-1]
            return self.end(*(last if isinstance(node, yaml.MappingNode) else (last, last)))
        if not node.value and not node.style and key is not node:
            return text.index(":", start) + 1
        place = int(node.end_mark.index)
        while place and node.style in ("|", ">") and text[place - 1].isspace():
            place -= 1
        return place

    def line_start(self, place: int, before: str = "") -> int:
        """Where a line begins; before the place there is nothing in it but ``before``."""
        start = self.text.rfind("\n", 0, place) + 1
        if self.text[start:place].strip() != before:
            raise Unforeseen
        return start

    def line_end(self, place: int) -> int:
        """Where the next line begins."""
        found = self.text.find("\n", place)
        return found + 1 if found >= 0 else len(self.text)

    def is_blank(self, start: int, end: int) -> bool:
        return not self.text[start:end].strip()
