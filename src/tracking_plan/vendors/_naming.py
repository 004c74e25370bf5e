"""Names as another tool takes them: made of the plan's own, each for one thing only, and what was renamed is told."""

from __future__ import annotations

import re
import unicodedata

from ..shelf import quote
from ._exported import Told
from ._layout import DEVICES

_WORD_BEGINS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_WORD = re.compile(r"[^a-z0-9]+")


def snake(text: str, longest: int = 200, otherwise: str = "event") -> str:
    """`Signup Completed` as `signup_completed`: begins with a letter, of a to z, digits and underscores."""
    plain = unicodedata.normalize("NFKD", text[:1000]).encode("ascii", "ignore").decode()
    made = _NO_WORD.sub("_", _WORD_BEGINS.sub("_", plain).lower()).strip("_")
    if not made[:1].isalpha():
        made = f"{otherwise}_{made}" if made else otherwise
    return made[:longest].rstrip("_")


def file_stem(text: str) -> str:
    """A name in snake case that every disk takes for a file."""
    made = snake(text, 100)
    return f"{made}_event" if made in DEVICES else made


class Names:
    """The tool's names while they are given. Two things of the plan never get one name: both are told.

    So is each that has to change, where ``takes`` says what the tool takes; not where the plan's own name stands too.
    """

    def __init__(self, tell: Told, takes: str = "", longest: int = 200) -> None:
        self.tell, self.takes, self.longest = tell, takes, longest
        self.holders: dict[tuple[object, str], str] = {}

    def take(self, ours: str, wanted: str, within: object = "", where: str = "") -> str:
        """A name for ``ours``: the one wanted, unless another thing within the same has it."""
        found, number = wanted, 2
        while self.holders.setdefault((within, found), ours) != ours:
            end = f"_{number}"
            found, number = f"{wanted[: self.longest - len(end)]}{end}", number + 1
        if found != wanted:
            other = quote(self.holders[within, wanted], 80)
            both = f"and {other} would both be {quote(wanted)} in {self.tell.title}: it is {quote(found)} there"
            self.tell(where or ours, both)
        elif found != ours and self.takes:
            self.tell.is_called(where or ours, found, self.takes)
        return found
