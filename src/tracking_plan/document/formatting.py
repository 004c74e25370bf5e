"""Writes a document anew in its canonical form: order of keys, quotes, indents and blank lines. Comments stay where they belong.

A document is taken apart into entries (`entries.py`), each with the comments that stand above and beside it, and put
together again. What comes out is read: where it says anything else, or a comment is missing, there is no canonical form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import yaml

from .amendment import plain
from .data import Document
from .entries import Block, Entry, Parts, comments, taken_apart
from .layout import Unforeseen
from .reading import read
from .span import Limits, Path
from .writing import quoted

Order = Callable[[Path], Sequence[str]]
"""The usual order of the keys of the mapping at a path; empty where they stay as they are."""

WIDTH = 120
"""The longest line that brackets make; texts are not broken."""


def formatted(document: Document, order: Order) -> str | None:
    """The canonical text of a document that was read without problems; None where it is written in a way not known here."""
    if not isinstance(document.data, dict) or not document.data or document._folded:
        return None
    ends = "\r\n" if "\r\n" in document.text else "\n"
    whole = document if ends == "\n" else read(document.text.replace("\r\n", "\n"), document.file, _AMPLE)
    try:
        parts = taken_apart(whole)
        for ordering in (order, _as_it_is):  # an alias must not come before what it stands for
            text = _Writer(whole, ordering).text(parts)
            again = read(text, document.file, _AMPLE)
            same = not again.problems and _equal(plain(again.data), plain(whole.data))
            if same and sorted(comments(again)) == sorted(comments(whole)):
                return text.replace("\n", ends)
    except Unforeseen:
        pass
    return None


_AMPLE = Limits(bytes=1 << 40, depth=1000, aliases=1 << 40)


def _as_it_is(path: Path) -> Sequence[str]:
    return ()


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_equal(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_equal, one, other))
    return type(one) is type(other) and bool(one == other)


class _Writer:
    """Writes entries, line by line."""

    def __init__(self, document: Document, order: Order) -> None:
        self.old = document.text
        self.order = order
        self.lines: list[str] = []

    def text(self, parts: Parts) -> str:
        self.lines += parts.head
        if parts.head and parts.block.entries and parts.block.entries[0].lead[:1] == [""]:
            self.lines.append("")
        self.block(parts.block, 0, ())
        self.lines += parts.foot
        made: list[str] = []
        for line in self.lines:
            if line or (made and made[-1]):
                made.append(line)
        while made and not made[-1]:
            made.pop()
        return "\n".join(made) + "\n"

    def block(self, block: Block, indent: int, path: Path) -> None:
        first = len(self.lines)
        for entry in self.sorted(block, path):
            lead: Sequence[str] = entry.lead
            if len(self.lines) == first and path:
                lead = _without_blanks(lead)
            self.comments(lead, indent)
            self.entry(entry, indent, path)
        self.comments(block.tail, indent)

    def comments(self, lines: Sequence[str], indent: int) -> None:
        self.lines += [" " * indent + line if line else "" for line in lines]

    def sorted(self, block: Block, path: Path) -> list[Entry]:
        """Entries in order; what the order does not know comes after it, own keys last."""
        order = self.order(path) if block.is_mapping else ()
        if not order:
            return block.entries
        rank = {key: place for place, key in enumerate(order)}
        last = len(order)
        made = sorted(block.entries, key=lambda one: rank.get(one.step, last + one.step.startswith("x-")))
        return made

    def entry(self, entry: Entry, indent: int, path: Path) -> None:
        pad, here = " " * indent, (*path, entry.step)
        beside = f" {entry.beside}" if entry.beside else ""
        start = f"{pad}{self.key(entry)}:" if entry.key is not None else f"{pad}-"
        mark = f" {entry.mark}" if entry.mark else ""
        if entry.block is not None:
            self.nested(entry, start + mark + beside, indent, here)
        elif entry.raw is not None:
            self.lines += f"{start}{mark} {entry.raw}{beside}".split("\n")
        elif isinstance(entry.node, yaml.CollectionNode):
            self.brackets(entry, f"{start}{mark}", beside, indent, here)
        else:
            self.scalar(entry, start, mark, beside, indent)

    def nested(self, entry: Entry, start: str, indent: int, path: Path) -> None:
        assert entry.block is not None
        place = len(self.lines)
        self.block(entry.block, indent + 2, path)
        first = self.lines[place] if len(self.lines) > place else ""
        plain_item = entry.key is None and start.endswith("-") and not first.lstrip().startswith("#")
        if plain_item and first.startswith(" " * (indent + 2)):
            self.lines[place] = f"{start} {first.lstrip()}"
        else:
            self.lines.insert(place, start)

    def key(self, entry: Entry) -> str:
        return self.named(entry.key)

    def named(self, key: Any) -> str:
        text = self.source(key)
        return quoted(key.value, text, False) if key.style else text

    # Scalars

    def scalar(self, entry: Entry, start: str, mark: str, beside: str, indent: int) -> None:
        node, text = entry.node, entry.source or ""
        if node.style in ("|", ">"):
            self.literal(text, start + mark, indent)
            return
        if not text:
            self.lines.append(f"{start}{mark}{beside}")
            return
        first, *rest = (line.strip() for line in text.split("\n"))
        if not rest and node.style and not mark:
            first = quoted(node.value, first, entry.key is not None)
        self.lines.append(f"{start}{mark} {first}")
        self.lines += [" " * (indent + 2) + line if line else "" for line in rest]
        self.lines[-1] += beside

    def literal(self, text: str, start: str, indent: int) -> None:
        """A block of text, its lines at our indent; its header (and a comment there) as it is."""
        header, *rest = text.split("\n")
        while rest and not rest[-1].strip() and "+" not in header:
            rest.pop()
        if any(letter.isdigit() for letter in header.partition("#")[0]) or "+" in header:
            raise Unforeseen
        width = min((len(line) - len(line.lstrip(" ")) for line in rest if line.strip()), default=0)
        self.lines.append(f"{start} {header.rstrip()}")
        self.lines += [" " * (indent + 2) + line[width:] if line.strip() else "" for line in rest]

    # Brackets

    def brackets(self, entry: Entry, start: str, beside: str, indent: int, path: Path) -> None:
        """On one line where it fits, else in lines of their own."""
        short = f"{start} {self.flow(entry.node, path)}"
        if len(short) <= WIDTH or not entry.node.value:
            self.lines.append(short + beside)
            return
        if entry.mark:
            raise Unforeseen
        self.nested(entry._replace(block=self.opened(entry.node)), start + beside, indent, path)

    def opened(self, node: Any) -> Block:
        """What stands in brackets, as the entries of a block."""
        is_mapping = isinstance(node, yaml.MappingNode)
        steps = node.value if is_mapping else [(None, value) for value in node.value]
        made = [
            Entry(place if key is None else key.value, key, value, source=self.source(value))
            for place, (key, value) in enumerate(steps)
        ]
        return Block(made, [], is_mapping)

    def source(self, node: Any) -> str:
        return str(self.old[node.start_mark.index : node.end_mark.index]) if isinstance(node, yaml.ScalarNode) else ""

    def flow(self, node: Any, path: Path) -> str:
        if isinstance(node, yaml.ScalarNode):
            text = self.source(node)
            return quoted(node.value, text, False) if node.style else text or "null"
        if isinstance(node, yaml.SequenceNode):
            return f"[{', '.join(self.flow(item, (*path, place)) for place, item in enumerate(node.value))}]"
        order = {key: place for place, key in enumerate(self.order(path))}
        last = len(order)
        pairs = [*node.value]
        if order:
            pairs.sort(key=lambda pair: order.get(pair[0].value, last + pair[0].value.startswith("x-")))
        inner = ", ".join(f"{self.named(key)}: {self.flow(value, (*path, key.value))}" for key, value in pairs)
        return f"{{{inner}}}"


def _without_blanks(lead: Sequence[str]) -> Sequence[str]:
    place = 0
    while place < len(lead) and not lead[place]:
        place += 1
    return lead[place:]
