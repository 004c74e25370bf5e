"""An acknowledgement: a change that is known and wanted, with the reason, who says so, and an end."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from .node import Node


class Acknowledgement(Node, frozen=True, kw_only=True, eq=False):
    """``{fingerprint: 4c1f9a0b7d2e8356, reason: Nobody reads it, by: ana@acme.test, until: 2027-01-31}``."""

    fingerprint: Annotated[str | None, "Which change it is: the 16 hex digits that `plan diff` prints beside it."] = (
        None
    )
    reason: Annotated[str | None, "Why the change is wanted all the same."] = None
    by: Annotated[str | None, "Who says so."] = None
    until: Annotated[date | None, "The last day on which it holds."] = None
    change: Annotated[str | None, "What the change is, for people. Nothing reads it."] = None

    def has_ended(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.until is not None and self.until < today
