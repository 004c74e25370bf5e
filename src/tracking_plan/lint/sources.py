"""Sources: which of the plan's a log means by its word for where a record comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..model.plan import Plan

_REMEMBERED = 10_000


class _Known(dict[Any, Any]):
    """Words, and the sources that they mean; one that is not known yet is looked up."""

    def __init__(self, find: Callable[[str], str]) -> None:
        self._find = find

    def __missing__(self, word: Any) -> Any:
        if not isinstance(word, str):
            return word
        if not word:
            return None
        if len(self) > _REMEMBERED:
            self.clear()
        found = self[word] = self._find(word)
        return found


class Sources:
    """The plan's sources, by the words of one envelope. ``only`` is the one that all records are from, whatever they say."""

    def __init__(self, plan: Plan, platforms: Mapping[str, str], only: str | None) -> None:
        self.plan, self.platforms, self.only = plan, platforms, only
        self.known = _Known(self._find)
        """Word -> source, None of an empty one; what is no text stays what it is."""

    def of(self, word: str | None) -> str | None:
        """The source that has the name, or the platform of exactly one; or else the word."""
        if word is None or self.only is not None:
            return self.only
        found: str | None = self.known[word]
        return found

    def _find(self, word: str) -> str:
        if word in self.plan.sources:
            return word
        platform = self.platforms.get(word, word.lower())
        of_it = [name for name, source in self.plan.sources.items() if source.platform == platform]
        return of_it[0] if len(of_it) == 1 else word
