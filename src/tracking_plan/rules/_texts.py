"""Every text of a plan as it was written: what the rules about texts look through, quickly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..document import Document, Map, Path, Span


class Text(NamedTuple):
    """A text, and where it stands: in a mapping, under ``keys``; or as a key itself."""

    text: str
    holder: Map
    path: Path
    keys: Path
    is_key: bool = False

    def at(self) -> Span:
        if self.is_key:
            return self.holder.key_at(self.text, self.path)
        return self.holder.at(*self.keys, path=self.path)

    @property
    def said(self) -> str:
        """What it is: `this description`."""
        if self.is_key:
            return "this key"
        return f"this {self.keys[0]}" if len(self.keys) == 1 and str(self.keys[0]) in _PLAIN else "this text"


_PLAIN = frozenset(("description", "trigger", "question", "name", "category", "reason", "owner", "email", "pattern"))


def texts(document: Document, wanted: Callable[[str], object]) -> Iterator[Text]:
    """The wanted texts, each once. Names of events and properties are left to their own rules."""
    if not isinstance(document.data, Map):
        return
    seen: set[tuple[int, int]] = set()
    for text in _walk(document.data, (), wanted, set()):
        at = text.at()
        if (at.line, at.column) not in seen:  # an anchor's text stands once, however often it is repeated
            seen.add((at.line, at.column))
            yield text


def _walk(holder: Map, path: Path, wanted: Callable[[str], object], known: set[str]) -> Iterator[Text]:
    """``known`` are keys that are not wanted: most keys stand many times."""
    names = _holds_names(path)
    for key, value in holder.items():
        if not names and key not in known:
            if wanted(key):
                yield Text(key, holder, path, (key,), is_key=True)
            else:
                known.add(key)
        if value.__class__ is str:
            if wanted(value):
                yield Text(value, holder, path, (key,))
        elif value.__class__ is Map:
            yield from _walk(value, (*path, key), wanted, known)
        elif value.__class__ is list:
            yield from _walk_list(value, holder, path, (key,), wanted, known)


def _walk_list(
    items: list[object], holder: Map, path: Path, keys: Path, wanted: Callable[[str], object], known: set[str]
) -> Iterator[Text]:
    for place, item in enumerate(items):
        if isinstance(item, str):
            if wanted(item):
                yield Text(item, holder, path, (*keys, place))
        elif isinstance(item, Map):
            yield from _walk(item, (*path, *keys, place), wanted, known)
        elif isinstance(item, list):
            yield from _walk_list(item, holder, path, (*keys, place), wanted, known)


def _holds_names(path: Path) -> bool:
    """Whether the keys of the mapping there are names of events or properties."""
    if not path or str(path[0]).startswith("x-"):
        return False
    if path[-1] == "properties" or path == ("events",):
        return True
    return len(path) == 2 and path[0] in ("property_groups", "traits")
