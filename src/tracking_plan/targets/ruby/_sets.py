"""Sets of characters as Ruby takes them without a warning: nothing stands in one twice."""

from __future__ import annotations

from msgspec.structs import replace

from ...model.regex_tree import Branch, Chars, Node, Part, Range, Repeat, ranges_of


def without_repeats(tree: Node) -> Node:
    """The same pattern, in which no set holds a character twice (`[a-cb]` is `[a-c]`)."""
    if isinstance(tree, Branch):
        return replace(tree, items=tuple(map(without_repeats, tree.items)))
    if isinstance(tree, Repeat):
        return replace(tree, body=without_repeats(tree.body))
    return replace(tree, parts=_parts(tree.parts)) if isinstance(tree, Chars) else tree


def _parts(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    if len(parts) < 2:
        return parts
    categories = tuple(part for part in dict.fromkeys(parts) if not isinstance(part[0], int))
    letters = tuple(part for part in parts if isinstance(part[0], int))
    held = [ranges_of(Chars((one,))) for one in categories]
    together = ranges_of(Chars(categories)) if categories else ()
    if sum(map(_size, held)) != _size(together):
        return ranges_of(Chars(parts))  # two categories that overlap are spelled out
    return (*categories, *_without(ranges_of(Chars(letters)) if letters else (), together))


def _size(ranges: tuple[Range, ...]) -> int:
    return sum(last - first + 1 for first, last in ranges)


def _without(ranges: tuple[Range, ...], taken: tuple[Range, ...]) -> tuple[Range, ...]:
    """The characters of the first that are not among the second; both in order."""
    made = []
    for first, last in ranges:
        for low, high in taken:
            if high < first or low > last:
                continue
            if low > first:
                made.append((first, low - 1))
            first = high + 1
        if first <= last:
            made.append((first, last))
    return tuple(made)
