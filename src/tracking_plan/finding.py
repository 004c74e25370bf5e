"""A Finding: one thing said about the author's text or data, with its place. A value, never raised."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from .document import Edits, Span


class Severity(IntEnum):
    """How much a finding weighs. The order counts: ``--fail-on warning`` takes warnings and errors."""

    OFF = 0
    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """As it is written in a plan and in a report: off, info, warning, error."""
        return self.name.lower()


class Fix:
    """What mends a finding: a few words about it, and the edits, which are worked out when they are first asked for.

    It is ``safe`` where it says what was surely meant, and changes no name that may be sent already. Without edits there
    is nothing to be done: the text stands where it cannot be changed without changing more than that. Two fixes of one
    finding that say the same are the same.
    """

    __slots__ = ("_edits", "_make", "safe", "title")

    def __init__(self, title: str, make: Callable[[], Edits], safe: bool = True) -> None:
        self.title, self.safe = title, safe
        self._make = make
        self._edits: Edits | None = None

    @property
    def edits(self) -> Edits:
        if self._edits is None:
            self._edits = self._make()
        return self._edits

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fix) and (self.title, self.safe) == (other.title, other.safe)

    def __hash__(self) -> int:
        return hash((self.title, self.safe))


class Finding(NamedTuple):
    """One thing said. A rule gives place, message and hint; `check` stamps the rule's name and severity.

    ``related`` are further places that the message speaks of, each with a few words about it.
    """

    at: Span
    message: str
    hint: str = ""
    rule: str = ""
    severity: Severity = Severity.ERROR
    fix: Fix | None = None
    related: tuple[tuple[Span, str], ...] = ()

    @property
    def entity(self) -> str:
        """What it is about, without any line number: ``events/Project Created/owner``."""
        return "/".join(str(step) for step in self.at.path)

    @property
    def fingerprint(self) -> str:
        """32 hex digits that stay the same when lines move: of the rule, the entity and the message."""
        import re  # noqa: PLC0415 - as below
        from hashlib import sha256  # noqa: PLC0415 - takes 5 ms to load, and most reports show no fingerprint

        message = re.sub(r"(\bline |\.ya?ml:)[0-9]+", r"\1", self.message)  # "... is already written on line 12"
        text = "\n".join((self.rule, self.entity or self.at.file, message))
        return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:32]
