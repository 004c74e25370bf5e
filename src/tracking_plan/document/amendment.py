"""What can be changed in a document: a value put, a key dropped or renamed, a list extended or cut."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

from .span import Path


class Put(NamedTuple):
    """A value under a key that is there or not; mappings around it that are not there are made."""

    path: Path
    value: Any
    order: tuple[str, ...] = ()
    """The keys as they usually stand: a new one stands after the last of those before it, else at the end."""
    after: str | None = None
    """The key that a new one follows, whatever the order says."""
    block: bool = False
    """Whether a new mapping stands in lines of its own even where it is short."""


class Drop(NamedTuple):
    """A key goes, with all that stands under it. Comments around it stay."""

    path: Path


class Rename(NamedTuple):
    """A key is called otherwise."""

    path: Path
    name: str


class Extend(NamedTuple):
    """A list gets items at its end, and loses those that are equal to ``removed``."""

    path: Path
    added: tuple[Any, ...] = ()
    removed: tuple[Any, ...] = ()
    order: tuple[str, ...] = ()


class Cut(NamedTuple):
    """A list loses the items that stand at these places."""

    path: Path
    places: tuple[int, ...]


Amendment: TypeAlias = Put | Drop | Rename | Extend | Cut


def plain(data: Any) -> Any:
    """Data as dicts and lists of its own."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    return [plain(item) for item in data] if isinstance(data, list) else data


def same(one: Any, other: Any) -> bool:
    """Equal, and of one type; nothing written to a key is the same as something empty."""
    if one in (None, {}, []) and not isinstance(one, (bool, int, float)):
        return other is None or (isinstance(other, (dict, list)) and not other)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)
