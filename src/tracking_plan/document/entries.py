"""A document taken apart: each key and item with its value, and the comments and blank lines that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from .data import Document
from .layout import Layout, Unforeseen


class Entry(NamedTuple):
    """A key or an item: its step of the path, its nodes, and what stands around it."""

    step: Any
    key: Any
    """The key's node; None for an item of a list."""
    node: Any
    lead: list[str] = []  # noqa: RUF012 - a tuple's default, never changed
    """Comments and blank lines above it."""
    beside: str = ""
    """The comment in its line."""
    mark: str = ""
    """Its anchor and tag."""
    block: Block | None = None
    raw: str | None = None
    """Its text, where that is not to be taken apart: an alias, or brackets with comments in them."""
    source: str | None = None
    """The text of a scalar, without anchor and tag."""


class Block(NamedTuple):
    """The entries of a mapping or a list, and the comments after the last of them."""

    entries: list[Entry]
    tail: list[str]
    is_mapping: bool


class Parts(NamedTuple):
    """A document: what stands before all entries, the entries, and what comes after them."""

    head: list[str]
    block: Block
    foot: list[str]


_COMMENT = re.compile(r"(?:^|(?<=[\s]))#[^\n]*", re.M)
_MARKS = re.compile(r"(?:[&!][^\s,\[\]{}]*\s*)+")


def comments(document: Document) -> list[str]:
    """Every comment of a document, as it stands."""
    text = document.text.replace("\r\n", "\n") if "\r\n" in document.text else document.text
    made, place = [], 0
    for start, end in [*_texts(document.data.node), (len(text), len(text))]:
        if start > place:
            made += [found[0].rstrip() for found in _COMMENT.finditer(text, place, start)]
        place = max(place, end)
    return made


def _texts(root: Any) -> list[tuple[int, int]]:
    """Where the scalars stand: what looks like a comment there is none."""
    found, stack, seen = [], [root], set()
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            if node.style or node.value:
                found.append((node.start_mark.index, node.end_mark.index))
        else:
            stack += [one for pair in node.value for one in (pair if isinstance(node, yaml.MappingNode) else (pair,))]
    return sorted(found)


def taken_apart(document: Document) -> Parts:
    """The parts of a document.

    Raises:
        Unforeseen: it is written in a way that is not known here.
    """
    root = document.data.node
    if root.flow_style or _MARKS.match(document.text, root.start_mark.index):
        raise Unforeseen
    return _Taker(document).parts(root)


