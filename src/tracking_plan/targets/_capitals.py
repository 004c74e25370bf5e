"""Scopes of names in languages where the first letter of a name says what it is, as it does in Go and in Ruby."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Container, Iterable

from ..document import Span
from ..finding import Finding
from ..shelf import quote
from ._client import Report
from ._code import Code
from ._names import CLASH

Spell = Callable[[str, str], Code]
"""The identifier for a name of the plan, behind a lead that is an identifier already, or ""."""


def settled(name: str, spell: Spell, taken: Container[str] = (), own: str | None = None, lead: str = "") -> Code:
    """The identifier that a name has where others are taken by the run-time; ``own`` is the one that the plan gives."""
    made = spell(own if own is not None else name, lead)
    return Code(made + "_") if made in taken else made


class Names:
    """Names that stand side by side. As in a `_names.Scope`, two names of the plan that give the same are a finding."""

    def __init__(self, what: str, spell: Spell, report: Report, taken: Iterable[str], where: str) -> None:
        self.what, self.spell, self.report, self.where = what, spell, report, where
        self.taken = frozenset(taken)
        self.given: dict[str, tuple[object, str]] = {}

    def name(
        self, name: str, at: Callable[[], Span], own: str | None = None, key: object = None, lead: str = ""
    ) -> Code:
        """The identifier for a name of the plan. ``own`` is what the plan itself gives (``x-identifier``); what has one
        ``key`` is one thing, and may be named again."""
        key = name if key is None else key
        made = settled(name, self.spell, self.taken, own, lead)
        holder, before = self.given.setdefault(made, (key, name))
        if holder != key:
            message = f"the {self.what} {quote(before)} and {quote(name)} would both be named {made}{self.where}"
            hint = "rename one, or give one a name in code of its own with x-identifier"
            self.report(Finding(at(), message, hint, CLASH))
        return made


def capital(word: str) -> str:
    """The word with its first letter large, where that is one letter, and one that every Unicode has for a capital."""
    large = word[0].upper()
    return (large if len(large) == 1 and unicodedata.ucd_3_2_0.category(large) == "Lu" else word[0]) + word[1:]
