"""Files read by tree-sitter grammars."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tree_sitter import Language, Node, Parser


def tree(language: Any, text: str) -> tuple[Node, bytes]:
    """The root of a file, and the bytes that its places count; a file with a fault fails."""
    told = text.encode()
    root = Parser(Language(language)).parse(told).root_node
    faults = [node for node in _all(root) if node.is_error or node.is_missing]
    assert not faults, [(node.start_point, told[node.start_byte : node.end_byte][:200]) for node in faults[:3]]
    return root, told


def count(language: Any, text: str) -> int:
    """How many nodes of a file have a name, but for comments and the pieces of literals: code that text became would be more."""
    root, _ = tree(language, text)
    apart = ("comment", "str", "escape")
    return sum(node.is_named and not any(word in node.type for word in apart) for node in _all(root))


def nodes(language: Any, text: str, kind: str) -> list[str]:
    """The text of each node of a kind, in order."""
    root, told = tree(language, text)
    return [told[node.start_byte : node.end_byte].decode() for node in _all(root) if node.type == kind]


def _all(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(node.children)
