"""Names of the plan as exported names of Go: they begin with a capital letter, and ID and URL stand in capitals."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from ...document import Span
from ...finding import Finding
from ...shelf import quote
from .._client import Report
from .._code import Code
from .._names import CLASH, words

INITIALISMS = frozenset(
    "acl api ascii cpu css dns eof guid html http https id ip json os qps ram rpc sla smtp sql ssh sso tcp tls ttl udp ui"
    " uid uri url utm uuid vm xml xss".split()
)
"""Words that Go writes in capitals throughout."""


def exported(name: str, lead: str = "") -> Code:
    """The exported name, behind ``lead``.

    Where nothing stands before it and its first letter is no capital - a digit, or a letter of Japanese - `X` does.
    """
    made = lead
    for part in words("".join(map(_known, name)), "letters"):
        # "1.10" and "110" stay two names.
        made += "_" if made[-1:].isdigit() and part[0].isdigit() else ""
        made += part.upper() if part in INITIALISMS else _capital(part)
    return Code(made if unicodedata.category(made[0]) == "Lu" else "X" + made)


def _known(letter: str) -> str:
    """A letter that every Go knows, whichever Unicode it was built with; a newer one by its number."""
    if letter.isascii() or not letter.isalnum() or unicodedata.ucd_3_2_0.category(letter)[0] in "LN":
        return letter
    return f" u{ord(letter):04x} "


def _capital(word: str) -> str:
    large = word[0].upper()
    return (large if len(large) == 1 and unicodedata.ucd_3_2_0.category(large) == "Lu" else word[0]) + word[1:]


class Names:
    """Names that stand side by side. As in a `_names.Scope`, two names of the plan that give the same are a finding."""

    def __init__(self, what: str, report: Report, taken: Iterable[str], where: str) -> None:
        self.what, self.report, self.where = what, report, where
        self.taken = frozenset(taken)
        self.given: dict[str, tuple[object, str]] = {}

    def name(
        self, name: str, at: Callable[[], Span], own: str | None = None, key: object = None, lead: str = ""
    ) -> Code:
        """The exported name for one of the plan. ``own`` is what the plan itself gives (``x-identifier``); what has one
        ``key`` is one thing, and may be named again."""
        key = name if key is None else key
        made = exported(own if own is not None else name, lead)
        if made in self.taken:
            made = Code(made + "_")
        holder, before = self.given.setdefault(made, (key, name))
        if holder != key:
            message = f"the {self.what} {quote(before)} and {quote(name)} would both be named {made}{self.where}"
            hint = "rename one, or give one a name in code of its own with x-identifier"
            self.report(Finding(at(), message, hint, CLASH))
        return made
