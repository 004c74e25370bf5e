"""Names of tables and columns: as Segment makes them of events and properties, and as the warehouse at hand takes them."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from re import compile as pattern

import msgspec

from .._exported import Told
from .._naming import Names

_AS_IT_IS = pattern(r"(?:[a-z0-9]|_(?=[a-z0-9]))*")
_WORD = pattern(r"[A-Z0-9]*[a-z0-9]*")
_MARK = 6
"""Letters of the hash in a name that had to be shortened."""


@lru_cache(50_000)
def snake(name: str) -> str:
    """A name as Segment's warehouses have it: `signupCompleted` as `signup_completed`; empty where nothing is left.

    What github.com/segmentio/go-snakecase does: letters are those of a to z; a word is capitals and digits, then small
    letters and digits; so `HTTPServer` is `httpserver`, and `step2Done` is `step_2done`.
    """
    whole = _AS_IT_IS.match(name)
    end = whole.end() if whole is not None else 0
    if end == len(name):
        return name
    if end and name[end - 1].isdigit():
        end -= 1
    head, rest = name[:end], name[end:]
    words = [word for word in _WORD.findall(rest) if word]
    return "_".join([*([head] if head else []), *(word.lower() for word in words)])


class NameRules(msgspec.Struct, frozen=True, kw_only=True):
    """What a warehouse asks of names beyond quoting. Names here are of a to z, digits and `_`: bytes and letters agree."""

    longest: int = 1000
    forbidden: frozenset[str] = frozenset()
    """Columns that it has itself in each table, such as Postgres's `xmin`: not even quoting helps."""
    forbidden_prefixes: tuple[str, ...] = ()


class Namer:
    """Gives names to the tables and columns of one layout, each only once. What is not as in Segment is told."""

    def __init__(self, rules: NameRules, tell: Told) -> None:
        self.rules, self.tell = rules, tell
        self.names = Names(tell, "", rules.longest)

    def keep(self, name: str, what: str, within: str = "") -> str:
        """A name that the layout itself uses."""
        return self.names.take(what, name, within)

    def take(self, ours: str, within: str = "", where: str = "", otherwise: str = "event") -> str:
        """The name of a table (``within`` nothing) or of a column (``within`` a table), for what the plan calls ``ours``."""
        made = self._allowed(snake(ours), otherwise, where or ours)
        return self.names.take(where or ours, made, within)

    def _allowed(self, made: str, otherwise: str, where: str) -> str:
        wanted = made
        if not made:
            wanted = otherwise
            self.tell.is_called(where, wanted, "letters of a to z, digits and _")
        elif made[0].isdigit():
            wanted = f"_{made}"
            self.tell.is_called(where, wanted, "no digit in front")
        if wanted in self.rules.forbidden or wanted.startswith(self.rules.forbidden_prefixes or ("\0",)):
            wanted = f"{wanted.lstrip('_')}_"
            self.tell.is_called(where, wanted, "no name of its own columns")
        longest = self.rules.longest
        if len(wanted) > longest:
            mark = sha256(wanted.encode()).hexdigest()[:_MARK]
            wanted = f"{wanted[: longest - _MARK - 1].rstrip('_')}_{mark}"
            self.tell.is_called(where, wanted, f"{longest} bytes at most")
        return wanted
