"""Why a plan cannot be built on: what becomes a finding at the place that names it."""

from __future__ import annotations

from ..document import Span
from ..model.extends import RULE


class Refused(Exception):
    """A plan that is named under `extends` cannot be built on, and this is why."""

    def __init__(self, message: str, hint: str = "", rule: str = RULE, at: Span | None = None) -> None:
        super().__init__(message)
        self.message, self.hint, self.rule = message, hint, rule
        self.at = at
        """A place in the plan that is named, where the message is about one."""
