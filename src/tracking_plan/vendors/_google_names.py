"""Names as Google Analytics and Firebase take them: snake case, 40 characters for events and parameters, 24 for people's."""

from __future__ import annotations

import re

from ._exported import Told
from ._google_called import LONGEST, called
from ._naming import Names
from ._spelled import snake

_TAKEN = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_TAKES = "a letter, then letters, digits and _"


class GoogleNames:
    """The names of events, of their parameters and of user properties, and what each stands for."""

    def __init__(self, tell: Told) -> None:
        self.kinds = {kind: _Kind(tell, kind, longest) for kind, longest in LONGEST.items()}

    def take(self, kind: str, ours: str, kept: object = None, where: str = "") -> str:
        return self.kinds[kind].take(ours, kept, where)

    def mapping(self) -> dict[str, dict[str, str]]:
        """Their name -> ours, by kind, for those that differ: what turns a log of theirs back into the plan's words."""
        return {name: kind.renamed for name, kind in self.kinds.items() if kind.renamed}


class _Kind:
    def __init__(self, tell: Told, kind: str, longest: int) -> None:
        self.names = Names(tell, f"{_TAKES}, {longest} characters at most", longest)
        self.kind, self.longest = kind, longest
        self.known: dict[str, str] = {}
        self.renamed: dict[str, str] = {}

    def take(self, ours: str, kept: object, where: str) -> str:
        if ours in self.known:
            return self.known[ours]
        wanted = called(self.kind, ours)
        if (
            isinstance(kept, str)
            and _TAKEN.fullmatch(kept)
            and len(kept) <= self.longest
            and snake(kept) == snake(wanted)
        ):
            wanted = kept
        found = self.names.take(ours, wanted, where=where)
        self.known[ours] = found
        if found != ours:
            self.renamed[found] = ours
        return found
