"""Where in a document's text a change goes, and what stands there then: for `amending`, which reads what comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import yaml

from .amendment import Amendment, Cut, Drop, Extend, Put, Rename, same
from .building import Builder
from .data import Document
from .layout import Layout, Unforeseen
from .span import Limits, Path
from .writing import entries, inline, name, scalar_after, under


def spliced(document: Document, changes: Sequence[Amendment]) -> str:
    """The text with the changes in it.

    Raises:
        Unforeseen: it is not known how to.
    """
    made, at = [], 0
    for start, end, more in pieces(document, changes):
        made += [document.text[at:start], more]
        at = end
    return "".join((*made, document.text[at:]))


def pieces(document: Document, changes: Sequence[Amendment]) -> list[tuple[int, int, str]]:
    """The stretches of the text that change, from character to character, each with what then stands there.

    Raises:
        Unforeseen: it is not known how to.
    """
    made = _Splicer(document)
    made.place(changes)
    return made.sorted()


_COMMENT = re.compile(r"\s#")
"""What may begin a comment; a text in quotes may hold it too."""


class _Splicer:
    """Collects stretches of the text with what replaces them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.old = document.text
        self.layout = Layout(document)
        self.pieces: list[tuple[int, int, str]] = []

    def sorted(self) -> list[tuple[int, int, str]]:
        """Every piece, in the order of the text."""
        ends = "\r\n" if "\r\n" in self.old else "\n"
        made, at = [], 0
        for start, end, more in sorted(self.pieces, key=lambda piece: piece[:2]):  # stable: insertions keep their order
            if start < at:
                raise Unforeseen
            made.append((start, end, more.replace("\n", ends)))
            at = end
        return made

    def put(self, start: int, end: int, more: str) -> None:
        self.pieces.append((start, end, more))

    def insert_lines(self, place: int, more: str) -> None:
        """Put lines where a line begins; after a last line that has no end, one is made."""
        if place and self.old[place - 1] != "\n":
            more = f"\n{more}"
        self.put(place, place, more)

    # From changes to places

    def place(self, changes: Sequence[Amendment]) -> None:
        """Sort changes by the mapping or list they are in; what has none becomes part of what is put around it."""
        held: dict[Path, list[Amendment]] = {}
        for change in changes:
            inside = isinstance(change, (Extend, Cut))
            held.setdefault(change.path if inside else change.path[:-1], []).append(change)
        while held:  # the innermost first: where two insert at one place, it is nearer to what is there
            path = max(held, key=len)
            group = held.pop(path)
            node = self.layout.find(path)
            if isinstance(node, yaml.MappingNode) and node.value:
                self.mapping(node, group)
            elif isinstance(node, yaml.SequenceNode) and node.value:
                self.sequence(node, group)
            elif path:
                order = next((one.order for one in group if isinstance(one, Extend)), ())
                whole = _gathered(group)
                held.setdefault(path[:-1], []).append(Put(path, whole, order, block=isinstance(whole, dict)))
            else:
                self.insert_lines(len(self.old), "".join(self.lines(one, 0, False) for one in group))

    # Mappings

    def mapping(self, node: Any, group: list[Amendment]) -> None:
        fresh: list[Put] = []
        gone: list[int] = []
        pairs = list(node.value)
        for change in group:
            if isinstance(change, Cut):
                raise Unforeseen
            step = change.path[-1]
            found = self.layout.places(node).get(step)
            if isinstance(change, Put) and found is None:
                fresh.append(change)
            elif found is None:
                raise Unforeseen
            elif isinstance(change, Put):
                self.value(pairs[found], change.value, bool(node.flow_style))
            elif isinstance(change, Rename):
                key = pairs[found][0]
                if self.old[key.start_mark.index] in "&!*":
                    raise Unforeseen
                self.put(key.start_mark.index, key.end_mark.index, name(change.name))
            elif isinstance(change, Drop):
                gone.append(found)
        if node.flow_style:
            spans = [(key.start_mark.index, self.layout.end(key, value)) for key, value in pairs]
            texts = [(self.follows(pairs, one), f"{name(str(one.path[-1]))}: {inline(one.value)}") for one in fresh]
            self.brackets(node, spans, gone, texts)
            return
        for place in gone:
            self.drop_lines(*pairs[place])
        self.add_lines(pairs, fresh)

    def add_lines(self, pairs: list[tuple[Any, Any]], fresh: Iterable[Put]) -> None:
        """New keys, each in lines of its own."""
        indent = pairs[0][0].start_mark.column
        apart = self.stand_apart(pairs)
        blocks = all(isinstance(value, yaml.MappingNode) and not value.flow_style for _, value in pairs)
        for one in fresh:
            at = self.follows(pairs, one)
            lines = self.lines(one, indent, blocks)
            section = len(one.path) == 1 and isinstance(one.value, (dict, list))
            gap = "\n" if apart or section else ""
            if at < 0:
                first = self.layout.line_start(pairs[0][0].start_mark.index)
                self.put(first, first, lines + gap)
                continue
            place = self.layout.line_end(self.layout.end(*pairs[at]))
            self.insert_lines(place, lines if gap and self.old[:place].endswith(("\n\n", "\r\n\r\n")) else gap + lines)

    def lines(self, change: Any, indent: int, block: bool) -> str:
        return under(str(change.path[-1]), change.value, indent, change.block or block)

    def stand_apart(self, pairs: list[tuple[Any, Any]]) -> bool:
        """Whether a blank line stands between all that stand in a mapping."""
        between = pairwise(pairs)
        gaps = [
            self.old[self.layout.line_end(self.layout.end(*one)) : other[0].start_mark.index] for one, other in between
        ]
        return bool(gaps) and all(re.search(r"^[ \t]*\r?$", gap, re.M) and "\n" in gap for gap in gaps)

    def follows(self, pairs: list[tuple[Any, Any]], change: Put) -> int:
        """The place of the pair that a new one stands after; -1 for none."""
        names = [self.document.restore(key.value) for key, _ in pairs]
        if change.after in names:
            return names.index(change.after)
        step = change.path[-1]
        if step not in change.order:
            return len(names) - 1
        before = change.order[: change.order.index(str(step))]
        after = change.order[len(before) + 1 :]
        found = [place for place, one in enumerate(names) if one in before]
        if found:
            return max(found)
        later = [place for place, one in enumerate(names) if one in after]
        return min(later) - 1 if later else len(names) - 1

    def drop_lines(self, key: Any, node: Any, dash: str = "") -> None:
        """Take a pair or an item out, and one of the gaps around it."""
        start = self.layout.line_start(key.start_mark.index, dash)
        end = self.layout.line_end(self.layout.end(key, node))
        above = self.old.rfind("\n", 0, max(start - 1, 0)) + 1
        if start == 0 or self.layout.is_blank(above, start):
            while end < len(self.old) and self.layout.is_blank(end, self.layout.line_end(end)):
                end = self.layout.line_end(end)
            while end == len(self.old) and start and self.layout.is_blank(above, start):
                start, above = above, self.old.rfind("\n", 0, max(above - 1, 0)) + 1
        self.put(start, end, "")

    def value(self, pair: tuple[Any, Any], value: Any, flow: bool) -> None:
        """Another value under a key, or in the place of an item."""
        key, node = pair
        if self.layout.aliased(pair):
            raise Unforeseen
        start, end, text = node.start_mark.index, self.layout.end(key, node), self.old
        empty = isinstance(node, yaml.ScalarNode) and not node.value and not node.style
        if empty and key is not node:
            colon = text.index(":", key.end_mark.index) + 1
            if isinstance(value, (dict, list)) and value and not flow:
                lines = under("k", value, key.start_mark.column, True).split("\n", 1)[1]
                self.insert_lines(self.layout.line_end(colon), lines)
                return
            beside = flow or isinstance(value, (dict, list)) or self.is_beside(value, colon)
            self.put(colon, colon, f" {inline(value)}" if beside else scalar_after(value, key.start_mark.column))
            return
        if text[start : start + 1] in ("&", "!"):
            raise Unforeseen
        if isinstance(node, yaml.CollectionNode) and not node.value and value and not flow:
            lines = under("k", value, key.start_mark.column)
            if lines.count("\n") > 1:  # `[]` goes, and what it holds from now on stands below
                self.put(len(text[:start].rstrip(" ")), end, "")
                self.insert_lines(self.layout.line_end(end), lines.split("\n", 1)[1])
                return
        if isinstance(node, yaml.CollectionNode) and _COMMENT.search(text, start, end):
            raise Unforeseen  # a comment, perhaps
        if flow or isinstance(value, (dict, list)) or (isinstance(node, yaml.CollectionNode) and node.flow_style):
            if isinstance(node, yaml.CollectionNode) and not node.flow_style:
                self.put(
                    key.end_mark.index, end, under("k", value, key.start_mark.column)[1 + key.start_mark.column : -1]
                )
                return
            self.put(start, end, inline(value, _quotes(node)))
            return
        if key is not node and isinstance(node, yaml.ScalarNode) and not self.is_beside(value, end):
            self.put(start, end, self.scalar(value, key.start_mark.column, _quotes(node)))
        else:
            self.put(start, end, inline(value, _quotes(node)))

    def is_beside(self, value: Any, place: int) -> bool:
        """Whether a text of several lines would stand before something else in its last line, such as a comment."""
        return isinstance(value, str) and "\n" in value and not self.layout.is_blank(place, self.layout.line_end(place))

    def scalar(self, value: Any, indent: int, quotes: str) -> str:
        if quotes and isinstance(value, str) and "\n" not in value:
            return inline(value, quotes)
        return scalar_after(value, indent)[1:]

    # Lists, and whatever stands in brackets

    def sequence(self, node: Any, group: Iterable[Amendment]) -> None:
        items = node.value
        spans = [(item.start_mark.index, self.layout.end(item, item)) for item in items]
        for change in group:
            if isinstance(change, Put):
                place = change.path[-1]
                if not isinstance(place, int):  # a list stands where the format has a mapping
                    raise Unforeseen
                self.value((items[place],) * 2, change.value, True)
                continue
            if not isinstance(change, (Extend, Cut)):
                raise Unforeseen
            added = change.added if isinstance(change, Extend) else ()
            gone = self.leaving(node, change) if isinstance(change, Extend) else sorted(change.places)
            if any(not 0 <= place < len(items) for place in gone):
                raise Unforeseen
            if node.flow_style:
                self.brackets(node, spans, gone, [(len(items) - 1, inline(item)) for item in added])
                continue
            for place in gone:
                self.drop_lines(items[place], items[place], "-")
            if added:
                more = entries(list(added), node.start_mark.column)
                self.insert_lines(self.layout.line_end(spans[-1][1]), more)

    def leaving(self, node: Any, change: Extend) -> list[int]:
        """The places of the items that go."""
        if not change.removed:
            return []
        builder = Builder(self.document, Limits())
        held = [builder.build(item, None, item.start_mark.index) for item in node.value]
        return [place for place, item in enumerate(held) if any(same(item, gone) for gone in change.removed)]

    def brackets(self, node: Any, spans: list[tuple[int, int]], gone: list[int], fresh: list[tuple[int, str]]) -> None:
        """Items in and out of what stands in brackets."""
        kept = [place for place in range(len(spans)) if place not in gone]
        if gone and (fresh or not kept):
            start, end = spans[0][0], spans[-1][1]
            if _COMMENT.search(self.old, start, end) or any(start <= piece[0] < end for piece in self.pieces):
                raise Unforeseen
            texts = [self.old[spans[place][0] : spans[place][1]] for place in kept]
            self.put(start, end, ", ".join((*texts, *(text for _, text in fresh))))
            return
        for place in gone:
            if place > kept[0]:
                self.put(spans[place - 1][1], spans[place][1], "")
            else:
                self.put(spans[place][0], spans[place + 1][0], "")
        for place, text in fresh:
            if place < 0:
                self.put(spans[0][0], spans[0][0], f"{text}, ")
            else:
                self.put(spans[place][1], spans[place][1], f", {text}")


def _quotes(node: Any) -> str:
    return node.style if isinstance(node, yaml.ScalarNode) and node.style in ("'", '"') else ""


def _gathered(group: Iterable[Any]) -> Any:
    """What changes to something that is not there make of it."""
    made: Any = None
    for change in group:
        if isinstance(change, Extend):
            made = [*(made or []), *change.added]
        elif isinstance(change, Put) and isinstance(change.path[-1], str):
            made = {**(made or {}), change.path[-1]: change.value}
        else:
            raise Unforeseen
    return made
