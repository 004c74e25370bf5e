"""Changes pieces of a document in its text, and leaves all else as it is: comments, order, quotes, line ends.

YAML can be written in ways that are not foreseen here (an alias, a merge key, a comment amid what goes). So the text that
comes out is read again, and a change after which it does not say what was meant is refused, and the others are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from .amendment import Amendment, Cut, Drop, Extend, Put, plain, same
from .data import Document
from .layout import Unforeseen
from .reading import read
from .span import Limits, Path
from .splicing import spliced


class Amended(NamedTuple):
    """The new text, and the changes that could not be made safely."""

    text: str
    refused: tuple[Amendment, ...]


def amended(document: Document, changes: Sequence[Amendment]) -> Amended:
    """Make the changes, those of them that can be made. The document must have been read without problems.

    Paths are those of the document as it is; a `Rename` stands after the changes of what it renames.
    """
    if not changes:
        return Amended(document.text, ())
    text = _tried(document, changes)
    if text is not None:
        return Amended(text, ())
    if len(changes) == 1:
        return Amended(document.text, tuple(changes))
    half = len(changes) // 2
    first = amended(document, changes[:half])
    between = read(first.text, document.file, _AMPLE) if first.text != document.text else document
    second = amended(between, changes[half:])
    return Amended(second.text, first.refused + second.refused)


_AMPLE = Limits(bytes=1 << 40, depth=1000, aliases=1 << 40)
"""The document was within its limits; what is added to it shall not be refused for them."""


def _tried(document: Document, changes: Sequence[Amendment]) -> str | None:
    """The text with all changes, if that is what it says; None otherwise."""
    try:
        wanted = _changed(plain(document.data), changes)
        text = spliced(document, changes)
    except Unforeseen:
        return None
    again = read(text, document.file, _AMPLE)
    return text if not again.problems and same(plain(again.data), wanted) else None


def _changed(data: Any, changes: Iterable[Amendment]) -> Any:
    """Plain data as it is to be after the changes."""
    data = {} if data is None else data
    for change in changes:
        holder = _holder(data, change.path[:-1])
        key: Any = change.path[-1]
        if isinstance(change, Put):
            if isinstance(holder, list) and not 0 <= key < len(holder):
                raise Unforeseen
            holder[key] = plain(change.value)
        elif isinstance(change, Cut):
            listed = holder[key] if isinstance(holder, list) else holder.get(key)
            if not isinstance(listed, list) or not all(0 <= place < len(listed) for place in change.places):
                raise Unforeseen
            holder[key] = [item for place, item in enumerate(listed) if place not in change.places]
        elif isinstance(change, Extend):
            kept = [item for item in holder.get(key) or [] if not any(same(item, gone) for gone in change.removed)]
            holder[key] = [*kept, *plain(list(change.added))]
        elif not isinstance(holder, dict) or key not in holder:
            raise Unforeseen
        elif isinstance(change, Drop):
            del holder[key]
        else:
            if change.name in holder:
                raise Unforeseen
            for old in [*holder]:
                holder[change.name if old == key else old] = holder.pop(old)
    return data


def _holder(data: Any, path: Path) -> Any:
    for step in path:
        if isinstance(data, dict):
            if data.get(step) is None:
                data[step] = {}
        elif not (isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data)):
            raise Unforeseen
        data = data[step]
    if not isinstance(data, (dict, list)):
        raise Unforeseen
    return data
