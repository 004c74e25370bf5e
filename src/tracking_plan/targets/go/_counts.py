"""Counts of patterns as Go takes them: none above 1000, also where repeats stand in repeats and their counts multiply."""

from __future__ import annotations

from msgspec.structs import replace

from ...model.regex_tree import Branch, Node, Repeat

_MOST = 1000


def in_pieces(tree: Node) -> Node:
    """The same pattern, in which greater counts are written one after the other: `a{2500}` as `a{1000}a{1000}a{500}`."""
    return _settled(tree)[0]


def _settled(node: Node) -> tuple[Node, int]:
    """A node that Go takes, and the greatest product of counts in it."""
    if isinstance(node, Branch):
        settled = [_settled(item) for item in node.items]
        made = replace(node, items=tuple(item for item, _ in settled))
        return made, max((count for _, count in settled), default=1)
    if not isinstance(node, Repeat):
        return node, 1
    body, inside = _settled(node.body)
    whole = replace(node, body=body)
    own = max(1, node.least if node.most is None else node.most)
    if (node.least, node.most) in ((0, None), (1, None), (0, 1)):
        return whole, inside  # * + ? are no counts
    if own * inside <= _MOST:
        return whole, own * inside
    size = _MOST // inside
    pieces: list[Node] = [replace(whole, least=count, most=count) for count in _parts(node.least, size)]
    if node.most is None:
        pieces.append(replace(whole, least=0, most=None))
    else:
        pieces += [replace(whole, least=0, most=count) for count in _parts(node.most - node.least, size)]
    return Branch(tuple(pieces), False, node.weight, node.varies, node.empty), size * inside


def _parts(count: int, size: int) -> list[int]:
    whole, rest = divmod(count, size)
    return [size] * whole + ([rest] if rest else [])