class _Taker:
    """Goes through a text from its beginning to its end. ``at`` is how far it has come."""

    def __init__(self, document: Document) -> None:
        self.layout = Layout(document)
        self.text = document.text
        self.at = 0
        self.open: list[tuple[int, list[str]]] = []
        """The blocks around and before where we are: the column of their entries, and the comments at their end."""

    def parts(self, root: Any) -> Parts:
        first = root.value[0][0].start_mark.index
        head = self.head(first)
        block = self.block(root, 0)
        foot = self.gap(len(self.text), -1)
        return Parts(head, block, foot)

    def head(self, first: int) -> list[str]:
        """The lines before the first key, up to the last blank line among them: they are about the whole file."""
        lines = [line.strip() for line in self.text[:first].split("\n")[:-1]]
        if any(line and line[0] not in "#%-" for line in lines) or self.text[:first].rpartition("\n")[2].strip():
            raise Unforeseen
        self.at = first
        return lines

    def block(self, node: Any, column: int) -> Block:
        """The entries of a mapping or list in block form, whose first entry begins in a column."""
        is_mapping = isinstance(node, yaml.MappingNode)
        entries: list[Entry] = []
        tail: list[str] = []
        while self.open and self.open[-1][0] >= column:
            self.open.pop()
        depth = len(self.open)
        self.open.append((column, tail))
        for place, pair in enumerate(node.value):
            key: Any = pair[0] if is_mapping else None
            value: Any = pair[1] if is_mapping else pair
            start = key.start_mark.index if is_mapping else self.dash(value, column)
            if is_mapping and (key.start_mark.column != column or not isinstance(key, yaml.ScalarNode)):
                raise Unforeseen
            lead = self.gap(start, column) if (entries or start > self.at) else []
            del self.open[depth + 1 :]
            step = key.value if is_mapping else place
            entries.append(self.entry(step, key, value, lead, start))
        return Block(entries, tail, is_mapping)

    def dash(self, item: Any, column: int) -> int:
        line = self.text.rfind("\n", 0, item.start_mark.index) + 1
        place = line + column
        while self.text[place : place + 1] != "-" or self.text[line:place].strip(" -"):
            line = self.text.rfind("\n", 0, max(line - 1, 0)) + 1
            place = line + column
            if line < self.at - column - 200 or not line:
                raise Unforeseen
        return place

    def entry(self, step: Any, key: Any, value: Any, lead: list[str], start: int) -> Entry:
        """One entry; the text is read up to its end, with the comment in its line."""
        self.at = start + 1
        if key is not None:
            colon = re.compile(r"\s*:").match(self.text, key.end_mark.index)
            if colon is None or self.text[start] == "?" or "\n" in colon[0]:
                raise Unforeseen
            self.at = colon.end()
        other = key if key is not None else value
        made = Entry(step, key, value, lead)
        if value.start_mark.index < other.start_mark.index or self.aliased(value):
            found = re.compile(r"\s*(\*[^\s,\[\]{}]+)").match(self.text, self.at)
            if found is None:
                raise Unforeseen
            self.at = found.end()
            return made._replace(raw=found[1], beside=self.beside())
        marks = _MARKS.match(self.text, value.start_mark.index)
        mark = marks[0].split("#")[0].strip() if marks else ""
        inner = marks.end() if marks else value.start_mark.index
        if isinstance(value, yaml.CollectionNode) and not value.flow_style and value.value:
            return self.nested(made._replace(mark=mark))
        if isinstance(value, yaml.CollectionNode):
            return self.brackets(made._replace(mark=mark), inner)
        return self.scalar(made._replace(mark=mark), inner)

    def aliased(self, value: Any) -> bool:
        """Whether an item of a list is an alias: its node stands further up."""
        return bool(value.start_mark.index < self.at - 1)

    def nested(self, entry: Entry) -> Entry:
        value = entry.node
        if entry.mark:
            self.at = value.start_mark.index + len(entry.mark)
        first = value.value[0][0] if isinstance(value, yaml.MappingNode) else value.value[0]
        same_line = "\n" not in self.text[self.at : first.start_mark.index]
        beside = "" if same_line else self.beside()
        column = first.start_mark.column
        if isinstance(value, yaml.SequenceNode):
            column = value.start_mark.column
            if entry.mark:
                raise Unforeseen
        return entry._replace(beside=beside, block=self.block(value, column))

    def brackets(self, entry: Entry, inner: int) -> Entry:
        """Brackets: taken apart later, unless a comment or an alias stands in them."""
        end = entry.node.end_mark.index
        source = self.text[inner:end]
        self.at = end
        beside = self.beside()
        if _COMMENT.search(source) or re.search(r"[&*!]|\?\s", re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', '""', source)):
            return entry._replace(raw=source, beside=beside)
        if any(isinstance(one, yaml.ScalarNode) and "\n" in self.span(one) for one in _inside(entry.node)):
            return entry._replace(raw=source, beside=beside)
        return entry._replace(beside=beside)

    def span(self, node: Any) -> str:
        return self.text[node.start_mark.index : node.end_mark.index]

    def scalar(self, entry: Entry, inner: int) -> Entry:
        value = entry.node
        if not value.value and not value.style:
            return entry._replace(source="", beside=self.beside())
        if value.style in ("|", ">"):
            self.at = value.end_mark.index
            while self.at and self.text[self.at - 1].isspace():
                self.at -= 1
            self.at = self.layout.line_end(self.at) - (self.text[self.at : self.at + 1] == "\n")
            return entry._replace(source=self.text[inner : value.end_mark.index])
        self.at = value.end_mark.index
        return entry._replace(source=self.text[inner : self.at], beside=self.beside())

    # Between entries

    def beside(self) -> str:
        """The comment in the rest of the line; nothing else may stand there."""
        end = self.text.find("\n", self.at)
        end = len(self.text) if end < 0 else end
        rest = self.text[self.at : end].strip()
        if rest and not rest.startswith("#"):
            raise Unforeseen
        self.at = end
        return rest

    def gap(self, start: int, column: int) -> list[str]:
        """The lines from here to where an entry begins; those that are indented deeper belong to what is above."""
        line = self.text.rfind("\n", 0, start) + 1 if start < len(self.text) else len(self.text)
        made: list[str] = []
        blank, above = False, True
        between = self.text[self.at : line]
        for text in f"{between}\n".split("\n")[1:-1] if column < 0 else between.split("\n")[1:-1]:
            stripped = text.strip()
            if not stripped:
                blank = True
                continue
            if not stripped.startswith("#") and not (column < 0 and stripped in ("...", "---")):
                raise Unforeseen
            indent = len(text) - len(text.lstrip())
            above = above and indent > column
            into = self.ending(indent) if (above if column >= 0 else indent) else made
            if blank:
                into.append("")
            blank = False
            into.append(stripped)
        if blank and column >= 0:
            made.append("")
        return made

    def ending(self, indent: int) -> list[str]:
        """The end of the innermost block to which a comment in a column may belong."""
        return next((tail for column, tail in reversed(self.open) if column <= indent), self.open[0][1])


def _inside(node: Any) -> Iterator[Any]:
    stack = [node]
    while stack:
        one = stack.pop()
        yield one
        if isinstance(one, yaml.CollectionNode):
            stack += [each for pair in one.value for each in (pair if isinstance(one, yaml.MappingNode) else (pair,))]
