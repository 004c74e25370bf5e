"""Adds to the text of a document, and leaves all else of it as it is: comments, order, quotes, line ends.

YAML can be written in ways that these functions do not foresee: whoever calls them reads the text they give, and looks
whether it says what was meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from .data import Document
from .writing import write


def scalar_replaced(document: Document, key: str, value: str, after: str) -> str:
    """The text with another value under a key of the outermost mapping; a new line below that of ``after`` for a new key."""
    text, pair = document.text, document.pair(document.data.node, key)
    if pair is not None and isinstance(pair[1], yaml.ScalarNode) and pair[1].value:
        node = pair[1]
        quote = node.style if node.style in ("'", '"') else ""
        return f"{text[: node.start_mark.index]}{quote}{value}{quote}{text[node.end_mark.index :]}"
    if pair is not None:
        place = pair[0].end_mark.index
        place = text.index(":", place) + 1
        return f"{text[:place]} {value}{text[place:]}"
    other = document.pair(document.data.node, after)
    place = _line_end(text, other[1].end_mark.index if other is not None else 0)
    return _inserted(text, place, f"{key}: {value}\n")


def listing(document: Document, key: str, entries: Sequence[Any]) -> str:
    """The text with more entries in the list under a key of the outermost mapping."""
    text, pair = document.text, document.pair(document.data.node, key)
    if pair is None:
        gap = "" if not text or text.endswith(("\n\n", "\r\n\r\n")) else "\n"
        return _inserted(text, len(text), f"{gap}{key}:\n{_block(entries, 2)}")
    name, node = pair
    if not isinstance(node, yaml.SequenceNode):  # nothing was written to it
        return _inserted(text, _line_end(text, name.end_mark.index), _block(entries, 2))
    if not node.flow_style and node.value:
        return _inserted(text, _line_end(text, _end(node)), _block(entries, node.start_mark.column))
    if not node.value:
        start, end = node.start_mark.index, node.end_mark.index
        before = text[:start].rstrip(" ")
        left = before + text[end:]
        return _inserted(left, _line_end(left, len(before)), _block(entries, 2))
    place = node.value[-1].end_mark.index
    more = "".join(f", {_flow(entry)}" for entry in entries)
    return text[:place] + more + text[place:]


def _end(node: Any) -> int:
    """Where the last thing in a node ends; the end of a block itself is only where the next thing begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, yaml.MappingNode) else last
    end: int = node.end_mark.index
    return end


def _line_end(text: str, place: int) -> int:
    """The end of the line in which a place is, or the place itself where a line begins."""
    if place and text[place - 1] == "\n":
        return place
    found = text.find("\n", place)
    return found + 1 if found >= 0 else len(text)


def _inserted(text: str, place: int, more: str) -> str:
    if place and text[place - 1] != "\n":
        more = f"\n{more}"
    return text[:place] + _as_in(text, more) + text[place:]


def _as_in(text: str, more: str) -> str:
    """With the line ends of the text."""
    return more.replace("\n", "\r\n") if "\r\n" in text else more


def _block(entries: Sequence[Any], indent: int) -> str:
    return "".join(f"{' ' * indent}{line}\n" for line in write(list(entries)).splitlines())


def _flow(entry: Any) -> str:
    import json  # noqa: PLC0415 - rarely needed

    return json.dumps(entry, ensure_ascii=False)
