"""A Finding: one thing said about the author's text or data, with its place. A value, never raised."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from .document import Span


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


class Fix(NamedTuple):
    """Text that mends the finding when it replaces what stands at ``at``."""

    at: Span
    text: str


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
