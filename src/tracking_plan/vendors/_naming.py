"""Names as another tool takes them: made of the plan's own, each for one thing only, and what was renamed is told."""

from __future__ import annotations

from ..shelf import quote
from ._exported import Told


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
